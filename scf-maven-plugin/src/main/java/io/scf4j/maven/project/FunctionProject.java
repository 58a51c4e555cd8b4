package io.scf4j.maven.project;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.BuildTimestamp;
import io.scf4j.maven.packaging.PackageContents;
import io.scf4j.maven.packaging.PackageInput;
import io.scf4j.maven.packaging.PackageInput.Library;
import io.scf4j.maven.packaging.Packager;
import io.scf4j.maven.packaging.StartSettings;
import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.versioning.DefaultArtifactVersion;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** A Maven project as a function sees it: the border behind which Maven is not known. */
public final class FunctionProject {
  private static final String GROUP = "io.scf4j";
  private static final String CORE = "scf-runtime-core";
  private static final String FUNCTION_NAME = "scf.functionName";
  private static final String SERVERLESS_YML = "scf.serverlessYml";
  private static final String PLUGIN_KEY = GROUP + ":scf-maven-plugin";

  private final MavenProject project;
  private final MavenSession session;
  private final Optional<String> oneOfSeveral;

  public FunctionProject(MavenProject project, MavenSession session) {
    this(project, session, Optional.empty());
  }

  private FunctionProject(
      MavenProject project, MavenSession session, Optional<String> oneOfSeveral) {
    this.project = project;
    this.session = session;
    this.oneOfSeveral = oneOfSeveral;
  }

  /** As a goal sees it, which may be about one of its functions only. */
  public static FunctionProject of(
      MavenProject project, MavenSession session, MojoExecution running) {
    return new FunctionProject(project, session, GoalExecution.functionOf(running));
  }

  /** Which of the module's {@code <functions>} this is; empty for a module that is one function. */
  public Optional<String> oneOfSeveral() {
    return oneOfSeveral;
  }

  /**
   * The same project for each of its {@code <functions>}, or the one that the command line names;
   * by itself when it has none.
   */
  public List<FunctionProject> each() {
    Plugin plugin = project.getPlugin(PLUGIN_KEY);
    Xpp3Dom said = plugin != null && plugin.getConfiguration() instanceof Xpp3Dom dom ? dom : null;
    String one = session.getUserProperties().getProperty(FUNCTION_NAME, "").strip();
    return ModuleFunctions.of(said)
        .map(
            functions ->
                functions.names().stream()
                    .filter(name -> one.isEmpty() || name.equals(one))
                    .map(name -> new FunctionProject(project, session, Optional.of(name)))
                    .toList())
        .orElse(List.of(this));
  }

  /**
   * Whether the goals have something to do here. A {@code pom} project is a function when it has
   * its own bootstrap, or sets a name or an executable itself; a jar of a larger build is one when
   * it configures the plugin.
   */
  public boolean isFunction() {
    if (!exists() || Packager.hasBootstrap(scfDirectory())) {
      return true;
    }
    boolean alone = session.getProjects().size() == 1;
    if (project.getPackaging().equals("pom")) {
      return sets("functionName")
          || sets("executable")
          || sets(ModuleFunctions.ELEMENT)
          || (alone && (isNamedOnCommandLine() || isOnCommandLine("scf.executable")));
    }
    return alone || project.getPlugin(PLUGIN_KEY) != null;
  }

  /** Why a project that looks like a function is none, in a sentence or two; for others empty. */
  public Optional<String> whyNoFunction() {
    if (isFunction() || !Files.isDirectory(scfDirectory())) {
      return Optional.empty();
    }
    String toDo =
        project.getPackaging().equals("pom")
            ? "put an executable file bootstrap there, or name a program in <executable>, or set"
                + " <functionName> in its own POM"
            : "put an executable file bootstrap there, or name scf-maven-plugin in its POM";
    return Optional.of(
        "module "
            + project.getArtifactId()
            + " has src/main/scf, but is no function. To make it one, "
            + toDo
            + ".");
  }

  /** Whether {@code -Dscf.functionName} was given, which is a name for one function. */
  public boolean isNamedOnCommandLine() {
    return isOnCommandLine(FUNCTION_NAME);
  }

  private boolean isOnCommandLine(String property) {
    return session.getUserProperties().containsKey(property);
  }

  /**
   * Keeps one name from being given to several functions, where each would cover the one before.
   *
   * @throws ScfFailure when the command line names one, or the one file of one, and the build has
   *     several
   */
  public void requireOneNameForOneFunction() {
    List<String> functions =
        session.getProjects().stream()
            .filter(module -> new FunctionProject(module, session).isFunction())
            .map(MavenProject::getArtifactId)
            .toList();
    boolean oneFile =
        Path.of(session.getUserProperties().getProperty(SERVERLESS_YML, "")).isAbsolute();
    if ((isNamedOnCommandLine() || oneFile) && functions.size() > 1) {
      throw new ScfFailure(
          (oneFile ? "-Dscf.serverlessYml" : "-Dscf.functionName")
              + " names one function, and this build has "
              + String.join(", ", functions)
              + ".",
          "Add -pl MODULE to say which one is meant, or leave the name out.");
    }
  }

