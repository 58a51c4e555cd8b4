package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.scf4j.maven.model.Sha256;
import io.scf4j.maven.packaging.PackageInput.Library;
import io.scf4j.maven.packaging.jre.JdkSearch;
import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.jre.JreSource;
import io.scf4j.maven.packaging.platform.Finding;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.testing.Archives;
import io.scf4j.maven.testing.ElfBytes;
import io.scf4j.maven.testing.RealJdks;
import io.scf4j.maven.testing.RecordingConsole;
import io.scf4j.maven.testing.TempProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackagerTest {
  private static final String GREET = "demo.Hello::greet";

  @TempDir Path directory;
  private TempProject project;
  private JreRequest jre;
  private StartSettings start = StartSettings.of(null, 256, List.of(), "off", Map.of());
  private TargetPolicy policy = TargetPolicy.WARN;
  private SizeGate sizes = SizeGate.PLATFORM;
  private final RecordingConsole console = new RecordingConsole();
  private final List<String> log = console.lines();

  @BeforeEach
  void aProjectWithOneClass() throws IOException {
    project = new TempProject(directory.resolve("project")).withClass("demo/Hello.class");
    jre = jre(Optional.of(JreSource.NONE), List.of());
  }

  @Test
  void packsTheOwnClassesTheCoreTheDependenciesAndABootstrap() throws IOException {
    PackageResult result = pack(GREET, jarOf("org.example", "dep-1.jar"));
    assertThat(Archives.modes(zip()))
        .containsExactly(
            entry("bootstrap", "755"),
            entry("lib/core.jar", "644"),
            entry("lib/dep-1.jar", "644"),
            entry("lib/hello-1.0.jar", "644"));
    assertThat(Archives.modes(project.output().resolve("work/hello-1.0.jar")))
        .containsExactly(entry("demo/Hello.class", "644"));
    assertThat(bootstrap())
        .contains("-cp \"$_lib/hello-1.0.jar:$_lib/core.jar:$_lib/dep-1.jar\"")
        .endsWith(" io.scf4j.runtime.Main\n");
    assertThat(result)
        .isEqualTo(
            new PackageResult(
                1,
                "hello",
                "CustomRuntime",
                GREET,
                "hello.zip",
                Files.size(zip()),
                Sha256.of(zip()),
                4,
                result.unpackedSize(),
                result.parts(),
                null,
                null,
                true,
                List.of()));
  }

  @Test
  void keepsAnArchiveThatWouldBeTheSame() throws IOException {
    PackageResult first = pack(GREET);
    FileTime made = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    Files.setLastModifiedTime(zip(), made);
    assertThat(pack(GREET)).isEqualTo(first);
    assertThat(Files.getLastModifiedTime(zip())).isEqualTo(made);
    assertThat(console.lines()).containsExactly("Nothing has changed: hello.zip is kept as it is.");
  }

  @Test
  void makesTheArchiveAgainWhenAnythingDiffers() throws IOException {
    project.withScfFile("data", "one");
    String before = pack(GREET).codeSha256();
    project.withScfFile("data", "two");
    String changed = pack(GREET).codeSha256();
    assertThat(changed).isNotEqualTo(before);
    project.withScfFile("data", "#!two");
    assertThat(pack(GREET).codeSha256()).isNotEqualTo(changed);
    project.withScfFile("data", "one");
    assertThat(pack(GREET).codeSha256()).isEqualTo(before);
    assertThat(pack(GREET, Instant.parse("2026-02-01T12:00:00Z")).codeSha256())
        .isNotEqualTo(before);
    assertThat(console.lines()).isEmpty();
  }

  @Test
  void packsTheClassesAsTheyAreNow() throws IOException {
    pack(GREET);
    project.withClass("demo/Added.class");
    pack(GREET);
    assertThat(Archives.modes(project.output().resolve("work/hello-1.0.jar")))
        .containsKeys("demo/Added.class", "demo/Hello.class");
  }

  @Test
  void givesTheSameBytesAfterABuildOfAnotherTime() throws IOException {
    pack(GREET, Instant.parse("2026-02-01T12:00:00Z"));
    String afterIt = pack(GREET).codeSha256();
    FileTree.delete(project.output());
    assertThat(pack(GREET).codeSha256()).isEqualTo(afterIt);
  }

  @Test
  void makesTheArchiveAgainWhenItWasTouchedOrTakenAway() throws IOException {
    PackageResult made = pack(GREET);
    Files.writeString(zip(), "broken");
    assertThat(pack(GREET)).isEqualTo(made);
    Files.delete(zip());
    assertThat(pack(GREET)).isEqualTo(made);
    assertThat(console.lines()).isEmpty();
  }

  @Test
  void makesAJreForALayerBesideThePackage() throws IOException {
    jre = jre(Optional.of(JreSource.LAYER), List.of("java.base"));
    PackageResult result = pack(GREET);
    Path layer = project.output().resolve("hello-jre-layer.zip");
    assertThat(result.jre()).isNull();
    assertThat(result.jreLayer().file()).isEqualTo("hello-jre-layer.zip");
    assertThat(result.jreLayer().sha256()).isEqualTo(Sha256.of(layer));
    assertThat(result.jreLayer().jre().modules()).containsExactly("java.base");
    assertThat(Archives.text(layer, "jre/scf4j.id")).isEqualTo(result.jreLayer().id() + "\n");
    assertThat(Archives.modes(layer))
        .containsEntry("jre/bin/java", "755")
        .containsKey("jre/lib/server/classes.jsa")
        .allSatisfy((path, mode) -> assertThat(path).startsWith("jre/"));
    assertThat(Archives.modes(zip())).doesNotContainKey("jre/bin/java");
  }

  @Test
  void refusesWhatIsTooMuchTogetherWithItsLayer() throws IOException {
    jre = jre(Optional.of(JreSource.LAYER), List.of("java.base"));
    sizes = new SizeGate(10_000_000, 10_000_000);
    assertThatFailureOf(GREET)
        .hasMessageStartingWith("hello.zip unpacks to ")
        .hasMessageContaining(", its layers to ");
    assertThat(zip()).doesNotExist();
  }

  @Test
  void leavesNoLayerOfAnEarlierBuild() throws IOException {
    Path layer = project.file("target/scf/hello-jre-layer.zip", "old");
    pack(GREET);
    assertThat(layer).doesNotExist();
  }

  @Test
  void needsNoJdkForALayerThatSomebodyElseMakes() throws IOException {
    jre =
        new JreRequest(
            Optional.of(JreSource.LAYER),
            JdkSearch.in(List.of(), List.of()),
            List.of(),
            List.of(),
            directory.resolve("cache"),
            true);
    assertThat(pack(GREET).jreLayer()).isNull();
    assertThat(console.lines())
        .contains(
            "No JRE for a layer is made, because no JDK here fits. The function needs a layer of"
                + " your own with a JRE at jre/.");
  }

  @Test
  void refusesToBundleAJreWithoutAJdk() {
    jre =
        new JreRequest(
            Optional.of(JreSource.BUNDLE),
            JdkSearch.in(List.of(), List.of()),
            List.of(),
            List.of(),
            directory.resolve("cache"),
            true);
    assertThatFailureOf(GREET)
        .hasMessageStartingWith("No JDK on this machine makes a JRE that runs on the platform.\n");
  }

  @Test
  void refusesANamedJdkThatDoesNotFitForALayerToo() throws IOException {
    jre =
        new JreRequest(
            Optional.of(JreSource.LAYER),
            JdkSearch.named(directory),
            List.of(),
            List.of(),
            directory.resolve("cache"),
            true);
    assertThatFailureOf(GREET).hasMessageStartingWith("scf.targetJdk: ");
  }

  @Test
  void bundlesAJreAndSaysWhichAndWhy() throws IOException {
    jre = jre(Optional.empty(), List.of("java.base"));
    PackageResult result = pack(GREET);
    assertThat(Archives.modes(zip()))
        .contains(
            entry("jre/bin/java", "755"),
            entry("jre/lib/jspawnhelper", "755"),
            entry("jre/lib/modules", "644"),
            entry("jre/lib/server/libjvm.so", "644"),
            entry("jre/lib/server/classes.jsa", "644"));
    assertThat(result.jre().modules()).containsExactly("java.base");
    assertThat(result.jre().version()).isEqualTo(System.getProperty("java.runtime.version"));
    assertThat(console.lines())
        .anySatisfy(line -> assertThat(line).endsWith(": named by scf.targetJdk"))
        .contains("JRE modules: java.base");
  }

  @Test
  void bundlesNoJreForABootstrapOfItsOwnUnlessTold() throws IOException {
    project.withScfFile("bootstrap", "#!/bin/sh\n");
    jre = jre(Optional.empty(), List.of("java.base"));
    assertThat(pack(GREET).jre()).isNull();
    jre = jre(Optional.of(JreSource.BUNDLE), List.of("java.base"));
    assertThat(pack(GREET).jre()).isNotNull();
  }

  @Test
  void addsTheFilesOfTheScfDirectory() throws IOException {
    project
        .withScfFile("config/app.properties", "a=b\r\n")
        .withScfFile("run.sh", "echo hi\n")
        .withScfFile("tool", "#!/bin/sh\n")
        .withScfFile("binary", "\177ELF...");
    pack(GREET);
    assertThat(Archives.modes(zip()))
        .contains(
            entry("config/app.properties", "644"),
            entry("run.sh", "755"),
            entry("tool", "755"),
            entry("binary", "755"));
  }

  @Test
  void keepsJarsOfOneNameFromTwoGroupsApart() throws IOException {
    pack(GREET, jarOf("org.example", "dep-1.jar"), jarOf("org.other", "dep-1.jar"));
    assertThat(Archives.modes(zip())).containsKeys("lib/dep-1.jar", "lib/org.other-dep-1.jar");
    assertThat(bootstrap()).contains(":$_lib/dep-1.jar:$_lib/org.other-dep-1.jar\"");
  }

  @Test
  void makesAJarOfADependencyThatIsADirectory() throws IOException {
    Path classes =
        project.file("../module/classes/demo/Dep.class", "class").getParent().getParent();
    pack("demo.Dep::run", new Library("org.example", "module-1.jar", classes));
    assertThat(Archives.modes(project.output().resolve("work/module-1.jar")))
        .containsExactly(entry("demo/Dep.class", "644"));
    assertThat(Archives.modes(zip())).containsKey("lib/module-1.jar");
  }

  @Test
  void leavesOutADependencyThatHasNoFiles() throws IOException {
    Path empty = Files.createDirectories(directory.resolve("empty"));
    pack(GREET, new Library("org.example", "module-1.jar", empty));
    assertThat(bootstrap()).doesNotContain("module-1.jar");
  }

  @Test
  void needsNothingOfJavaWithAnOwnBootstrap() throws IOException {
    project = new TempProject(directory.resolve("shell"));
    project.withScfFile("bootstrap", "#!/bin/bash\n").withScfFile("index.sh", "echo\n");
    PackageResult result = pack(null);
    assertThat(Archives.modes(zip()))
        .containsExactly(entry("bootstrap", "755"), entry("index.sh", "755"));
    assertThat(bootstrap()).isEqualTo("#!/bin/bash\n");
    assertThat(result.handler()).isEqualTo("index.main_handler");
  }

  @Test
  void anOwnBootstrapFindsTheJarsAndGetsTheHandlerAsItIs() throws IOException {
    project.withScfFile("bootstrap", "#!/bin/sh\n");
    assertThat(pack("anything goes").handler()).isEqualTo("anything goes");
    assertThat(Archives.modes(zip())).containsKeys("lib/hello-1.0.jar", "lib/core.jar");
  }

  @Test
  void aHandlerThatThePlatformRefusesTravelsInTheBootstrap() throws IOException {
    project.withClass("demo/Outer$Inner.class");
    PackageResult result = pack("demo.Outer$Inner::f");
    assertThat(result.handler()).isEqualTo("index.main_handler");
    assertThat(bootstrap()).endsWith(" io.scf4j.runtime.Main \"demo.Outer\\$Inner::f\"\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo.Hello::greet",
        "demo.Hello",
        "demo.Hello.greet",
        "demo.Outer.Inner::greet",
        "demo.Outer$Inner::greet",
        "demo.Outer.Inner.Deep.greet",
        "org.example.Dep::run"
      })
  void findsTheClassOfTheHandler(String handler) throws IOException {
    project.withClass("demo/Outer$Inner.class").withClass("demo/Outer$Inner$Deep.class");
    assertThat(pack(handler, jarOf("org.example", "dep-1.jar")).codeFile()).isEqualTo("hello.zip");
  }

  @Test
  void suggestsTheClassThatDiffersInPackageOrCase() throws IOException {
    project.withClass("demo/Other.class");
    assertThatFailureOf("HELLO::greet")
        .hasMessage(
            """
            Handler 'HELLO::greet': its class is neither in %s nor in a dependency.
            Did you mean demo.Hello? Write <handler>pkg.Class::method</handler>.""",
            project.classes());
    assertThatFailureOf("demo.hello.greet").hasMessageContaining("Did you mean demo.Hello?");
  }

  @Test
  void suggestsTheClassesThereAreWhenNoneIsAlike() throws IOException {
    project.withClass("demo/Other.class").withClass("module-info.class");
    assertThatFailureOf("demo.Absent::greet")
        .hasMessageEndingWith(
            "\nDid you mean demo.Hello or demo.Other? Write <handler>pkg.Class::method</handler>.");
  }

  @Test
  void refusesAProjectWithNothingCompiled() {
    project = new TempProject(directory.resolve("fresh"));
    assertThatFailureOf(GREET)
        .hasMessage(
            """
            Nothing compiled: %s has no classes.
            Run mvn package scf:deploy …, which compiles first. A function without Java needs %s \
            or <executable>.""",
            project.classes(), project.scf().resolve("bootstrap"));
  }

  @Test
  void refusesAFunctionWithoutAHandler() {
    assertThatFailureOf(null)
        .hasMessage(
            """
            Function 'hello' has no handler.
            Add <handler>pkg.Class::method</handler> to the configuration of scf-maven-plugin, or \
            -Dscf.handler=pkg.Class::method, or your own %s.""",
            project.scf().resolve("bootstrap"));
  }

  @Test
  void refusesWhatThePlatformWouldNotRunBeforeAnythingIsLinkedOrWritten() throws IOException {
    policy = TargetPolicy.FAIL;
    jre = jre(Optional.of(JreSource.BUNDLE), List.of("java.base"));
    Path cpu = ElfBytes.library().machine(ElfBytes.AARCH64).write(project.scf().resolve("a.so"));
    ElfBytes.program().needs("libc.so.6", "GLIBC_2.38").write(cpu.resolveSibling("bootstrap"));
    assertThatFailureOf(GREET)
        .hasMessage(
            """
            Function 'hello' could not run on the platform:
              - a.so is for aarch64; the platform is Linux x86-64
              - bootstrap needs GLIBC_2.38; the platform (CentOS 7.6) has 2.17
            Build programs and libraries for x86-64 on CentOS 7 or against its glibc (a \
            manylinux2014 image, zig cc -target x86_64-linux-gnu.2.17, cargo zigbuild), or link \
            them statically.
            For the local SCF it is packaged all the same with -Dscf.local or \
            -Dscf.targetCheck=warn; -Dscf.targetCheck=off checks nothing.""");
    assertThat(filesBelow(project.output()))
        .containsOnly("work/hello-1.0.jar", "work/hello-1.0.jar.stamp");
    assertThat(directory.resolve("cache/jre")).doesNotExist();
  }

  @Test
  void remembersWhatItWarnsOfEvenWhenTheArchiveIsKept() throws IOException {
    ElfBytes.library().machine(ElfBytes.AARCH64).write(project.scf().resolve("a.so"));
    List<Finding> findings = pack(GREET).findings();
    assertThat(findings)
        .extracting(Finding::toString)
        .containsExactly("a.so is for aarch64; the platform is Linux x86-64");
    assertThat(log)
        .containsExactly(
            "warning: Function 'hello' is for the local SCF only, not for the platform:",
            "warning:   - a.so is for aarch64; the platform is Linux x86-64");
    assertThat(pack(GREET).findings()).isEqualTo(findings);
    assertThat(log).endsWith("Nothing has changed: hello.zip is kept as it is.");
  }

  @Test
  void findsNothingWhenTold() throws IOException {
    policy = TargetPolicy.OFF;
    ElfBytes.library().machine(ElfBytes.AARCH64).write(project.scf().resolve("a.so"));
    PackageResult result = pack(GREET);
    assertThat(result.findings()).isEmpty();
    assertThat(result.targetChecked()).isFalse();
    assertThat(log).isEmpty();
  }

  @Test
  void refusesAJdkThatDoesNotFitBeforeItLinks() throws IOException {
    policy = TargetPolicy.FAIL;
    Path debian = RealJdks.debian17();
    jre = jre(debian, true);
    assertThatFailureOf(GREET)
        .hasMessageStartingWith(
            "scf.targetJdk names a JDK whose JRE could not run on the platform.\n")
        .hasMessageContaining(
            "("
                + debian
                + "): lib/server/libjvm.so needs GLIBC_2.34; the platform (CentOS 7.6) has 2.17\n")
        .hasMessageContaining("<jre>none</jre>")
        .hasMessageContaining("-Dscf.local");
    assertThat(directory.resolve("cache")).doesNotExist();
    assertThat(project.output()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"WARN", "OFF"})
  void aJdkThatDoesNotFitIsTakenWithAWordWhenItNeedNot(TargetPolicy given) throws IOException {
    policy = given;
    jre = jre(RealJdks.debian17(), false);
    assertThat(pack(GREET).findings())
        .extracting(Finding::toString)
        .contains(
            "jre/lib/server/libjvm.so needs GLIBC_2.34; the platform (CentOS 7.6) has 2.17",
            "jre/bin/java needs GLIBC_2.34; the platform (CentOS 7.6) has 2.17");
    assertThat(log)
        .contains("warning: Function 'hello' is for the local SCF only, not for the platform:");
  }

  @Test
  void aJreThatFitsHasNoFindings() throws IOException {
    policy = TargetPolicy.FAIL;
    jre = jre(RealJdks.temurin25(), true);
    assertThat(pack(GREET).findings()).isEmpty();
  }

  @Test
  void refusesNamesThatUnzippersDoNotAgreeOn() throws IOException {
    project.withScfFile("a\\b", "1").withScfFile("new\nline", "2");
    assertThatFailureOf(GREET)
        .hasMessageStartingWith("Files of the package have to be renamed:\n")
        .hasMessageContaining("  - 'a\\b' has a '\\', which does not part directories on Linux.")
        .hasMessageContaining("  - 'new\\x0aline' has a control character.");
  }

  @Test
  void refusesALinkInACircle() throws IOException {
    project.withScfFile("sub/data", "1");
    Path link = Files.createSymbolicLink(project.scf().resolve("sub/up"), Path.of(".."));
    assertThatFailureOf(GREET)
        .hasMessage(
            link
                + " is a link to a directory around it.\n"
                + "Delete it; the package holds files only.");
  }

  @Test
  void refusesALinkToNothing() throws IOException {
    project.withScfFile("run.sh", "echo\n");
    Path link = Files.createSymbolicLink(project.scf().resolve("link"), Path.of("absent"));
    assertThatFailureOf(GREET)
        .hasMessage(
            link + " is a link to nothing.\nMend or delete it; the package holds files only.");
  }

  @Test
  void packsWhatALinkPointsTo() throws IOException {
    project.withScfFile("run.sh", "echo\n");
    Files.createSymbolicLink(project.scf().resolve("link"), project.directory().resolve("target"));
    pack(GREET);
    assertThat(Archives.modes(zip())).containsEntry("link/classes/demo/Hello.class", "644");
  }

  @Test
  void packsTheContentOfAFileThatALinkPointsTo() throws IOException {
    Path shared = project.file("shared/settings", "a=b");
    project.withScfFile("run.sh", "echo\n");
    Files.createSymbolicLink(project.scf().resolve("settings"), shared);
    pack(GREET);
    assertThat(Archives.text(zip(), "settings")).isEqualTo("a=b");
  }

  @Test
  void refusesTwoFilesForOnePlace() throws IOException {
    Path mine = project.file("src/main/scf/lib/core.jar", "mine");
    assertThatFailureOf(GREET)
        .hasMessage(
            """
            Two files want the place 'lib/core.jar' in the package: %s and %s.
            Rename one of them.""",
            mine, core());
  }

  @Test
  void refusesAFileWhereThePackageHasADirectory() throws IOException {
    Path mine = project.file("src/main/scf/lib", "mine");
    assertThatFailureOf(GREET)
        .hasMessage(
            """
            'lib' cannot be a file and a directory in the package: %s.
            Rename it.""",
            mine);
  }

  @Test
  void aFailedRunLeavesNoZip() throws IOException {
    project.withScfFile("lib/core.jar", "collides");
    assertThatFailureOf(GREET);
    assertThat(filesBelow(project.output()))
        .containsOnly("work/hello-1.0.jar", "work/hello-1.0.jar.stamp", "work/bootstrap");
  }

  @ParameterizedTest
  @CsvSource({
    "echo hi, starts neither with '#!' nor as a Linux binary (ELF).",
    "'#!/bin/sh\\r', has Windows line ends (CR LF)."
  })
  void refusesAnOwnBootstrapThatCannotStartByTheNameOfTheFile(String firstLine, String problem)
      throws IOException {
    project.withScfFile("bootstrap", firstLine.translateEscapes() + "\n");
    assertThatFailureOf(null)
        .hasMessageStartingWith(project.scf().resolve("bootstrap") + " " + problem + "\n");
  }

  @Test
  void refusesAnyScriptWithWindowsLineEnds() throws IOException {
    project.withScfFile("run.sh", "echo hi\r\n");
    assertThatFailureOf(GREET)
        .hasMessageStartingWith(
            project.scf().resolve("run.sh") + " has Windows line ends (CR LF).\n");
  }

  @Test
  void givesTheSameBytesInEveryTimeZone() throws IOException {
    TimeZone before = TimeZone.getDefault();
    List<String> digests = new ArrayList<>();
    try {
      for (String zone : List.of("UTC", "Asia/Shanghai", "America/St_Johns")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        digests.add(pack(GREET).codeSha256());
      }
    } finally {
      TimeZone.setDefault(before);
    }
    assertThat(digests).containsOnly(digests.get(0));
  }

  @Test
  void givesTheSameBytesInAnotherDirectoryWithOtherFileTimes() throws IOException {
    String here = withTwoClasses(project).pack(GREET).codeSha256();
    project = new TempProject(directory.resolve("another place")).withClass("demo/Hello.class");
    withTwoClasses(project);
    try (Stream<Path> files = Files.walk(project.directory())) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-06-01T12:00:01Z")));
      }
    }
    assertThat(pack(GREET).codeSha256()).isEqualTo(here);
  }

  @Test
  void givesEveryEntryTheTimeOfTheBuild() throws IOException {
    String winter = pack(GREET).codeSha256();
    assertThat(pack(GREET, Instant.parse("2026-07-01T00:00:00Z")).codeSha256())
        .isNotEqualTo(winter);
  }

  private PackagerTest withTwoClasses(TempProject in) throws IOException {
    in.withClass("demo/Zebra.class").withClass("demo/sub/Ant.class").withScfFile("b/c.txt", "c");
    in.withScfFile("a.txt", "a");
    return this;
  }

  private JreRequest jre(Path jdk, boolean fitRequired) {
    return new JreRequest(
        Optional.of(JreSource.BUNDLE),
        JdkSearch.named(jdk),
        List.of(),
        List.of("java.base"),
        directory.resolve("cache"),
        fitRequired);
  }

  /** From the JDK of the tests. */
  private JreRequest jre(Optional<JreSource> source, List<String> modules) {
    return new JreRequest(
        source,
        JdkSearch.named(Path.of(System.getProperty("java.home"))),
        List.of(),
        modules,
        directory.resolve("cache"),
        false);
  }

  private PackageResult pack(String handler, Library... libraries) throws IOException {
    return pack(handler, Instant.parse("2026-01-31T12:00:00Z"), libraries);
  }

  private PackageResult pack(String handler, Instant time, Library... libraries)
      throws IOException {
    return new Packager(
            new PackageInput(
                "hello",
                "hello-1.0.jar",
                project.classes(),
                Optional.of(core()),
                List.of(libraries),
                project.scf(),
                Optional.ofNullable(handler),
                time,
                project.output(),
                PackageContents.USUAL,
                jre,
                start,
                policy),
            console,
            sizes)
        .run();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertThatFailureOf(String handler) {
    return assertThatFailure(() -> pack(handler));
  }

  private Library jarOf(String groupId, String name) throws IOException {
    Path jar = project.jar("repository/" + groupId + "/" + name, "org/example/Dep.class");
    return new Library(groupId, name, jar);
  }

  private Path core() throws IOException {
    return project.jar("repository/core.jar", "io/scf4j/runtime/Main.class");
  }

  private Path zip() {
    return project.output().resolve("hello.zip");
  }

  private String bootstrap() {
    return Archives.text(zip(), "bootstrap");
  }

  private static List<String> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .toList();
    }
  }
}
