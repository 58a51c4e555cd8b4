package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.scf4j.maven.packaging.PackageInput.Library;
import io.scf4j.maven.packaging.jre.JdkSearch;
import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.jre.JreSource;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.testing.Archives;
import io.scf4j.maven.testing.RecordingConsole;
import io.scf4j.maven.testing.TempProject;
import io.scf4j.maven.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a package holds when the project is not just classes and plain jars. */
class FunctionContentTest {
  private static final long MB = 1024 * 1024;
  private static final Pattern CLASS_PATH = Pattern.compile("-cp \"([^\"]*)\"");

  @TempDir Path directory;
  private TempProject project;
  private PackageContents contents = PackageContents.USUAL;
  private SizeGate sizes = SizeGate.PLATFORM;
  private Optional<Path> core;
  private final List<Library> libraries = new ArrayList<>();
  private final RecordingConsole console = new RecordingConsole();

  @BeforeEach
  void aProjectWithOneClass() throws IOException {
    project = new TempProject(directory).withClass("demo/Hello.class");
    core =
        Optional.of(
            new TestJar()
                .with("io/scf4j/runtime/Main.class", "main")
                .at(directory.resolve("repository/core.jar")));
  }

  @Test
  void givesEveryJarANameOfItsOwnAndSaysSo() throws IOException {
    library("org.a", "dep-1.jar", new TestJar().with("a/A.class", "a"));
    Library second = library("org.b", "dep-1.jar", new TestJar().with("b/B.class", "b"));
    Library third = library("org.b", "dep-1.jar", new TestJar().with("b/C.class", "c"));
    Library fourth = library("org.c", "org.b-dep-1.jar", new TestJar().with("c/C.class", "c"));
    Library own = library("demo", "hello-1.0.jar", new TestJar().with("d/D.class", "d"));
    pack("demo.Hello");
    assertThat(classPath())
        .containsExactly(
            "hello-1.0.jar",
            "core.jar",
            "dep-1.jar",
            "org.b-dep-1.jar",
            "org.b-dep-1-2.jar",
            "org.c-org.b-dep-1.jar",
            "demo-hello-1.0.jar");
    assertThat(Archives.modes(zip())).hasSize(8);
    assertThat(console.lines())
        .containsExactly(
            moved("dep-1.jar", second, "org.b-dep-1.jar"),
            moved("dep-1.jar", third, "org.b-dep-1-2.jar"),
            moved("org.b-dep-1.jar", fourth, "org.c-org.b-dep-1.jar"),
            moved("hello-1.0.jar", own, "demo-hello-1.0.jar"));
  }

  @Test
  void unpacksADependencyThatIsAnExecutableJarOfSpringBootBehindTheOtherJars() throws IOException {
    TestJar shared = new TestJar().with("shared/Shared.class", "shared");
    library(
        "org.boot",
        "app-1.jar",
        new TestJar()
            .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
            .with("org/springframework/boot/loader/Launcher.class", "loader")
            .with("BOOT-INF/classes/app/App.class", "app")
            .stored("BOOT-INF/lib/z-1.jar", new TestJar().with("z/Z.class", "z"))
            .stored("BOOT-INF/lib/shared-copy.jar", shared)
            .stored("BOOT-INF/lib/dep-1.jar", new TestJar().with("x/X.class", "other"))
            .stored(
                "BOOT-INF/lib/scf-runtime-core-0.0.1.jar",
                new TestJar().with("io/scf4j/runtime/Main.class", "another")));
    libraries.add(new Library("org.shared", "shared-1.jar", shared.at(repository("shared"))));
    library("org.dep", "dep-1.jar", new TestJar().with("dep/Dep.class", "dep"));
    pack("app.App::run");
    assertThat(classPath())
        .containsExactly(
            "hello-1.0.jar",
            "core.jar",
            "app-1.jar",
            "shared-1.jar",
            "dep-1.jar",
            "z-1.jar",
            "dep-1-2.jar");
    assertThat(Archives.modes(project.output().resolve("work/app-1.jar")))
        .containsExactly(entry("app/App.class", "644"));
    assertThat(console.lines())
        .contains(
            "app-1.jar is an executable jar of Spring Boot: its classes and its 4 jars are unpacked"
                + " to lib/.");
  }

