package io.scf4j.maven.packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * A package's zip, byte for byte what {@link ReproducibleZip} makes of the whole plan, but with the
 * JRE's files copied as they were deflated once. What is not of the JRE is zipped first, by that
 * class, and gives the time that all entries carry.
 */
final class PackageZip {
  private static final String JRE = "jre/";

  private final ReproducibleZip zip;

  PackageZip(ReproducibleZip zip) {
    this.zip = zip;
  }

  /**
   * Writes the zip; what was there before is replaced.
   *
   * @param deflated holds the plan's files of the JRE, if it has such
   */
  void write(PackagePlan plan, Optional<Path> deflated, Path target) {
    List<PackageEntry> others =
        plan.entries().stream().filter(entry -> entry.part() != PackagePart.JRE).toList();
    if (deflated.isEmpty() || others.stream().anyMatch(entry -> entry.path().startsWith(JRE))) {
      zip.write(plan, target);
      return;
    }
    Path rest = target.resolveSibling(target.getFileName() + ".rest");
    try {
      if (!holds(deflated.get(), plan)) {
        zip.write(plan, target); // somebody has changed the cached JRE
        return;
      }
      zip.write(new PackagePlan(others), rest);
      merge(plan, rest, deflated.get(), target);
      Files.delete(rest);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + target, e);
    }
  }

  private static boolean holds(Path deflated, PackagePlan plan) throws IOException {
    try (ZipFile jre = open(deflated)) {
      for (PackageEntry planned : plan.entries()) {
        ZipArchiveEntry entry = jre.getEntry(planned.path());
        if (planned.part() == PackagePart.JRE
            && (entry == null || entry.getSize() != Files.size(planned.file()))) {
          return false;
        }
      }
      return true;
    }
  }

  private static void merge(PackagePlan plan, Path rest, Path deflated, Path target)
      throws IOException {
    try (ZipFile own = open(rest);
        ZipFile jre = open(deflated);
        ZipArchiveOutputStream out =
            new ZipArchiveOutputStream(
                new BufferedOutputStream(Files.newOutputStream(target), 1 << 16))) {
      out.setEncoding(StandardCharsets.UTF_8.name());
      List<ZipArchiveEntry> before = new ArrayList<>();
      List<ZipArchiveEntry> after = new ArrayList<>();
      for (ZipArchiveEntry entry : Collections.list(own.getEntriesInPhysicalOrder())) {
        (entry.getName().compareTo(JRE) < 0 ? before : after).add(entry);
      }
      long time = before.isEmpty() ? after.get(0).getTime() : before.get(0).getTime();
      copy(own, before, out);
      for (PackageEntry planned : plan.entries()) {
        if (planned.part() == PackagePart.JRE) {
          ZipArchiveEntry entry = jre.getEntry(planned.path());
          entry.setTime(time);
          copy(jre, List.of(entry), out);
        }
      }
      copy(own, after, out);
    }
  }

  private static ZipFile open(Path zip) throws IOException {
    return ZipFile.builder().setPath(zip).get();
  }

  private static void copy(ZipFile from, List<ZipArchiveEntry> entries, ZipArchiveOutputStream out)
      throws IOException {
    for (ZipArchiveEntry entry : entries) {
      try (InputStream raw = from.getRawInputStream(entry)) {
        out.addRawArchiveEntry(entry, raw);
      }
    }
  }
}
