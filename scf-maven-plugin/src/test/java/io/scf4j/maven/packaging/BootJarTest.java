package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootJarTest {
  @TempDir Path directory;

  @Test
  void isKnownByItsManifestOrItsDirectories() throws IOException {
    assertThat(BootJar.is(jar(new TestJar().manifest("Spring-Boot-Classes", "BOOT-INF/classes/"))))
        .isTrue();
    assertThat(BootJar.is(jar(new TestJar().with("BOOT-INF/lib/", "")))).isTrue();
    assertThat(BootJar.is(jar(new TestJar().manifest("Main-Class", "a.B").with("a/B.class", ""))))
        .isFalse();
    assertThat(BootJar.is(jar(new TestJar().with("a/B.class", "")))).isFalse();
  }

  @Test
  void unpacksTheClassesAndTheJarsInTheOrderOfTheIndex() throws IOException {
    BootJar boot =
        unpack(
            new TestJar()
                .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
                .with("org/springframework/boot/loader/Launcher.class", "loader")
                .with("BOOT-INF/classes/demo/Hello.class", "class")
                .with("BOOT-INF/classes/application.properties", "a=b")
                .stored("BOOT-INF/lib/a-1.jar", nested("a"))
                .with("BOOT-INF/lib/b-1.jar", nested("b"))
                .with("BOOT-INF/lib/c-1.jar", nested("c"))
                .stored("BOOT-INF/lib/spring-boot-jarmode-tools-3.5.7.jar", nested("tools"))
                .with("BOOT-INF/lib/readme.txt", "no jar")
                .with(
                    "BOOT-INF/classpath.idx",
                    "- \"BOOT-INF/lib/c-1.jar\"\n- \"BOOT-INF/lib/a-1.jar\"\n"
                        + "- \"BOOT-INF/lib/absent-1.jar\"\n")
                .with("BOOT-INF/layers.idx", "- \"application\":\n"));
    assertThat(FileTree.filesIn(boot.classes()))
        .extracting(file -> FileTree.relative(boot.classes(), file))
        .containsExactlyInAnyOrder("demo/Hello.class", "application.properties");
    assertThat(names(boot)).containsExactly("c-1.jar", "a-1.jar", "b-1.jar");
    assertThat(ClassFiles.in(boot.libraries().get(1))).containsExactly("a/Dep.class");
    assertThat(ClassFiles.in(boot.libraries().get(2))).containsExactly("b/Dep.class");
  }

  @Test
  void keepsTheOrderOfTheEntriesWithoutAnIndex() throws IOException {
    BootJar boot =
        unpack(
            new TestJar()
                .with("BOOT-INF/lib/z-1.jar", nested("z"))
                .with("BOOT-INF/lib/a-1.jar", nested("a"))
                .with("BOOT-INF/classes/demo/Hello.class", "class"));
    assertThat(names(boot)).containsExactly("z-1.jar", "a-1.jar");
  }

  @Test
  void followsTheManifestToOtherDirectories() throws IOException {
    BootJar boot =
        unpack(
            new TestJar()
                .manifest("Spring-Boot-Classes", "CODE/")
                .with("CODE/demo/Hello.class", "class")
                .with("BOOT-INF/classes/demo/Other.class", "class"));
    assertThat(ClassFiles.in(boot.classes())).containsExactly("demo/Hello.class");
  }

  @Test
  void followsTheManifestToOtherJarsAndTheirOrder() throws IOException {
    assertThat(
            names(
                unpack(
                    new TestJar()
                        .manifest("Spring-Boot-Lib", "JARS/")
                        .with("JARS/a-1.jar", nested("a")))))
        .containsExactly("a-1.jar");
    assertThat(
            names(
                unpack(
                    new TestJar()
                        .manifest("Spring-Boot-Classpath-Index", "order.idx")
                        .with("order.idx", "- \"BOOT-INF/lib/z-1.jar\"\n- \"other/x.jar\"\n")
                        .with("BOOT-INF/lib/a-1.jar", nested("a"))
                        .with("BOOT-INF/lib/z-1.jar", nested("z")))))
        .containsExactly("z-1.jar", "a-1.jar");
  }

  @Test
  void takesNoFileOfTheBuildMachineThatTheIndexNames() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.jar"), "secret");
    Path jar =
        jar(
            new TestJar()
                .with("BOOT-INF/lib/a-1.jar", nested("a"))
                .with("BOOT-INF/classpath.idx", "- \"BOOT-INF/lib/../../secret.jar\"\n"));
    assertThatFailure(() -> BootJar.unpack(jar, directory.resolve("unpacked")))
        .hasMessageStartingWith(jar + " has an entry that leaves the directory");
    assertThat(secret).exists();
  }

  @Test
  void keepsTheApplicationsFilesOfMetaInfAndNeitherTheLoadersNorSignatures() throws IOException {
    BootJar boot =
        unpack(
            new TestJar()
                .manifest("Spring-Boot-Classes", "BOOT-INF/classes/")
                .with("META-INF/spring/a.imports", "of the root")
                .with("META-INF/spring.factories", "of the root")
                .with("META-INF/services/java.nio.file.spi.FileSystemProvider", "loader")
                .with("META-INF/APP.SF", "signature")
                .with("META-INF/APP.RSA", "signature")
                .with("META-INF/INDEX.LIST", "index")
                .with("BOOT-INF/classes/META-INF/spring.factories", "of the classes"));
    assertThat(FileTree.filesIn(boot.classes()))
        .extracting(file -> FileTree.relative(boot.classes(), file))
        .containsExactlyInAnyOrder("META-INF/spring/a.imports", "META-INF/spring.factories");
    assertThat(boot.classes().resolve("META-INF/spring.factories"))
        .content()
        .isEqualTo("of the classes");
  }

  @Test
  void leavesNothingOfAnEarlierRun() throws IOException {
    unpack(new TestJar().with("BOOT-INF/classes/demo/Old.class", "old"));
    BootJar boot = unpack(new TestJar().with("BOOT-INF/classes/demo/New.class", "new"));
    assertThat(ClassFiles.in(boot.classes())).containsExactly("demo/New.class");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BOOT-INF/lib/../../../evil.jar",
        "BOOT-INF/classes/../../evil.class",
        "BOOT-INF/classes//../x",
        "BOOT-INF/classes//tmp/evil.class",
        "BOOT-INF/lib//tmp/evil.jar",
        "../evil",
        "/evil",
        "BOOT-INF/classes/..\\evil",
        "BOOT-INF/classes/a\\b.class"
      })
  void refusesAnEntryThatLeavesItsDirectory(String name) throws IOException {
    Path jar =
        jar(new TestJar().with("BOOT-INF/classes/demo/Hello.class", "class").with(name, "evil"));
    assertThatFailure(() -> BootJar.unpack(jar, directory.resolve("unpacked")))
        .hasMessage(
            """
            %s has an entry that leaves the directory it is unpacked to: '%s'.
            No build makes such a jar by itself. Find out where it comes from.""",
            jar, name);
    assertThat(directory.resolve("evil.jar")).doesNotExist();
  }

  @Test
  void refusesAWar() throws IOException {
    Path boot = jar(new TestJar().manifest("Spring-Boot-Classes", "WEB-INF/classes/"));
    String message =
        """
        %s is a WAR.
        A function has no servlet container. Take the classes from target/classes (without \
        <jar>), or have a jar made of them: <attachClasses> of maven-war-plugin.""";
    assertThatFailure(() -> BootJar.is(boot)).hasMessage(message, boot);
    Path war = jar(new TestJar().with("WEB-INF/classes/", ""));
    assertThatFailure(() -> BootJar.is(war)).hasMessage(message, war);
  }

  @Test
  void refusesWhatIsNoJar() throws IOException {
    Path text = Files.writeString(directory.resolve("app.jar"), "text");
    assertThatFailure(() -> BootJar.is(text))
        .hasMessageStartingWith(text + " is not a jar.\n")
        .hasMessageEndingWith("\nBuild it again, or name another file.");
  }

  private BootJar unpack(TestJar jar) throws IOException {
    return BootJar.unpack(jar(jar), directory.resolve("unpacked"));
  }

  private Path jar(TestJar jar) throws IOException {
    return jar.at(directory.resolve("app.jar"));
  }

  private static TestJar nested(String name) {
    return new TestJar().with(name + "/Dep.class", name);
  }

  private static List<String> names(BootJar boot) {
    return boot.libraries().stream().map(jar -> jar.getFileName().toString()).toList();
  }
}