  @Test
  void keepsTwoExecutableJarsOfOneNameApart() throws IOException {
    for (String name : List.of("a", "b")) {
      library(
          "org." + name,
          "app-1.jar",
          new TestJar()
              .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
              .with("BOOT-INF/classes/" + name + "/App.class", name));
    }
    pack("a.App::run");
    assertThat(Archives.modes(project.output().resolve("work/app-1.jar")))
        .containsExactly(entry("a/App.class", "644"));
    assertThat(Archives.modes(project.output().resolve("work/org.b-app-1.jar")))
        .containsExactly(entry("b/App.class", "644"));
  }

  @Test
  void unpacksADependencyOfAPlainJarToo() throws IOException {
    jar(new TestJar().with("other/Other.class", "other"));
    library("org.boot", "boot-1.jar", boot());
    pack("app.App::run");
    assertThat(classPath()).containsExactly("app.jar", "core.jar", "boot-1.jar", "z-1.jar");
  }

  @Test
  void takesTheClassesFromAPlainJarAndTheProjectsDependencies() throws IOException {
    jar(new TestJar().with("other/Other.class", "other"));
    library("org.dep", "dep-1.jar", new TestJar().with("dep/Dep.class", "dep"));
    pack("other.Other::run");
    assertThat(classPath()).containsExactly("app.jar", "core.jar", "dep-1.jar");
    assertThat(Archives.modes(zip()))
        .containsOnlyKeys("bootstrap", "lib/app.jar", "lib/core.jar", "lib/dep-1.jar");
    assertThat(console.lines()).isEmpty();
  }

  @Test
  void takesANamedJarForOneWithLibrariesInIt() throws IOException {
    pack("demo.Hello");
    assertThat(Archives.text(zip(), "bootstrap")).contains("useNativeAccessorOnly");
    jar(new TestJar().with("other/Other.class", "other"));
    pack("other.Other::run");
    assertThat(Archives.text(zip(), "bootstrap")).doesNotContain("useNativeAccessorOnly");
  }

  @Test
  void addsOfTheDependenciesOnlyWhatAShadedJarDoesNotHold() throws IOException {
    jar(
        new TestJar()
            .with("other/Other.class", "other")
            .with("io/scf4j/runtime/Main.class", "main")
            .with("whole/A.class", "a")
            .with("whole/B.class", "b")
            .with("patched/A.class", "the project's own")
            .with("META-INF/maven/org.moved/moved/pom.properties", "version=1")
            .with("shaded/moved/A.class", "a"));
    library(
        "org.whole",
        "whole-1.jar",
        new TestJar()
            .with("whole/A.class", "a")
            .with("whole/B.class", "b")
            .with("META-INF/versions/21/whole/A.class", "a")
            .with("module-info.class", "module"));
    library(
        "org.moved",
        "moved-1.jar",
        new TestJar()
            .with("META-INF/maven/org.moved/moved/pom.properties", "version=1")
            .with("moved/A.class", "a"));
    library(
        "org.patched",
        "patched-1.jar",
        new TestJar()
            .with("patched/A.class", "a")
            .with("patched/B.class", "b")
            .with("patched/C.class", "c")
            .with("META-INF/maven/org.moved/moved/pom.properties", "a shaded copy in it"));
    library("org.rest", "rest-1.jar", new TestJar().with("rest/A.class", "a"));
    pack("other.Other::run");
    assertThat(classPath()).containsExactly("app.jar", "patched-1.jar", "rest-1.jar");
    assertThat(console.lines())
        .containsExactly("app.jar holds 2 of the 4 dependencies; added: patched-1.jar, rest-1.jar");
  }

