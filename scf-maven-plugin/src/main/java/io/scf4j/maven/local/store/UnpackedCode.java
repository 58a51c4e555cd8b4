package io.scf4j.maven.local.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacked code, one read-only directory for each zip, named by its digest: instances of every
 * function and version that have the same code share it. It is complete as soon as it has its name.
 */
final class UnpackedCode {
  private final Path root;
  private final Map<String, Object> unpacking = new ConcurrentHashMap<>();

  UnpackedCode(Path root) {
    this.root = root;
  }

  /** One zip at a time by whoever comes first; others do not wait for it. */
  Path of(String sha256, Path zip) throws IOException {
    Path directory = root.resolve(sha256);
    if (!Files.isDirectory(directory)) {
      synchronized (unpacking.computeIfAbsent(sha256, key -> new Object())) {
        if (!Files.isDirectory(directory)) {
          unpack(zip, directory);
        }
      }
    }
    return directory;
  }

  private void unpack(Path zip, Path directory) throws IOException {
    Files.createDirectories(root);
    Path unfinished = Files.createTempDirectory(root, "unfinished-");
    try (ZipFile file = ZipFile.builder().setPath(zip).get()) {
      SafeZip.unpack(file, unfinished);
      Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      StoreFiles.deleteTree(unfinished);
      throw e;
    }
  }

  /** Removes code that no function names any more, and what was left unfinished. */
  void keepOnly(Collection<String> used) throws IOException {
    StoreFiles.keepOnly(root, used::contains);
  }
}
