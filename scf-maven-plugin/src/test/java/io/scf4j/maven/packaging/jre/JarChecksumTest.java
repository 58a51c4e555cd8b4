package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarChecksumTest {
  @TempDir Path directory;

  private Path jar(String name, String content, String comment) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      ZipEntry entry = new ZipEntry("demo/Hello.class");
      entry.setTime(0);
      out.putNextEntry(entry);
      out.write(content.getBytes(StandardCharsets.UTF_8));
      out.setComment(comment);
    }
    return jar;
  }

  /** The runtime core computes it as well; this is what both have to agree on. */
  @Test
  void isThatOfTheZipDirectoriesInOrder() throws IOException {
    List<Path> jars = List.of(jar("one.jar", "v1", null), jar("two.jar", "lib", null));
    CRC32 crc = new CRC32();
    for (Path jar : jars) {
      byte[] zip = Files.readAllBytes(jar);
      int begin = indexOf(zip, "PK\1\2");
      crc.update(zip, begin, indexOf(zip, "PK\5\6") - begin);
    }
    assertThat(JarChecksum.of(jars)).contains(Long.toHexString(crc.getValue()));
  }

  @Test
  void isThereForNoJarThatTheCoreCouldNotRead() throws IOException {
    Path plain = jar("plain.jar", "v1", null);
    for (String comment : List.of("signed", "\0".repeat(22))) {
      assertThat(JarChecksum.of(List.of(plain, jar("comment.jar", "v1", comment)))).isEmpty();
    }
    assertThat(JarChecksum.of(List.of(plain, Files.writeString(directory.resolve("short"), "x"))))
        .isEmpty();
  }

  /** What stands there in a zip64, in place of what does not fit, and what is larger than it. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1 << 20})
  void isThereForNoJarWhoseDirectoryIsElsewhere(int number) throws IOException {
    for (int position : new int[] {12, 16}) {
      Path jar = jar("zip64.jar", "v1", null);
      byte[] zip = Files.readAllBytes(jar);
      ByteBuffer.wrap(zip)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putInt(zip.length - 22 + position, number);
      Files.write(jar, zip);
      assertThat(JarChecksum.of(List.of(jar))).isEmpty();
    }
  }

  private static int indexOf(byte[] bytes, String part) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(part);
  }
}
