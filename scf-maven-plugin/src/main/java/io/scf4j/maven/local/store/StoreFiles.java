package io.scf4j.maven.local.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How the store touches files: whole or not at all, readable by nobody else, and trees removed even
 * when they are read-only.
 */
public final class StoreFiles {
  private static final String UNFINISHED = ".unfinished";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private StoreFiles() {}

  /**
   * Makes the directory of a store, mode 0700, so that nobody else comes to what is in it; an
   * existing one becomes so. Where there are no such modes it is only made.
   */
  public static void createPrivately(Path directory) throws IOException {
    Files.createDirectories(directory);
    PosixFileAttributeView view =
        Files.getFileAttributeView(directory, PosixFileAttributeView.class);
    if (view != null && !view.readAttributes().permissions().equals(OWNER_ONLY)) {
      view.setPermissions(OWNER_ONLY);
    }
  }

  /**
   * Replaces a file in one step, mode 0600, so that a reader or a kill sees the old one or the new
   * one.
   */
  public static void write(Path file, byte[] content) throws IOException {
    Path unfinished =
        Files.createTempFile(
            file.getParent(),
            "." + file.getFileName(),
            UNFINISHED,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true); // or a power cut may leave the new name with no content
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Whether {@link #write} has left a file of this name, because the process was killed. */
  static boolean isUnfinished(String name) {
    return name.startsWith(".") && name.endsWith(UNFINISHED);
  }

  /** What is in a directory; nothing when it is none. */
  static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  /** Removes what is in a directory and has none of these names. */
  static void keepOnly(Path directory, Predicate<String> names) throws IOException {
    for (Path file : list(directory)) {
      if (!names.test(file.getFileName().toString())) {
        deleteTree(file);
      }
    }
  }

  /** Takes the right to write from every file and directory of a tree; links are left alone. */
  static void makeReadOnly(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (!attributes.isSymbolicLink()) {
              withoutWrite(file, false);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            withoutWrite(directory, true);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void withoutWrite(Path file, boolean directory) throws IOException {
    Set<PosixFilePermission> permissions =
        directory
            ? PosixFilePermissions.fromString("r-xr-xr-x")
            : EnumSet.copyOf(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    permissions.removeAll(PosixFilePermissions.fromString("-w--w--w-"));
    Files.setPosixFilePermissions(file, permissions);
  }

  /** Removes a tree, read-only or not; an absent one is fine. */
  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          /** A directory that its owner may not even list, which a function can leave behind. */
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rwx------");
            boolean locked =
                Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                    && !Files.getPosixFilePermissions(file).containsAll(owner);
            if (!locked) {
              throw failure;
            }
            Files.setPosixFilePermissions(file, owner);
            deleteTree(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
