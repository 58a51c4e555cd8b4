package io.scf4j.maven.packaging;

import io.scf4j.maven.report.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The zips of a build in {@code target/scf}: each made aside, checked, and only then put in place.
 */
final class PackageArchives {
  private final Path work;
  private final ReproducibleZip zip;
  private final Instant timestamp;
  private final Console console;

  /**
   * @param work where they are made
   * @param timestamp that the zips' entries carry
   */
  PackageArchives(Path work, ReproducibleZip zip, Instant timestamp, Console console) {
    this.work = work;
    this.zip = zip;
    this.timestamp = timestamp;
    this.console = console;
  }

  /**
   * Makes it, or keeps the one that is there when it would be the same.
   *
   * @param check throws when it must not be put in place
   */
  void make(PackagePlan plan, Path file, Consumer<Path> check) {
    String content = plan.sha256(timestamp);
    ArchiveStamp stamp = new ArchiveStamp(work.resolve(file.getFileName() + ".stamp"));
    if (stamp.fits(content, file)) {
      console.info("Nothing has changed: " + file.getFileName() + " is kept as it is.");
      return;
    }
    Path unchecked = work.resolve(file.getFileName());
    zip.write(plan, unchecked);
    check.accept(unchecked);
    try {
      Files.move(unchecked, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    stamp.write(content, file);
  }
}
