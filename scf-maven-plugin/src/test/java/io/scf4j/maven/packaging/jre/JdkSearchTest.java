package io.scf4j.maven.packaging.jre;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkSearchTest {
  @TempDir Path directory;

  @Test
  void readsWhatAJdkSaysOfItself() throws IOException {
    Path home = FakeJdk.forThePlatform(directory.resolve("jdk"), "25.0.3+9-LTS");
    assertThat(JdkSearch.named(home).jdks())
        .containsExactly(
            new Jdk(
                home,
                25,
                "25.0.3+9-LTS",
                "Some Vendor",
                "Linux x86_64",
                List.of("java.base", "java.sql")));
  }

  @Test
  void findsTheJdkThatRunsTheTests() {
    Path home = Path.of(System.getProperty("java.home"));
    Jdk jdk = JdkSearch.in(List.of(home), List.of()).jdks().get(0);
    assertThat(jdk.feature()).isEqualTo(Runtime.version().feature());
    assertThat(jdk.version()).isEqualTo(System.getProperty("java.runtime.version"));
    assertThat(jdk.modules()).contains("java.base", "jdk.jlink");
  }

  @Test
  void looksIntoParentsInTheirOrderAndFindsEachOnce() throws IOException {
    Path first = FakeJdk.forThePlatform(directory.resolve("usr/jdk-17"), "17.0.1");
    Path second = FakeJdk.forThePlatform(directory.resolve("usr/jdk-21"), "21.0.1");
    Path deeper = FakeJdk.forThePlatform(directory.resolve("cache/25.0.1/x64"), "25.0.1");
    Path mac =
        FakeJdk.in(directory.resolve("mac/25.jdk/Contents/Home"), "25.0.2", "Darwin aarch64");
    Files.createSymbolicLink(directory.resolve("usr/java-17"), first);
    Files.createDirectories(directory.resolve("usr/empty"));
    Files.createSymbolicLink(directory.resolve("usr/dangling"), directory.resolve("nowhere"));

    List<Path> parents =
        List.of(
            directory.resolve("usr"),
            directory.resolve("cache"),
            directory.resolve("mac"),
            directory.resolve("missing"));
    assertThat(JdkSearch.in(List.of(second), parents).jdks())
        .extracting(Jdk::home)
        .containsExactly(second, directory.resolve("usr/java-17"), deeper, mac);
  }

  @Test
  void passesOverWhatIsNoJdk() throws IOException {
    Path runtimeOnly = FakeJdk.forThePlatform(directory.resolve("jre"), "17.0.1");
    Files.delete(runtimeOnly.resolve("bin/jlink"));
    Path odd = FakeJdk.forThePlatform(directory.resolve("odd"), "17.0.1");
    Files.writeString(odd.resolve("release"), "JAVA_VERSION=\"internal\"");
    assertThat(JdkSearch.in(List.of(runtimeOnly, odd), List.of(directory)).jdks()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JAVA_VERSION=\\u12", "JAVA_VERSION=\"99999999999\"", "\u00ff\u00fe"})
  void passesOverAReleaseFileThatNobodyCanRead(String release) throws IOException {
    Path odd = FakeJdk.forThePlatform(directory.resolve("odd"), "17.0.1");
    Files.writeString(odd.resolve("release"), release, StandardCharsets.ISO_8859_1);
    assertThat(JdkSearch.in(List.of(odd), List.of()).jdks()).isEmpty();
  }

  @Test
  void passesOverADirectoryThatIsNotForEverybodysEyes() throws IOException {
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, Set.of());
    assumeFalse(Files.isReadable(closed), "root reads everything");
    assertThat(JdkSearch.in(List.of(), List.of(closed)).jdks()).isEmpty();
  }

  @Test
  void refusesANamedDirectoryThatIsNoJdk() {
    assertThatFailure(() -> JdkSearch.named(directory).jdks())
        .hasMessage(
            "scf.targetJdk: "
                + directory
                + " is no JDK (it has no bin/jlink).\n"
                + "Name the directory of a whole JDK 11 or newer, or leave it out.");
  }
}
