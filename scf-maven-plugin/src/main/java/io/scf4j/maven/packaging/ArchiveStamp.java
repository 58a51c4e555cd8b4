package io.scf4j.maven.packaging;

import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Remembers what an archive was made of, so that the same one is not made again. Nothing is taken
 * on trust: what goes in and what lies there are both known by their bytes, not by their times.
 */
final class ArchiveStamp {
  private final Path file;

  /**
   * @param file where it is kept
   */
  ArchiveStamp(Path file) {
    this.file = file;
  }

  /** Whether that archive is still what was made of that content. */
  boolean fits(String contentSha256, Path archive) {
    try {
      return Files.isRegularFile(file)
          && Files.isRegularFile(archive)
          && Files.readString(file).equals(text(contentSha256, archive));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /** That archive has just been made of that content. */
  void write(String contentSha256, Path archive) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(contentSha256, archive));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private static String text(String contentSha256, Path archive) {
    return contentSha256 + " -> " + Sha256.of(archive) + "\n";
  }
}
