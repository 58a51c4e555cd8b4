package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory as a package sees it: files with {@code /} in their names, links followed. */
final class FileTree {
  private FileTree() {}

  /**
   * All files below it.
   *
   * @throws ScfFailure for a link to nothing
   */
  static List<Path> filesIn(Path directory) {
    try (Stream<Path> files = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      return files.filter(FileTree::isFile).toList();
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof FileSystemLoopException loop) {
        throw new ScfFailure(
            loop.getFile() + " is a link to a directory around it.",
            "Delete it; the package holds files only.");
      }
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + directory, e);
    }
  }

  /** Where a file lies below a directory, with {@code /}. */
  static String relative(Path directory, Path file) {
    return directory.relativize(file).toString().replace(File.separatorChar, '/');
  }

  /** Deletes it with all that is in it; links are not followed. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isFile(Path path) {
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      throw new ScfFailure(
          path + " is a link to nothing.", "Mend or delete it; the package holds files only.");
    }
    return Files.isRegularFile(path);
  }
}
