package io.scf4j.maven.packaging.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Which Java class files were compiled for, from the version in their first eight bytes. */
public final class ClassVersion {
  static final int HEADER_BYTES = 8;

  private static final int MAGIC = 0xCAFEBABE;

  /** Class file version 45 was Java 1.1's; since then each release has counted one up. */
  private static final int MAJOR_OF_JAVA_0 = 44;

  private ClassVersion() {}

  /** The newest Java that a class in that directory or jar needs; 0 when there is none. */
  public static int newestIn(Path classes) {
    if (!Files.exists(classes)) {
      return 0;
    }
    try {
      return Files.isDirectory(classes) ? newestBelow(classes) : newestInJar(classes);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the classes of " + classes, e);
    }
  }

  private static int newestBelow(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> counts(classes.relativize(file).toString()))
          .mapToInt(ClassVersion::of)
          .max()
          .orElse(0);
    }
  }

  private static int newestInJar(Path jar) throws IOException {
    int newest = 0;
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (counts(entry.getName())) {
          try (InputStream in = zip.getInputStream(entry)) {
            newest = Math.max(newest, of(in.readNBytes(HEADER_BYTES)));
          }
        }
      }
    }
    return newest;
  }

  /**
   * Whether every Java that runs the function would load that file, if it were a class: not a
   * module descriptor, and not what a jar holds for newer Javas only.
   *
   * @param path below the root of a jar or directory
   */
  static boolean counts(String path) {
    return path.endsWith(".class")
        && !path.endsWith("module-info.class")
        && !path.startsWith("META-INF");
  }

  /** From the beginning of a class file; 0 for anything else. */
  static int of(byte[] head) {
    if (head.length < HEADER_BYTES || ByteBuffer.wrap(head).getInt() != MAGIC) {
      return 0;
    }
    return (ByteBuffer.wrap(head).getShort(6) & 0xffff) - MAJOR_OF_JAVA_0;
  }

  private static int of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in.readNBytes(HEADER_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }
}
