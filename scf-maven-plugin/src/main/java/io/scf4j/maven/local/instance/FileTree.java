package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Removes what instances had, whatever a function has forbidden its owner to do with it: a Go
 * program's module cache, for one, is read-only.
 */
final class FileTree {
  private FileTree() {}

  /** Removes a file, link or directory with all that is in it; an absent one is fine. */
  static void delete(Path root) throws IOException {
    if (Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS)) {
      permitAll(root);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(root)) {
        for (Path file : files) {
          delete(file);
        }
      }
    }
    Files.deleteIfExists(root);
  }

  private static void permitAll(Path directory) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(directory, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(PosixFilePermissions.fromString("rwx------"));
    }
  }
}