  /** In its own POM: what comes from a parent is that of another function. */
  private boolean sets(String parameter) {
    Model own = project.getOriginalModel();
    if (own.getProperties().containsKey("scf." + parameter)) {
      return true;
    }
    Plugin plugin =
        own.getBuild() == null ? null : own.getBuild().getPluginsAsMap().get(PLUGIN_KEY);
    return plugin != null
        && plugin.getConfiguration() instanceof Xpp3Dom configuration
        && configuration.getChild(parameter) != null;
  }

  /** Whether there is a POM; a goal may also run without one. */
  public boolean exists() {
    return project.getFile() != null;
  }

  /** The artifactId as a function's name: the platform takes no dots. */
  public Optional<String> defaultFunctionName() {
    return exists() ? Optional.of(project.getArtifactId().replace('.', '-')) : Optional.empty();
  }

  /** Where relative paths of parameters start. */
  public Path baseDirectory() {
    return exists() ? project.getBasedir().toPath() : Path.of(session.getExecutionRootDirectory());
  }

  /** {@code target/scf}, and for one of several functions a directory of its name in it. */
  public Path outputDirectory() {
    Path all =
        exists()
            ? Path.of(project.getBuild().getDirectory(), "scf")
            : baseDirectory().resolve("target").resolve("scf");
    return oneOfSeveral.map(all::resolve).orElse(all);
  }

  /** What the local SCF of this build is keyed by. */
  public Path topLevelDirectory() {
    return session.getRequest().getMultiModuleProjectDirectory().toPath().toAbsolutePath();
  }

  public boolean isOffline() {
    return session.isOffline();
  }

  /**
   * What the packaging needs to know of the project.
   *
   * @param handler as configured, may be null
   * @param pluginArtifacts the plugin's own dependencies, with the runtime core among them
   * @param contents what was said about the package's content
   * @param dependencies which of them are wanted
   */
  public PackageInput packageInput(
      String functionName,
      String handler,
      List<Artifact> pluginArtifacts,
      PackageContents contents,
      DependencyFilter dependencies,
      JreRequest jre,
      StartSettings start,
      TargetPolicy targetPolicy) {
    List<Artifact> wanted =
        dependencies.of(
            project.getArtifacts().stream()
                .filter(artifact -> artifact.getArtifactHandler().isAddedToClasspath())
                .filter(FunctionProject::isNeededAtRunTime)
                .toList());
    return new PackageInput(
        functionName,
        project.getArtifactId() + "-" + project.getVersion() + ".jar",
        Path.of(project.getBuild().getOutputDirectory()),
        runtimeCore(pluginArtifacts, wanted),
        wanted.stream().map(FunctionProject::library).toList(),
        scfDirectory(),
        Optional.ofNullable(handler).map(String::strip).filter(text -> !text.isEmpty()),
        BuildTimestamp.parse(project.getProperties().getProperty("project.build.outputTimestamp")),
        outputDirectory(),
        contents,
        jre,
        start,
        targetPolicy);
  }

  private Path scfDirectory() {
    return baseDirectory().resolve("src").resolve("main").resolve("scf");
  }

  private static boolean isNeededAtRunTime(Artifact artifact) {
    return Artifact.SCOPE_COMPILE.equals(artifact.getScope())
        || Artifact.SCOPE_RUNTIME.equals(artifact.getScope());
  }

  private static Library library(Artifact artifact) {
    String name = artifact.getArtifactId() + "-" + artifact.getVersion();
    String classifier = artifact.hasClassifier() ? "-" + artifact.getClassifier() : "";
    return new Library(
        artifact.getGroupId(), name + classifier + ".jar", artifact.getFile().toPath());
  }

  /** The plugin's, so that handlers need import nothing of ours; a project's own one wins. */
  private static Optional<Path> runtimeCore(
      List<Artifact> pluginArtifacts, List<Artifact> dependencies) {
    Artifact ours =
        core(pluginArtifacts)
            .orElseThrow(() -> new IllegalStateException("the plugin's dependencies lack " + CORE));
    Optional<Artifact> theirs = core(dependencies);
    if (theirs.isEmpty()) {
      return Optional.of(ours.getFile().toPath());
    }
    String version = theirs.get().getBaseVersion();
    if (new DefaultArtifactVersion(version)
            .compareTo(new DefaultArtifactVersion(ours.getBaseVersion()))
        < 0) {
      throw new ScfFailure(
          "The project depends on "
              + CORE
              + " "
              + version
              + ", which is older than the plugin ("
              + ours.getBaseVersion()
              + ").",
          "Set its version to "
              + ours.getBaseVersion()
              + ", or remove the dependency: the plugin brings it.");
    }
    return Optional.empty();
  }

  private static Optional<Artifact> core(List<Artifact> artifacts) {
    return artifacts.stream()
        .filter(artifact -> artifact.getGroupId().equals(GROUP))
        .filter(artifact -> artifact.getArtifactId().equals(CORE))
        .findFirst();
  }
}
