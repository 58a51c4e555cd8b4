package io.scf4j.maven.packaging;

import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Remembers what an archive was made of, so that the same one is not made again. Nothing is taken
 * on trust: what goes in and what lies there are both known by their bytes. Only an archive that
 * the file system says nobody has touched since is not read again, which saves a fifth of a second;
 * it says so by the time of the last change, which unlike that of the content nobody can set.
 */
final class ArchiveStamp {
  private static final String UNKNOWN = "unknown";

  private final Path file;

  /**
   * @param file where it is kept
   */
  ArchiveStamp(Path file) {
    this.file = file;
  }

  /** The SHA-256 of that archive, if it is still what was made of that content. */
  Optional<String> find(String contentSha256, Path archive) {
    try {
      if (!Files.isRegularFile(file) || !Files.isRegularFile(archive)) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(file);
      if (lines.size() != 3 || !lines.get(0).equals(contentSha256)) {
        return Optional.empty();
      }
      String state = state(archive);
      boolean untouched = !state.equals(UNKNOWN) && lines.get(2).equals(state);
      String sha256 = untouched ? lines.get(1) : Sha256.of(archive);
      return sha256.equals(lines.get(1)) ? Optional.of(sha256) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /**
   * That archive has just been made of that content.
   *
   * @return the archive's SHA-256
   */
  String write(String contentSha256, Path archive) {
    try {
      String sha256 = Sha256.of(archive);
      Files.createDirectories(file.getParent());
      Files.write(file, List.of(contentSha256, sha256, state(archive)));
      return sha256;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** Which file it is, and when the file system saw its last change. */
  private static String state(Path archive) throws IOException {
    try {
      return Files.getAttribute(archive, "unix:ino")
          + " "
          + Files.size(archive)
          + " "
          + Files.getAttribute(archive, "unix:ctime");
    } catch (UnsupportedOperationException | IllegalArgumentException notOnThisSystem) {
      return UNKNOWN;
    }
  }
}
