package io.scf4j.maven.local.instance;

import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Layers merged into one directory as the platform merges them below {@code /opt}: in the order
 * they are bound, and of one path the last one counts. Made once for each list of layers, of hard
 * links, so it costs no space and little time; an overlay mount would save that little, need rights
 * that many machines do not give, and be of no use where there is no mount namespace.
 */
final class MergedLayers implements AutoCloseable {
  private final Path root;

  /** Keeps them in a directory, made when needed, that {@link #close()} removes. */
  MergedLayers(Path root) {
    this.root = root;
  }

  /** The merged directory. */
  synchronized Path of(List<Path> layers) throws IOException {
    Path directory = root.resolve(digest(layers));
    if (Files.isDirectory(directory)) {
      return directory;
    }
    Files.createDirectories(root);
    Path unfinished = Files.createTempDirectory(root, "unfinished-");
    try {
      for (Path layer : layers) {
        merge(layer, unfinished);
      }
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      FileTree.delete(unfinished);
      throw e;
    }
    return directory;
  }

  private static String digest(List<Path> layers) {
    return Sha256.of(
        layers.stream()
            .map(layer -> layer.toAbsolutePath().normalize().toString())
            .collect(Collectors.joining("\0")));
  }

  private static void merge(Path layer, Path target) throws IOException {
    Files.walkFileTree(
        layer,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Path to = target.resolve(layer.relativize(directory).toString());
            if (!Files.isDirectory(to, LinkOption.NOFOLLOW_LINKS)) {
              Files.deleteIfExists(to);
              Files.createDirectory(to);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path to = target.resolve(layer.relativize(file).toString());
            if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
              FileTree.delete(to);
            }
            if (attributes.isSymbolicLink()) {
              Files.createSymbolicLink(to, Files.readSymbolicLink(file));
            } else {
              link(file, to);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static void link(Path file, Path to) throws IOException {
    try {
      Files.createLink(to, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES); // another file system
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (Files.isDirectory(root)) {
        FileTree.delete(root);
      }
    } catch (IOException e) {
      // What could not be removed is removed with the store's other leftovers at the next start.
    }
  }
}
