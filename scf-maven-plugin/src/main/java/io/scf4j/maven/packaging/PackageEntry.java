package io.scf4j.maven.packaging;

import java.nio.file.Path;

/**
 * One file of the package.
 *
 * @param path from the zip's root, with {@code /}
 * @param file where its bytes are now
 * @param mode unix permission bits, by role and never from the build's file system: a zip made on
 *     Windows must not lose the executable bit of {@code bootstrap}
 * @param part what it is there for
 */
record PackageEntry(String path, Path file, int mode, PackagePart part) {
  /** What the platform starts; at the root. */
  static final String BOOTSTRAP = "bootstrap";

  static final int EXECUTABLE = 0755;
  static final int DATA = 0644;
}
