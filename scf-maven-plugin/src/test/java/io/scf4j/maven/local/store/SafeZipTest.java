package io.scf4j.maven.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.maven.local.FunctionZip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zips that somebody made to do harm, or by mistake. */
class SafeZipTest {
  @TempDir Path root;

  /** {@code a} for a file, {@code a/} for a directory, {@code a -> b} for a link. */
  private static byte[] zip(String entries) {
    FunctionZip zip = FunctionZip.of("#!/bin/bash\n");
    for (String entry : entries.split(", ", -1)) {
      String[] link = entry.split(" -> ", -1);
      if (link.length == 2) {
        zip.file(link[0], link[1], 0120777);
      } else {
        zip.file(entry, "", entry.endsWith("/") ? 040755 : 0100644);
      }
    }
    return zip.bytes();
  }

  private void unpack(byte[] zip, long maxBytes) throws IOException {
    try (ZipFile file =
        ZipFile.builder().setSeekableByteChannel(new SeekableInMemoryByteChannel(zip)).get()) {
      SafeZip.unpack(file, root, maxBytes);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a -> ..",
        "a -> /etc",
        "d/a -> ../..",
        "d/a -> .., b -> d/a/..",
        "b -> d/a/.., d/a -> ..",
        "d/e/a -> ../.., d/b -> e/a, c -> d/b/../x",
        "d/a -> .., c -> d/a/d/a/..",
        "d/a -> ., d/b -> a/../..",
      })
  void refusesLinksThatLeaveTheRootByThemselvesOrThroughOthers(String entries) {
    assertThatThrownBy(() -> CodePackage.of(zip(entries)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("link .* leaves the code directory");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lib/x.so -> x.so.1, lib/x.so.1 -> x.so.1.2, lib/x.so.1.2",
        "d/a -> .., b -> d/a/d/a/c, c",
        "bin/x -> ../lib/x, lib/x",
        "a -> nowhere",
        "a -> ././/",
      })
  void takesLinksThatStay(String entries) throws IOException {
    CodePackage.of(zip(entries));
    unpack(zip(entries), 1000);
    try (Stream<Path> files = Files.walk(root)) {
      assertThat(files.filter(Files::exists))
          .allSatisfy(file -> assertThat(file.toRealPath()).startsWith(root.toRealPath()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a, a/b", "a/b, a", "a/, a", "a -> ., a/b", "d/a -> .., d/a/b -> x"})
  void refusesAFileThatIsADirectoryToo(String entries) {
    assertThatThrownBy(() -> CodePackage.of(zip(entries)))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("entry (a|d/a) is a file and a directory");
  }

  @Test
  void refusesLinksInACircle() {
    assertThatThrownBy(() -> CodePackage.of(zip("a -> b, b -> a/c")))
        .isInstanceOf(IOException.class)
        .hasMessageMatching("link [ab] goes in a circle");
  }

  @Test
  void refusesAZipThatSaysItIsABomb() {
    byte[] zip = claiming(FunctionZip.of("x".repeat(1000)).bytes(), 600_000_000);

    assertThatThrownBy(() -> CodePackage.of(zip))
        .isInstanceOf(IOException.class)
        .hasMessage("the code unpacks to more than 500 MB");
  }

  @Test
  void stopsABombThatSaysItIsNone() throws IOException {
    byte[] zip = claiming(FunctionZip.of("x".repeat(1_000_000)).bytes(), 10);
    CodePackage.of(zip);

    assertThatThrownBy(() -> unpack(zip, 100_000))
        .isInstanceOf(IOException.class)
        .hasMessage("the code unpacks to more than 500 MB");
    assertThat(root.resolve("bootstrap").toFile().length()).isLessThanOrEqualTo(100_000);
  }

  /** The same zip, whose directory says another size of its first file. */
  private static byte[] claiming(byte[] zip, int size) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int entry = bytes.getInt(zip.length - 22 + 16);
    assertThat(bytes.getInt(entry)).isEqualTo(0x02014b50);
    bytes.putInt(entry + 24, size);
    return zip;
  }
}
