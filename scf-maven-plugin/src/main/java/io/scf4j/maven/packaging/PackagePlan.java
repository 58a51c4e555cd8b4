package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What will be in the package, sorted by path; no path twice.
 *
 * @param entries the files
 */
record PackagePlan(List<PackageEntry> entries) {
  /** Raised when the same plan is zipped in another way than before. */
  private static final String ZIP_RECIPE = "1";

  private static final String JRE_ID = "jre/scf4j.id";

  /**
   * @throws ScfFailure when two files want the same path, or one wants that of a directory, or one
   *     has a name that unzippers do not agree on
   */
  PackagePlan {
    requireNames(entries);
    Map<String, PackageEntry> byPath = new HashMap<>();
    for (PackageEntry entry : entries) {
      PackageEntry other = byPath.putIfAbsent(entry.path(), entry);
      if (other != null) {
        throw new ScfFailure(
            "Two files want the place '"
                + entry.path()
                + "' in the package: "
                + other.file()
                + " and "
                + entry.file()
                + ".",
            "Rename one of them.");
      }
    }
    for (PackageEntry entry : entries) {
      for (int slash = entry.path().indexOf('/');
          slash > 0;
          slash = entry.path().indexOf('/', slash + 1)) {
        PackageEntry file = byPath.get(entry.path().substring(0, slash));
        if (file != null) {
          throw new ScfFailure(
              "'"
                  + file.path()
                  + "' cannot be a file and a directory in the package: "
                  + file.file()
                  + ".",
              "Rename it.");
        }
      }
    }
    List<PackageEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(PackageEntry::path));
    entries = List.copyOf(sorted);
  }

  /** Of all files, unpacked. */
  long bytes() {
    return sizes().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Path to bytes, in the order of the entries. */
  Map<String, Long> sizes() {
    Map<String, Long> sizes = new LinkedHashMap<>();
    for (PackageEntry entry : entries) {
      try {
        sizes.put(entry.path(), Files.size(entry.file()));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + entry.file(), e);
      }
    }
    return sizes;
  }

  private static void requireNames(List<PackageEntry> entries) {
    List<String> problems =
        entries.stream()
            .map(PackageEntry::path)
            .flatMap(path -> EntryName.problem(path).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("Files of the package have to be renamed:", problems);
    }
  }

  /**
   * SHA-256 of all that decides over the archive's bytes.
   *
   * @param timestamp that every entry will carry
   */
  String sha256(Instant timestamp) {
    StringBuilder content = new StringBuilder(ZIP_RECIPE + " " + timestamp);
    for (PackageEntry entry : entries) {
      content
          .append('\n')
          .append(entry.path())
          .append(' ')
          .append(entry.mode())
          .append(' ')
          .append(content(entry));
    }
    return Sha256.of(content.toString());
  }

  /**
   * A bundled JRE is known by the id that is in it, and an AOT cache by the name of its directory
   * in the store and when it was made: to read all of them would cost half a second.
   */
  private static String content(PackageEntry entry) {
    boolean known = entry.part() == PackagePart.JRE && !entry.path().equals(JRE_ID);
    try {
      if (entry.part() == PackagePart.AOT) {
        return entry.file().getParent().getFileName()
            + " "
            + Files.size(entry.file())
            + " "
            + Files.getLastModifiedTime(entry.file()).toInstant();
      }
      return known ? Long.toString(Files.size(entry.file())) : Sha256.of(entry.file());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + entry.file(), e);
    }
  }
}
