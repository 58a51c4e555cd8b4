package io.scf4j.maven.mojo;

import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The functions that a local SCF has from before, as they are listed when it starts. */
final class EarlierFunctions {
  private EarlierFunctions() {}

  /**
   * A line each, under a heading; none when there are none.
   *
   * @param endpoint of the local SCF that serves them now
   * @param deployed those that are known already
   */
  static List<String> lines(Path store, String endpoint, List<LocalFunction> deployed) {
    List<String> lines = new ArrayList<>();
    try {
      for (StoredFunction function : FunctionStore.look(store)) {
        LocalFunction local = new LocalFunction(endpoint, function.namespace(), function.name());
        if (!deployed.contains(local)) {
          lines.add(line(function, local));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + store, e);
    }
    if (!lines.isEmpty()) {
      lines.add(0, "Functions of earlier runs:");
    }
    return lines;
  }

  private static String line(StoredFunction function, LocalFunction local) {
    List<StoredVersion> versions = function.versions();
    String published =
        versions.isEmpty() ? "" : ", version " + versions.get(versions.size() - 1).version();
    return String.format(
        Locale.ROOT,
        "  %-12s $LATEST%s, modified %s UTC, %s",
        function.name() + ":",
        published,
        function.modified(),
        local.url());
  }
}
