package io.scf4j.maven.packaging;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the user has said about the content of the package.
 *
 * @param jar takes the place of the project's class files
 * @param executable is the {@code bootstrap}
 * @param scfFiles rules for {@code src/main/scf}
 */
public record PackageContents(
    Optional<Path> jar, Optional<Path> executable, ScfFileRules scfFiles) {
  /** Nothing: what the project has by itself. */
  public static final PackageContents USUAL =
      new PackageContents(Optional.empty(), Optional.empty(), ScfFileRules.NONE);
}
