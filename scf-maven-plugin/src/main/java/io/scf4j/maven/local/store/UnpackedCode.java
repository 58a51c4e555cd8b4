package io.scf4j.maven.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacked code, one read-only directory for each zip, named by its digest: instances of every
 * function and version that have the same code share it. It is complete as soon as it has its name.
 */
final class UnpackedCode {
  private final Path root;

  UnpackedCode(Path root) {
    this.root = root;
  }

  synchronized Path of(String sha256, Path zip) throws IOException {
    Path directory = root.resolve(sha256);
    if (Files.isDirectory(directory)) {
      return directory;
    }
    Files.createDirectories(root);
    Path unfinished = Files.createTempDirectory(root, "unfinished-");
    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      SafeZip.unpack(file, unfinished);
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      StoreFiles.deleteTree(unfinished);
      throw e;
    }
    return directory;
  }

  /** Removes code that no function names any more, and what was left unfinished. */
  synchronized void keepOnly(Collection<String> used) throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> directories = Files.list(root)) {
      for (Path directory : directories.toList()) {
        if (!used.contains(directory.getFileName().toString())) {
          StoreFiles.deleteTree(directory);
        }
      }
    }
  }
}
