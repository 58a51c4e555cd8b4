package io.scf4j.maven.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.cloud.CodeEnd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipListingTest {
  private static final int LISTING = 1024;

  @TempDir Path directory;

  @Test
  void seesFromTheEndOfAZipWhetherOnlyOneFileIsAnother() throws IOException {
    String large = "x".repeat(100_000);
    ZipListing ours = whole(Map.of("bootstrap", "b", "lib/a.jar", large, "app.aot", "one"));

    assertThat(
            ours.differsOnlyIn(
                "app.aot", end(Map.of("bootstrap", "b", "lib/a.jar", large, "app.aot", "another"))))
        .isTrue();
    assertThat(ours.differsOnlyIn("app.aot", end(Map.of("bootstrap", "b", "lib/a.jar", large))))
        .isTrue();
    assertThat(
            ours.differsOnlyIn(
                "app.aot",
                end(Map.of("bootstrap", "b", "lib/a.jar", large + "y", "app.aot", "one"))))
        .isFalse();
    assertThat(
            ours.differsOnlyIn(
                "app.aot", end(Map.of("bootstrap", "c", "lib/a.jar", large, "app.aot", "one"))))
        .isFalse();
    assertThat(ours.differsOnlyIn("app.aot", end(Map.of("bootstrap", "b", "app.aot", "one"))))
        .isFalse();
  }

  @Test
  void aFileThatMayNotBeExecutedIsAnotherOne() throws IOException {
    Path zip = zip(directory.resolve("modes.zip"), Map.of("bootstrap", "b"), 0644);
    assertThat(
            whole(Map.of("bootstrap", "b"))
                .differsOnlyIn("app.aot", ZipListing.of(zip).orElseThrow()))
        .isFalse();
  }

  @Test
  void knowsNothingOfAZipWhoseListingBeginsEarlier() throws IOException {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      many.put("lib/" + i + ".jar", "");
    }
    assertThat(ZipListing.of(endOf(zip(directory.resolve("many.zip"), many)))).isEmpty();
    assertThat(ZipListing.of(new CodeEnd(3, new byte[] {1, 2, 3}))).isEmpty();
    assertThat(ZipListing.of(directory.resolve("none.zip"))).isEmpty();
  }

  private ZipListing whole(Map<String, String> files) throws IOException {
    return ZipListing.of(zip(directory.resolve("ours.zip"), files)).orElseThrow();
  }

  private ZipListing end(Map<String, String> files) throws IOException {
    return ZipListing.of(endOf(zip(directory.resolve("theirs.zip"), files))).orElseThrow();
  }

  private static CodeEnd endOf(Path zip) throws IOException {
    byte[] bytes = Files.readAllBytes(zip);
    return new CodeEnd(
        bytes.length, Arrays.copyOfRange(bytes, Math.max(0, bytes.length - LISTING), bytes.length));
  }

  static Path zip(Path file, Map<String, String> files) throws IOException {
    return zip(file, files, 0755);
  }

  private static Path zip(Path file, Map<String, String> files, int mode) throws IOException {
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
      zip.setLevel(0);
      for (Map.Entry<String, String> one : files.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(one.getKey());
        entry.setUnixMode(mode);
        zip.putArchiveEntry(entry);
        zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeArchiveEntry();
      }
    }
    return file;
  }
}
