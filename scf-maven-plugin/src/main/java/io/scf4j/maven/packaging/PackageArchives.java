package io.scf4j.maven.packaging;

import io.scf4j.maven.packaging.jre.Jre;
import io.scf4j.maven.report.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The zips of a build in {@code target/scf}: each made aside, checked, and only then put in place.
 */
final class PackageArchives {
  private final PackageInput input;
  private final Path work;
  private final Console console;

  /**
   * @param work where they are made
   */
  PackageArchives(PackageInput input, Path work, Console console) {
    this.input = input;
    this.work = work;
    this.console = console;
  }

  /**
   * Makes it, or keeps the one that is there when it would be the same.
   *
   * @param jre whose files are in the plan beside others, if any are
   * @param check throws when it must not be put in place
   * @return its SHA-256
   */
  String make(PackagePlan plan, Optional<Jre> jre, Path file, Consumer<Path> check) {
    String content = plan.sha256(input.timestamp());
    ArchiveStamp stamp = new ArchiveStamp(work.resolve(file.getFileName() + ".stamp"));
    Optional<String> kept = stamp.find(content, file);
    if (kept.isPresent()) {
      console.info("Nothing has changed: " + file.getFileName() + " is kept as it is.");
      return kept.get();
    }
    Path unchecked = work.resolve(file.getFileName());
    new PackageZip(new ReproducibleZip(input.timestamp()))
        .write(plan, jre.map(this::deflated), unchecked);
    check.accept(unchecked);
    try {
      Files.move(unchecked, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    return stamp.write(content, file);
  }

  private Path deflated(Jre jre) {
    return new DeflatedJre(input.jre().cache()).of(jre.id(), FunctionJre.files(jre));
  }
}
