package io.scf4j.maven.packaging.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassVersionTest {
  @TempDir Path classes;

  private void write(String path, int major) throws IOException {
    Path file = classes.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, classFile(major));
  }

  private static byte[] classFile(int major) {
    return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) major};
  }

  @Test
  void isThatOfTheNewestClass() throws IOException {
    write("a/A.class", 61);
    write("a/B.class", 65);
    assertThat(ClassVersion.newestIn(classes)).isEqualTo(21);
  }

  @Test
  void leavesOutWhatOnlyNewerJavasLoad() throws IOException {
    write("a/A.class", 55);
    write("module-info.class", 69);
    write("META-INF/versions/25/a/A.class", 69);
    Files.writeString(classes.resolve("no.class"), "short");
    Files.writeString(classes.resolve("neither.class"), "something else");
    assertThat(ClassVersion.newestIn(classes)).isEqualTo(11);
  }

  @Test
  void looksIntoAJarToo() throws IOException {
    Path jar = classes.resolve("app.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String path : List.of("a/A.class", "META-INF/versions/25/a/A.class", "short.class")) {
        out.putNextEntry(new ZipEntry(path));
        int major = path.startsWith("META-INF") ? 69 : 65;
        out.write(classFile(major), 0, path.startsWith("short") ? 7 : 8);
      }
    }
    assertThat(ClassVersion.newestIn(jar)).isEqualTo(21);
  }

  @Test
  void isNothingWhereNothingIs() {
    assertThat(ClassVersion.newestIn(classes)).isZero();
    assertThat(ClassVersion.newestIn(classes.resolve("missing"))).isZero();
  }
}
