package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ByteCount;
import io.scf4j.maven.packaging.PackageResult.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What each part of a package costs, from the finished zip; as records and as a table. */
public final class PartSizes {
  private static final double THOUSAND = 1000;
  private static final String ROW = "  %-5s  %6s  %10s  %10s  %7s";

  private PartSizes() {}

  /** The parts that the package has, in the order of {@link PackagePart}. */
  static List<Part> of(PackagePlan plan, Path zip) {
    Map<String, ZipEntry> packed = new HashMap<>();
    long total = 0;
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : Collections.list(archive.entries())) {
        packed.put(entry.getName(), entry);
        total += entry.getCompressedSize();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + zip, e);
    }
    List<Part> parts = new ArrayList<>();
    for (PackagePart part : PackagePart.values()) {
      List<ZipEntry> entries =
          plan.entries().stream()
              .filter(entry -> entry.part() == part)
              .map(entry -> packed.get(entry.path()))
              .toList();
      if (!entries.isEmpty()) {
        long compressed = sum(entries, ZipEntry::getCompressedSize);
        parts.add(
            new Part(
                part.name().toLowerCase(Locale.ROOT),
                entries.size(),
                sum(entries, ZipEntry::getSize),
                compressed,
                total == 0 ? 0 : Math.round(THOUSAND * compressed / total) / THOUSAND));
      }
    }
    return parts;
  }

  /** Lines of a table with a row for each part and one for all, at most 80 columns wide. */
  public static List<String> table(List<Part> parts) {
    List<String> lines = new ArrayList<>();
    lines.add(String.format(Locale.ROOT, ROW, "part", "files", "unpacked", "in zip", "share"));
    parts.forEach(part -> lines.add(row(part)));
    lines.add(
        row(
            new Part(
                "total",
                parts.stream().mapToInt(Part::entries).sum(),
                parts.stream().mapToLong(Part::bytes).sum(),
                parts.stream().mapToLong(Part::compressed).sum(),
                1)));
    return lines;
  }

  private static String row(Part part) {
    return String.format(
        Locale.ROOT,
        ROW,
        part.part(),
        part.entries(),
        ByteCount.column(part.bytes()),
        ByteCount.column(part.compressed()),
        String.format(Locale.ROOT, "%.1f %%", part.share() * 100));
  }

  private static long sum(List<ZipEntry> entries, ToLongFunction<ZipEntry> size) {
    return entries.stream().mapToLong(size).sum();
  }
}