  @Test
  void takesADependencyForHeldByHalfOfItsClassesButNotWithoutAny() throws IOException {
    jar(
        new TestJar()
            .with("other/Other.class", "other")
            .with("half/A.class", "a")
            .with("texts/one.txt", "one"));
    library(
        "org.half",
        "half-1.jar",
        new TestJar().with("half/A.class", "a").with("half/B.class", "b"));
    library("org.texts", "texts-1.jar", new TestJar().with("texts/two.txt", "two"));
    pack("other.Other::run");
    assertThat(classPath()).containsExactly("app.jar", "core.jar", "texts-1.jar");
  }

  @Test
  void addsALibraryOfWhichAShadedJarHoldsOnlyAPart() throws IOException {
    String part = "META-INF/maven/org.foo/foo/pom.properties";
    jar(new TestJar().with("other/Other.class", "other").with(part, "version=1"));
    library(
        "org.foo",
        "foo-bar-1.jar",
        new TestJar()
            .with("bar/A.class", "a")
            .with(part, "version=1")
            .with("META-INF/maven/org.foo/foo-bar/pom.properties", "version=1"));
    pack("other.Other::run");
    assertThat(classPath()).containsExactly("app.jar", "core.jar", "foo-bar-1.jar");
  }

  @Test
  void saysWhenAShadedJarHoldsAll() throws IOException {
    jar(new TestJar().with("other/Other.class", "other").with("dep/Dep.class", "dep"));
    library("org.dep", "dep-1.jar", new TestJar().with("dep/Dep.class", "dep"));
    pack("other.Other::run");
    assertThat(classPath()).containsExactly("app.jar", "core.jar");
    assertThat(console.lines())
        .containsExactly("app.jar holds 1 of the 1 dependencies; added: none");
  }

  @Test
  void takesTheClassesAndJarsFromAnExecutableJarOfSpringBootAndNothingElse() throws IOException {
    jar(boot());
    library("org.dep", "dep-1.jar", new TestJar().with("dep/Dep.class", "dep"));
    pack("app.App::run");
    assertThat(classPath()).containsExactly("app.jar", "core.jar", "z-1.jar");
    assertThat(Archives.modes(project.output().resolve("work/app.jar")))
        .containsExactly(entry("app/App.class", "644"));
  }

  @Test
  void addsTheProjectsOwnCoreWhenTheJarOfSpringBootLacksIt() throws IOException {
    jar(boot());
    libraries.add(new Library("io.scf4j", "scf-runtime-core-9.jar", core.orElseThrow()));
    core = Optional.empty();
    pack("app.App::run");
    assertThat(classPath()).containsExactly("app.jar", "scf-runtime-core-9.jar", "z-1.jar");
  }

  @Test
  void keepsTheCoreThatIsInTheJarOfSpringBoot() throws IOException {
    jar(
        boot()
            .stored(
                "BOOT-INF/lib/scf-runtime-core-1.jar",
                new TestJar().with("io/scf4j/runtime/Main.class", "main")));
    pack("app.App::run");
    assertThat(classPath()).containsExactly("app.jar", "z-1.jar", "scf-runtime-core-1.jar");
  }

  @Test
  void givesTheSameBytesForTheSameJarOfSpringBoot() throws IOException {
    jar(boot());
    String first = pack("app.App::run").codeSha256();
    Files.delete(zip());
    assertThat(pack("app.App::run").codeSha256()).isEqualTo(first);
  }

