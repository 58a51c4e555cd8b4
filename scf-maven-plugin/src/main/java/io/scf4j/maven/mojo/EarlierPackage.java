package io.scf4j.maven.mojo;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.PackageResult;
import io.scf4j.maven.report.ResultFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The zips that an earlier {@code scf:package} has left.
 *
 * @param zips of the code, and of the JRE for a layer
 */
record EarlierPackage(List<Path> zips) {

  /**
   * Those that its {@code package.json} names.
   *
   * @param directory {@code target/scf}
   */
  static EarlierPackage of(Path directory) {
    List<Path> zips = new ArrayList<>();
    try {
      new ResultFile(directory)
          .read(PackageMojo.RESULT, PackageResult.class)
          .ifPresent(
              result -> {
                zips.add(directory.resolve(result.codeFile()));
                if (result.jreLayer() != null) {
                  zips.add(directory.resolve(result.jreLayer().file()));
                }
              });
    } catch (ScfFailure unreadable) {
      // somebody has written another package.json, which names nothing of ours
    }
    return new EarlierPackage(zips);
  }

  void delete() {
    for (Path zip : zips) {
      try {
        Files.deleteIfExists(zip);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + zip, e);
      }
    }
  }
}
