package io.scf4j.maven.project;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.packaging.PackageContents;
import io.scf4j.maven.packaging.PackageInput;
import io.scf4j.maven.packaging.PackageInput.Library;
import io.scf4j.maven.packaging.StartSettings;
import io.scf4j.maven.packaging.jre.JdkSearch;
import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.jre.JreSource;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.testing.RecordingConsole;
import io.scf4j.maven.testing.TempProject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.eclipse.aether.RepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionProjectTest {
  private static final StartSettings START = StartSettings.of(null, 256, List.of(), null, Map.of());

  private static final boolean ALONE = true;

  @TempDir Path directory;
  private TempProject files;
  private final Properties commandLine = new Properties();
  private MavenProject project;
  private MavenProject other;
  private List<String> dependencyExcludes = List.of();

  @BeforeEach
  void aJarProject() {
    files = new TempProject(directory);
    Model model = new Model();
    model.setGroupId("demo");
    model.setArtifactId("shop.hello");
    model.setVersion("1.0");
    model.setBuild(new Build());
    model.getBuild().setDirectory(directory.resolve("target").toString());
    model.getBuild().setOutputDirectory(files.classes().toString());
    model.addProperty("project.build.outputTimestamp", "2026-01-31T12:00:00Z");
    project = new MavenProject(model);
    project.setOriginalModel(model);
    project.setFile(directory.resolve("pom.xml").toFile());
    other = new MavenProject(model.clone());
    other.setArtifactId("other");
    other.setFile(directory.resolve("other.xml").toFile());
    project.setArtifacts(Collections.emptySet());
  }

  @Test
  void aJarAloneIsAFunction() {
    assertThat(function(ALONE).isFunction()).isTrue();
  }

  @Test
  void aJarOfALargerBuildIsAFunctionWhenItConfiguresThePlugin() {
    assertThat(function(!ALONE).isFunction()).isFalse();
    configurePlugin(project);
    assertThat(function(!ALONE).isFunction()).isTrue();
  }

  @Test
  void aPomProjectIsAFunctionWithABootstrap() throws IOException {
    project.setPackaging("pom");
    assertThat(function(!ALONE).isFunction()).isFalse();
    files.withScfFile("bootstrap", "#!/bin/sh\n");
    assertThat(function(!ALONE).isFunction()).isTrue();
    assertThat(function(!ALONE).whyNoFunction()).isEmpty();
  }

  @Test
  void whatLooksLikeAFunctionSaysWhyItIsNone() throws IOException {
    project.setPackaging("pom");
    project.setArtifactId("shop");
    assertThat(function(!ALONE).whyNoFunction()).isEmpty();
    files.withScfFile("index.sh", "#!/bin/sh\n");
    assertThat(function(!ALONE).whyNoFunction())
        .contains(
            "module shop has src/main/scf, but is no function. To make it one, put an executable file"
                + " bootstrap there, or name a program in <executable>, or set <functionName> in its"
                + " own POM.");
    project.setPackaging("jar");
    assertThat(function(ALONE).whyNoFunction()).isEmpty();
    assertThat(function(!ALONE).whyNoFunction().orElseThrow())
        .endsWith("bootstrap there, or name scf-maven-plugin in its POM.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"functionName", "executable"})
  void aPomProjectIsAFunctionWithANameOrAnExecutableOfItsOwn(String parameter) {
    project.setPackaging("pom");
    project.setOriginalModel(new Model());
    Plugin plugin = plugin();
    Xpp3Dom value = new Xpp3Dom(parameter);
    value.setValue("hello");
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configuration.addChild(value);
    plugin.setConfiguration(configuration);
    project.getBuild().addPlugin(plugin); // as inherited from a parent
    assertThat(function(!ALONE).isFunction()).isFalse();
    project.getOriginalModel().setBuild(new Build());
    project.getOriginalModel().getBuild().addPlugin(plugin);
    assertThat(function(!ALONE).isFunction()).isTrue();
  }

  @Test
  void aPomProjectAloneIsAFunctionWithAnExecutableOnTheCommandLine() {
    project.setPackaging("pom");
    assertThat(function(ALONE).isFunction()).isFalse();
    commandLine.setProperty("scf.executable", "target/hello");
    assertThat(function(ALONE).isFunction()).isTrue();
    assertThat(function(!ALONE).isFunction()).isFalse();
  }

  @Test
  void aNameOnTheCommandLineIsForOneFunctionOnly() {
    project.setPackaging("pom");
    commandLine.setProperty("scf.functionName", "hello");
    assertThat(function(ALONE).isFunction()).isTrue();
    assertThat(function(!ALONE).isFunction()).isFalse();

    project.setPackaging("jar");
    configurePlugin(project);
    configurePlugin(other);
    function(ALONE).requireOneNameForOneFunction();
    assertThatFailure(() -> function(!ALONE).requireOneNameForOneFunction())
        .hasMessage(
            """
            -Dscf.functionName names one function, and this build has shop.hello, other.
            Add -pl MODULE to say which one is meant, or leave the name out.""");
  }

  @Test
  void aFileOnTheCommandLineIsForOneFunctionUnlessEachHasItsOwn() {
    configurePlugin(project);
    configurePlugin(other);
    commandLine.setProperty("scf.serverlessYml", "sls/prod.yml");
    function(!ALONE).requireOneNameForOneFunction();

    commandLine.setProperty("scf.serverlessYml", directory.resolve("prod.yml").toString());
    function(ALONE).requireOneNameForOneFunction();
    assertThatFailure(() -> function(!ALONE).requireOneNameForOneFunction())
        .hasMessageStartingWith("-Dscf.serverlessYml names one function, and this build has");
  }

  @Test
  void withoutAPomTheGoalHasSomethingToDoAndNoNameForIt() {
    project.setPackaging("pom");
    project.setFile(null);
    assertThat(function(ALONE).isFunction()).isTrue();
    assertThat(function(ALONE).defaultFunctionName()).isEmpty();
  }

  @Test
  void isNamedByItsArtifactIdWithoutDots() {
    assertThat(function(ALONE).defaultFunctionName()).hasValue("shop-hello");
  }

  @Test
  void offersWhatTheFunctionNeedsAtRunTimeInTheOrderOfTheClassPath() {
    artifacts(
        artifact("org.b", "beta", "1", Artifact.SCOPE_RUNTIME, null),
        artifact("org.a", "alpha", "2", Artifact.SCOPE_COMPILE, "linux"),
        artifact("org.c", "servlet-api", "3", Artifact.SCOPE_PROVIDED, null),
        artifact("org.d", "junit", "4", Artifact.SCOPE_TEST, null));
    Artifact core = core("1.0");
    JreRequest jre = jre();
    assertThat(packageInput(" demo.Hello::greet ", core, jre))
        .isEqualTo(
            new PackageInput(
                "hello",
                "shop.hello-1.0.jar",
                files.classes(),
                Optional.of(core.getFile().toPath()),
                List.of(
                    new Library("org.b", "beta-1.jar", directory.resolve("beta.jar")),
                    new Library("org.a", "alpha-2-linux.jar", directory.resolve("alpha.jar"))),
                files.scf(),
                Optional.of("demo.Hello::greet"),
                Instant.parse("2026-01-31T12:00:00Z"),
                files.output(),
                PackageContents.USUAL,
                jre,
                START,
                TargetPolicy.WARN));
  }

  @Test
  void anEmptyHandlerIsNone() {
    assertThat(input("1.0").handler()).isEmpty();
  }

  @Test
  void theProjectsOwnCoreWins() {
    artifacts(core("1.1"));
    assertThat(input("1.0").runtimeCore()).isEmpty();
    assertThat(input("1.0").libraries())
        .containsExactly(
            new Library(
                "io.scf4j", "scf-runtime-core-1.1.jar", directory.resolve("scf-runtime-core.jar")));
  }

  @Test
  void leavesOutWhatIsExcluded() {
    artifacts(
        artifact("org.b", "beta", "1", Artifact.SCOPE_RUNTIME, null),
        artifact("org.a", "alpha", "2", Artifact.SCOPE_COMPILE, null));
    dependencyExcludes = List.of("org.b:*");
    assertThat(input("1.0").libraries())
        .containsExactly(new Library("org.a", "alpha-2.jar", directory.resolve("alpha.jar")));
  }

  @Test
  void thePluginsCoreStandsInForOneOfTheProjectThatDoesNotGoIntoThePackage() {
    artifacts(artifact("io.scf4j", "scf-runtime-core", "0.9", Artifact.SCOPE_PROVIDED, null));
    assertThat(input("1.0").runtimeCore()).isPresent();
    artifacts(core("1.1"));
    dependencyExcludes = List.of("io.scf4j:*");
    assertThat(input("1.0").runtimeCore()).isPresent();
    assertThat(input("1.0").libraries()).isEmpty();
  }

  @Test
  void theProjectsOwnCoreIsRefusedWhenItIsOlderThanThePlugin() {
    artifacts(core("0.9"));
    assertThatFailure(() -> input("1.0"))
        .hasMessage(
            """
            The project depends on scf-runtime-core 0.9, which is older than the plugin (1.0).
            Set its version to 1.0, or remove the dependency: the plugin brings it.""");
  }

  private PackageInput input(String pluginVersion) {
    return packageInput(" ", core(pluginVersion), jre());
  }

  private PackageInput packageInput(String handler, Artifact core, JreRequest jre) {
    return function(ALONE)
        .packageInput(
            "hello",
            handler,
            List.of(core),
            PackageContents.USUAL,
            new DependencyFilter(List.of(), dependencyExcludes, new RecordingConsole()),
            jre,
            START,
            TargetPolicy.WARN);
  }

  @SuppressWarnings("deprecation") // all of its constructors are, for whoever is not Maven itself
  private FunctionProject function(boolean alone) {
    MavenSession session =
        new MavenSession(
            null,
            (RepositorySystemSession) null,
            new DefaultMavenExecutionRequest(),
            new DefaultMavenExecutionResult());
    session.getRequest().setUserProperties(commandLine);
    session.setProjects(alone ? List.of(project) : List.of(project, other));
    return new FunctionProject(project, session);
  }

  private static void configurePlugin(MavenProject module) {
    module.getBuild().addPlugin(plugin());
    module.getBuild().flushPluginMap();
  }

  private static Plugin plugin() {
    Plugin plugin = new Plugin();
    plugin.setGroupId("io.scf4j");
    plugin.setArtifactId("scf-maven-plugin");
    return plugin;
  }

  private void artifacts(Artifact... artifacts) {
    project.setArtifacts(new LinkedHashSet<>(List.of(artifacts)));
  }

  private Artifact core(String version) {
    return artifact("io.scf4j", "scf-runtime-core", version, Artifact.SCOPE_COMPILE, null);
  }

  private Artifact artifact(
      String groupId, String artifactId, String version, String scope, String classifier) {
    DefaultArtifactHandler handler = new DefaultArtifactHandler("jar");
    handler.setAddedToClasspath(true);
    Artifact artifact =
        new DefaultArtifact(groupId, artifactId, version, scope, "jar", classifier, handler);
    artifact.setFile(directory.resolve(artifactId + ".jar").toFile());
    return artifact;
  }

  private JreRequest jre() {
    return new JreRequest(
        Optional.of(JreSource.NONE),
        JdkSearch.named(directory),
        List.of(),
        List.of(),
        directory,
        true);
  }
}
