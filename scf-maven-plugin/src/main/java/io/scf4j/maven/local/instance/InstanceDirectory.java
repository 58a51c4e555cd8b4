package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * An instance's own writable directory, which lives as long as it: the platform gives each instance
 * its own {@code /tmp}, kept between its invocations and shared with nobody.
 *
 * @param id the instance's id, unique in this store
 * @param root the directory
 */
record InstanceDirectory(String id, Path root) implements AutoCloseable {

  static InstanceDirectory create(Path instances) throws IOException {
    String id = UUID.randomUUID().toString();
    Path root = instances.resolve(id);
    Files.createDirectories(root.resolve("tmp"));
    return new InstanceDirectory(id, root);
  }

  Path tmp() {
    return root.resolve("tmp");
  }

  @Override
  public void close() {
    try {
      FileTree.delete(root);
    } catch (IOException e) {
      // What could not be removed is removed with the store's other leftovers at the next start.
    }
  }
}
