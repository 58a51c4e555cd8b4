package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.testing.TestJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarChecksumTest {
  @TempDir Path directory;

  private Path jar(String name, String content) throws IOException {
    return new TestJar().with("a/A.class", content).at(directory.resolve(name));
  }

  @Test
  void tellsJarsWithOtherContentOrInAnotherOrderApart() throws IOException {
    Path one = jar("one.jar", "1");
    Path two = jar("two.jar", "2");
    assertThat(JarChecksum.of(List.of(one, two)))
        .isPresent()
        .isEqualTo(JarChecksum.of(List.of(jar("copy.jar", "1"), two)))
        .isNotEqualTo(JarChecksum.of(List.of(two, one)));
  }

  @Test
  void knowsNoneOfAJarThatTheCoreWouldNotRead() throws IOException {
    Path jar = jar("comment.jar", "1");
    Files.write(jar, new byte[30], StandardOpenOption.APPEND);
    assertThat(JarChecksum.of(List.of(jar("plain.jar", "1"), jar))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PK", "no zip, but longer than the end of one"})
  void knowsNoneOfWhatIsNoJar(String content) throws IOException {
    Path jar = directory.resolve("no.jar");
    Files.write(jar, content.getBytes(StandardCharsets.UTF_8));
    assertThat(JarChecksum.of(List.of(jar))).isEmpty();
  }

  @Test
  void knowsNoneOfAZip64() throws IOException {
    Path jar = jar("large.jar", "1");
    byte[] bytes = Files.readAllBytes(jar);
    for (int i = bytes.length - 10; i < bytes.length - 2; i++) {
      bytes[i] = -1; // size and place of the directory: look elsewhere
    }
    Files.write(jar, bytes);
    assertThat(JarChecksum.of(List.of(jar))).isEmpty();
  }
}
