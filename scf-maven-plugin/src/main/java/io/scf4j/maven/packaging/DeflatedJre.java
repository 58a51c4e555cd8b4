package io.scf4j.maven.packaging;

import io.scf4j.maven.packaging.jre.CacheSweep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;

/**
 * A cached JRE as a zip beside it: most of a package is its JRE, and deflating that took half the
 * time of making one. Written beside and renamed, as the JRE itself.
 */
final class DeflatedJre {
  /** Of no meaning: the packages that it is copied into have their own. */
  private static final Instant TIME = Instant.parse("2020-01-01T00:00:00Z");

  private final Path directory;

  /**
   * @param cache {@code <scf.home>/cache}
   */
  DeflatedJre(Path cache) {
    this.directory = cache.resolve("deflated-jre");
  }

  /**
   * The zip; made if it is not there.
   *
   * @param id of the JRE
   * @param files all of it, as they are in a package
   */
  Path of(String id, List<PackageEntry> files) {
    Path zip = directory.resolve(id + ".zip");
    if (Files.isRegularFile(zip)) {
      CacheSweep.used(zip);
      return zip;
    }
    try {
      Files.createDirectories(directory);
      CacheSweep.sweep(directory);
      Path own = Files.createTempDirectory(directory, ".making-");
      Path made = own.resolve("jre.zip");
      try {
        new ReproducibleZip(TIME).write(new PackagePlan(files), made);
        Files.move(made, zip, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(made);
        Files.delete(own);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + zip, e);
    }
    return zip;
  }
}
