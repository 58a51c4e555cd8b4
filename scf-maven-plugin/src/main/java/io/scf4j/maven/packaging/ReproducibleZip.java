package io.scf4j.maven.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.Consumer;
import org.codehaus.plexus.archiver.zip.ZipArchiver;

/**
 * Plan to zip: same plan, same bytes, on any OS and in any time zone. The archiver writes the UTC
 * wall time of the timestamp when told to be reproducible.
 */
final class ReproducibleZip {
  private final FileTime timestamp;

  ReproducibleZip(Instant timestamp) {
    this.timestamp = FileTime.from(timestamp);
  }

  /**
   * Writes the zip; whole and right, or not at all.
   *
   * @param check throws when the written zip must not be kept
   */
  void write(PackagePlan plan, Path zip, Consumer<Path> check) {
    ZipArchiver archiver = new ZipArchiver();
    archiver.configureReproducibleBuild(timestamp);
    archiver.setForced(true);
    archiver.setFilesonly(true);
    for (PackageEntry entry : plan.entries()) {
      archiver.addFile(entry.file().toFile(), entry.path(), entry.mode());
    }
    try {
      Files.createDirectories(zip.getParent());
      Path part = Files.createTempFile(zip.getParent(), zip.getFileName().toString(), ".part");
      Files.delete(part); // the archiver would take an existing file for an archive to update
      archiver.setDestFile(part.toFile());
      archiver.createArchive();
      try {
        check.accept(part);
        Files.move(part, zip, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + zip, e);
    }
  }
}
