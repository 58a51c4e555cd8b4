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
   * @throws ScfFailure when two files want the same path, or one wants that of a directory
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
}
