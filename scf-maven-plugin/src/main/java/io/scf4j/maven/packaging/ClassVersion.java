package io.scf4j.maven.packaging;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Which Java class files were compiled for, from the version in their first eight bytes. */
final class ClassVersion {
  private static final int MAGIC = 0xCAFEBABE;

  /** Class file version 45 was Java 1.1's; since then each release has counted one up. */
  private static final int MAJOR_OF_JAVA_0 = 44;

  private ClassVersion() {}

  /** The newest Java that a class below that directory needs; 0 when there is none. */
  static int newestIn(Path classes) {
    if (!Files.isDirectory(classes)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("module-info.class"))
          .filter(file -> !classes.relativize(file).startsWith("META-INF"))
          .mapToInt(ClassVersion::of)
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + classes, e);
    }
  }

  private static int of(Path file) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      if (in.available() < 8 || in.readInt() != MAGIC) {
        return 0;
      }
      in.readUnsignedShort();
      return in.readUnsignedShort() - MAJOR_OF_JAVA_0;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