  @Test
  void looksForTheHandlerInTheJar() throws IOException {
    Path plain = jar(new TestJar().with("other/Other.class", "other"));
    assertThatFailure(() -> pack("demo.Hello"))
        .hasMessage(
            """
            Handler 'demo.Hello': its class is neither in %s nor in a dependency.
            Did you mean other.Other? Write <handler>pkg.Class::method</handler>.""",
            plain);
    Path fat = jar(boot());
    assertThatFailure(() -> pack("app.app::run"))
        .hasMessage(
            """
            Handler 'app.app::run': its class is neither in %s nor in a dependency.
            Did you mean app.App? Write <handler>pkg.Class::method</handler>.""",
            fat);
    assertThat(pack("z.Z::run").entries()).isEqualTo(4);
  }

  @Test
  void refusesAJarWithoutClasses() throws IOException {
    Path empty = jar(new TestJar().with("readme.txt", "text"));
    assertThatFailure(() -> pack("demo.Hello"))
        .hasMessageStartingWith("Nothing compiled: " + empty + " has no classes.\n");
  }

  @Test
  void refusesAJarThatIsNotThere() {
    Path absent = directory.resolve("target/app.jar");
    contents = new PackageContents(Optional.of(absent), Optional.empty(), ScfFileRules.NONE);
    assertThatFailure(() -> pack("demo.Hello"))
        .hasMessage(
            """
            <jar>: there is no %s.
            The plugin that makes it, such as maven-shade-plugin, must come before \
            scf-maven-plugin in the POM when both are bound to the phase package; run mvn package.""",
            absent);
  }

  @Test
  void packsAnExecutableAsBootstrapWithTheFilesOfTheScfDirectoryAndNothingOfJava()
      throws IOException {
    project.withScfFile("data/a.txt", "a");
    executable(project.file("target/hello", "\177ELF..."));
    library("org.dep", "dep-1.jar", new TestJar().with("dep/Dep.class", "dep"));
    PackageResult result = pack(null);
    assertThat(Archives.modes(zip()))
        .containsExactly(entry("bootstrap", "755"), entry("data/a.txt", "644"));
    assertThat(Archives.text(zip(), "bootstrap")).isEqualTo("\177ELF...");
    assertThat(result.handler()).isEqualTo("index.main_handler");
    assertThat(result.jre()).isNull();
  }

  @Test
  void refusesAnExecutableThatIsNotThere() {
    Path absent = directory.resolve("target/hello");
    executable(absent);
    assertThatFailure(() -> pack(null))
        .hasMessage(
            """
            <executable>: there is no file %s.
            native-maven-plugin makes target/<imageName> with its goal compile-no-fork, a compiler \
            what its -o says. It must come before scf-maven-plugin when both are bound to the phase \
            package; run mvn package.""",
            absent);
  }

  @Test
  void refusesAnExecutableBesideABootstrap() throws IOException {
    project.withScfFile("bootstrap", "#!/bin/sh\n");
    Path program = project.file("target/hello", "\177ELF...");
    executable(program);
    assertThatFailure(() -> pack(null))
        .hasMessage(
            """
            There are two bootstraps: %s and <executable> %s.
            Remove the one that is not to be started.""",
            project.scf().resolve("bootstrap"), program);
  }

  @Test
  void refusesAnExecutableThatTheKernelCouldNotStart() throws IOException {
    Path text = project.file("target/hello", "MZ");
    executable(text);
    assertThatFailure(() -> pack(null))
        .hasMessageStartingWith(text + " starts neither with '#!' nor as a Linux binary (ELF).\n");
  }

  @Test
  void generatesTheBootstrapWhenThatOfTheScfDirectoryIsExcluded() throws IOException {
    project.withScfFile("bootstrap", "#!/bin/sh\nmine\n");
    contents =
        new PackageContents(
            Optional.empty(),
            Optional.empty(),
            new ScfFileRules(List.of(), List.of(path -> path.equals("bootstrap")), List.of()));
    pack("demo.Hello");
    assertThat(Archives.text(zip(), "bootstrap")).contains("io.scf4j.runtime.Main");
  }

