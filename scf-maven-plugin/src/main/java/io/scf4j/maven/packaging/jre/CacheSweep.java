package io.scf4j.maven.packaging.jre;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps a directory of the cache from growing without end: every change of a function's code makes
 * another AOT cache of 10 MB and more. The time of an entry is when it was last used; the newest
 * ones stay, and all of the last day, which a build that runs at the same time may be reading.
 */
public final class CacheSweep {
  private static final int KEPT = 32;
  private static final Duration IN_USE = Duration.ofDays(1);

  private CacheSweep() {}

  /** Notes that an entry is being used. */
  public static void used(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // A cache that is read-only is not swept either.
    }
  }

  /** Deletes what has not been used for long, with what killed builds have left. */
  public static void sweep(Path directory) {
    Instant oldest = Instant.now().minus(IN_USE);
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> byUse =
          entries.sorted(Comparator.comparing(CacheSweep::lastUse).reversed()).toList();
      for (int i = 0; i < byUse.size(); i++) {
        Path entry = byUse.get(i);
        boolean halfMade = entry.getFileName().toString().startsWith(".");
        if ((halfMade || i >= KEPT) && lastUse(entry).isBefore(oldest)) {
          delete(entry);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      // Another build sweeps, or something there belongs to somebody else: next time.
    }
  }

  private static Instant lastUse(Path entry) {
    try {
      return Files.getLastModifiedTime(entry).toInstant();
    } catch (IOException e) {
      return Instant.MAX; // gone already
    }
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path tree) throws IOException {
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
