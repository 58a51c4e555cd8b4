package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What will be in the package, sorted by path; no path twice.
 *
 * @param entries the files
 */
record PackagePlan(List<PackageEntry> entries) {

  /**
   * @throws ScfFailure when two files want the same path
   */
  PackagePlan {
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
    List<PackageEntry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(PackageEntry::path));
    entries = List.copyOf(sorted);
  }
}
