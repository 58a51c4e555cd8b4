package io.scf4j.maven.local;

import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The classes of the local SCF, loaded and linked, as a file of its JVM (a dynamic CDS archive):
 * most of a start is loading them. The first process of a store that ends in order writes it, and
 * those after it start with it. A JVM that cannot use one starts without.
 *
 * @param file where it is kept; named by all that it depends on
 * @param unfinished where a process writes it
 * @param possible whether there can be one: only of classes in jars
 */
record ClassArchive(Path file, Path unfinished, boolean possible) {
  private static final String BEGIN = "classes-";
  private static final String END = ".jsa";
  private static final int KEY_CHARS = 16;

  /**
   * That of a store.
   *
   * @param java the java program that starts it
   * @param flags of its JVM
   */
  static ClassArchive of(Path store, Path java, List<Path> classPath, List<String> flags) {
    StringBuilder all = new StringBuilder();
    describe(java, all);
    describe(java.resolveSibling("../lib/modules"), all);
    classPath.forEach(entry -> describe(entry, all));
    all.append(flags);
    String name = BEGIN + Sha256.of(all.toString()).substring(0, KEY_CHARS) + END;
    String writer = "." + ProcessHandle.current().pid() + "-" + System.nanoTime();
    return new ClassArchive(
        store.resolve(name).toAbsolutePath(),
        store.resolve(name + writer).toAbsolutePath(),
        classPath.stream().allMatch(Files::isRegularFile));
  }

  private static void describe(Path file, StringBuilder all) {
    all.append(file.toAbsolutePath());
    try {
      all.append(' ').append(Files.size(file)).append(' ').append(Files.getLastModifiedTime(file));
    } catch (IOException e) {
      all.append(" is not there");
    }
    all.append('\n');
  }

  /** Flags of a JVM that starts with it, if there is one. */
  List<String> reading() {
    return Files.isRegularFile(file) ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
  }

  /** Flags of a JVM that starts with it, or else writes it when it ends; then {@link #keep} it. */
  List<String> readingOrWriting() {
    List<String> reading = reading();
    return possible && reading.isEmpty()
        ? List.of("-XX:ArchiveClassesAtExit=" + unfinished)
        : reading;
  }

  /**
   * Keeps what a process has written, in place of what older ones have.
   *
   * @param whole whether it has ended in order
   */
  void keep(boolean whole) {
    try {
      if (!whole || !Files.isRegularFile(unfinished)) {
        Files.deleteIfExists(unfinished);
        return;
      }
      try (DirectoryStream<Path> all = Files.newDirectoryStream(file.getParent(), BEGIN + "*")) {
        for (Path one : all) {
          if (!one.equals(unfinished)) {
            Files.deleteIfExists(one);
          }
        }
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // the next start takes longer
    }
  }
}