  @Test
  void describesTheParts() throws IOException {
    project.withScfFile("data.txt", "x".repeat(1000));
    library("org.dep", "dep-1.jar", new TestJar().with("dep/Dep.class", "dep"));
    PackageResult result = pack("demo.Hello");
    assertThat(result.parts()).extracting("part").containsExactly("app", "lib");
    assertThat(result.parts()).extracting("entries").containsExactly(3, 2);
    assertThat(result.parts().stream().mapToLong(PackageResult.Part::bytes).sum())
        .isEqualTo(result.unpackedSize())
        .isGreaterThan(1000);
  }

  @Test
  void refusesAPackageThatIsTooLargeBeforeItIsMade() throws IOException {
    project.withScfFile("data.txt", "x".repeat(20_000));
    sizes = new SizeGate(10_000, MB);
    assertThatFailure(() -> pack("demo.Hello"))
        .hasMessageStartingWith("hello.zip unpacks to ")
        .hasMessageContaining("\n     19.5 KB  data.txt\n");
    assertThat(zip()).doesNotExist();
    assertThat(project.output().resolve("work/hello.zip")).doesNotExist();
  }

  @Test
  void warnsOfAPackageThatIsNearlyTooLargeEvenWhenItIsKept() throws IOException {
    project.withScfFile("data.txt", "x".repeat(20_000));
    sizes = new SizeGate(24_000, 500);
    pack("demo.Hello");
    pack("demo.Hello");
    assertThat(console.lines()).hasSize(5).filteredOn(line -> line.contains("warning")).hasSize(4);
    assertThat(console.lines())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("warning: hello.zip unpacks to ")
                    .endsWith("; the platform takes 23.4 KB, layers included."))
        .anySatisfy(
            line -> assertThat(line).contains("above 500 B the platform takes a zip from COS"));
  }

  private static TestJar boot() {
    return new TestJar()
        .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
        .with("org/springframework/boot/loader/Launcher.class", "loader")
        .with("BOOT-INF/classes/app/App.class", "app")
        .stored("BOOT-INF/lib/z-1.jar", new TestJar().with("z/Z.class", "z"));
  }

  private Path jar(TestJar jar) throws IOException {
    Path file = jar.at(directory.resolve("target/app.jar"));
    contents = new PackageContents(Optional.of(file), Optional.empty(), ScfFileRules.NONE);
    return file;
  }

  private void executable(Path file) {
    contents = new PackageContents(Optional.empty(), Optional.of(file), ScfFileRules.NONE);
  }

  private Library library(String groupId, String fileName, TestJar jar) throws IOException {
    Library library = new Library(groupId, fileName, jar.at(repository(fileName)));
    libraries.add(library);
    return library;
  }

  private Path repository(String name) {
    return directory.resolve("repository/" + libraries.size() + "/" + name);
  }

  private PackageResult pack(String handler) {
    return new Packager(
            new PackageInput(
                "hello",
                "hello-1.0.jar",
                project.classes(),
                core,
                libraries,
                project.scf(),
                Optional.ofNullable(handler),
                Instant.parse("2026-01-31T12:00:00Z"),
                project.output(),
                contents,
                new JreRequest(
                    Optional.of(JreSource.NONE),
                    JdkSearch.named(directory),
                    List.of(),
                    List.of(),
                    directory,
                    true),
                StartSettings.of(null, 256, List.of(), "off", java.util.Map.of()),
                TargetPolicy.WARN),
            console,
            sizes)
        .run();
  }

  private Path zip() {
    return project.output().resolve("hello.zip");
  }

  private List<String> classPath() {
    Matcher matcher = CLASS_PATH.matcher(Archives.text(zip(), "bootstrap"));
    assertThat(matcher.find()).isTrue();
    return List.of(matcher.group(1).replace("$_lib/", "").split(":"));
  }

  private static String moved(String name, Library library, String to) {
    return "lib/" + name + " is there already: " + library.file() + " goes to lib/" + to;
  }
}
