package io.scf4j.maven.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;

/** Which Java class files were compiled for, from the version in their first eight bytes. */
final class ClassVersion {
  private static final int MAGIC = 0xCAFEBABE;

  /** Class file version 45 was Java 1.1's; since then each release has counted one up. */
  private static final int MAJOR_OF_JAVA_0 = 44;

  private static final int HEAD_BYTES = 8;

  private ClassVersion() {}

  /** The newest Java that a class in that directory or jar needs; 0 when there is none. */
  static int newestIn(Path classes) {
    if (!Files.exists(classes)) {
      return 0;
    }
    int newest = 0;
    try (ZipFile jar = Files.isDirectory(classes) ? null : new ZipFile(classes.toFile())) {
      for (String path : ClassFiles.in(classes)) {
        try (InputStream in =
            jar == null
                ? Files.newInputStream(classes.resolve(path))
                : jar.getInputStream(jar.getEntry(path))) {
          newest = Math.max(newest, of(in));
        }
      }
      return newest;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the classes of " + classes, e);
    }
  }

  private static int of(InputStream file) throws IOException {
    byte[] head = file.readNBytes(HEAD_BYTES);
    ByteBuffer numbers = ByteBuffer.wrap(head);
    if (head.length < HEAD_BYTES || numbers.getInt() != MAGIC) {
      return 0;
    }
    numbers.getShort();
    return numbers.getShort() - MAJOR_OF_JAVA_0;
  }
}
