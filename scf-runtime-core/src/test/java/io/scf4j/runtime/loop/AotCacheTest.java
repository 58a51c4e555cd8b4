package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that is not the one of the AOT cache, however alike, stops the function. */
class AotCacheTest {
  @TempDir Path directory;

  private String jars(String one, String two) throws IOException {
    return jar("one.jar", one) + File.pathSeparator + jar("two.jar", two);
  }

  private Path jar(String name, String content) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      JarEntry entry = new JarEntry("demo/Hello.class");
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  @Test
  void takesTheJarsThatItWasMadeFrom() throws IOException {
    String expected = AotCache.checksum(jars("v1", "lib"));
    String classPath = jars("v1", "lib");
    assertThatCode(() -> AotCache.check(expected, classPath)).doesNotThrowAnyException();
  }

  @Test
  void refusesAJarOfTheSameSizeWithOtherContent() throws IOException {
    String before = jars("v1", "lib");
    long size = Files.size(directory.resolve("one.jar"));
    String expected = AotCache.checksum(before);
    String classPath = jars("v2", "lib");
    assertThat(Files.size(directory.resolve("one.jar"))).isEqualTo(size);
    assertThatThrownBy(() -> AotCache.check(expected, classPath))
        .hasMessage(
            "A jar in lib is not the one that the package's AOT cache was made from, so old classes"
                + " would run. Delete app.aot from the package, or package the function again.");
  }

  @Test
  void refusesWhatIsNoJarAnyMoreInTheSameWords() throws IOException {
    String jars = jars("v1", "lib");
    String expected = AotCache.checksum(jars);
    for (String content : new String[] {"", "no zip, but longer than the end of one"}) {
      Files.writeString(directory.resolve("one.jar"), content);
      assertThatThrownBy(() -> AotCache.check(expected, jars)).hasMessageContaining("app.aot");
    }
  }

  /** Its last bytes stand for sizes: they must not cost the function's heap. */
  @Test
  void refusesWhatClaimsADirectoryLargerThanAnyHeapInTheSameWords() throws IOException {
    String jars = jars("v1", "lib");
    String expected = AotCache.checksum(jars);
    for (int size : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      byte[] end = new byte[22];
      ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).putInt(12, size);
      Files.write(directory.resolve("one.jar"), end);
      assertThatThrownBy(() -> AotCache.check(expected, jars)).hasMessageContaining("app.aot");
    }
  }

  @Test
  void refusesTheSameJarsInAnotherOrder() throws IOException {
    String expected = AotCache.checksum(jars("v1", "lib"));
    String classPath = directory.resolve("two.jar") + File.pathSeparator + jar("one.jar", "v1");
    assertThatThrownBy(() -> AotCache.check(expected, classPath)).hasMessageContaining("app.aot");
  }

  @Test
  void looksAtNoJarWhenThereIsNoCache() {
    assertThatCode(() -> AotCache.check(null, "absent.jar")).doesNotThrowAnyException();
  }

  /** The plugin computes it as well; this is what both have to agree on. */
  @Test
  void isTheChecksumOfTheZipDirectories() throws IOException {
    String jars = jars("v1", "lib");
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    for (String name : jars.split(File.pathSeparator)) {
      byte[] zip = Files.readAllBytes(Path.of(name));
      int begin = indexOf(zip, new byte[] {'P', 'K', 1, 2});
      int end = indexOf(zip, new byte[] {'P', 'K', 5, 6});
      crc.update(zip, begin, end - begin);
    }
    assertThat(AotCache.checksum(jars)).isEqualTo(Long.toHexString(crc.getValue()));
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.indexOf(new String(part, StandardCharsets.ISO_8859_1));
  }
}
