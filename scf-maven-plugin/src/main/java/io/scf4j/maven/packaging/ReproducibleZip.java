package io.scf4j.maven.packaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.codehaus.plexus.archiver.zip.ZipArchiver;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * Plan to zip: same plan, same bytes, on any OS and in any time zone. The archiver writes the UTC
 * wall time of the timestamp when told to be reproducible.
 */
final class ReproducibleZip {
  private final FileTime timestamp;

  ReproducibleZip(Instant timestamp) {
    this.timestamp = FileTime.from(timestamp);
  }

  /** Writes the zip; what was there before is replaced. */
  void write(PackagePlan plan, Path zip) {
    ZipArchiver archiver = new Quiet();
    archiver.configureReproducibleBuild(timestamp);
    archiver.setForced(true);
    archiver.setFilesonly(true);
    try {
      for (PackageEntry entry : plan.entries()) {
        // The archiver would pack a link as one; a package holds files only.
        archiver.addFile(entry.file().toRealPath().toFile(), entry.path(), entry.mode());
      }
      Files.createDirectories(zip.getParent());
      Files.deleteIfExists(zip); // the archiver would take it for an archive to update
      archiver.setDestFile(zip.toFile());
      archiver.createArchive();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + zip, e);
    }
  }

  /** Its line for every archive would name files that are gone when somebody reads it. */
  private static final class Quiet extends ZipArchiver {
    @Override
    protected Logger getLogger() {
      return NOPLogger.NOP_LOGGER;
    }
  }
}
