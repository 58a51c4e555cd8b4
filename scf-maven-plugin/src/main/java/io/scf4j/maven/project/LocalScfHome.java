package io.scf4j.maven.project;

import io.scf4j.maven.model.Sha256;
import java.nio.file.Path;

/**
 * Where the local SCF of a build keeps its functions: outside of {@code target}, so that {@code mvn
 * clean} between deploy and invoke takes nothing away.
 */
public final class LocalScfHome {
  private static final int HASH_CHARS = 16;

  private LocalScfHome() {}

  /**
   * {@code <scf.home>/local/<hash of the directory>}.
   *
   * @param scfHome {@code scf.home}
   * @param topLevelDirectory of the build
   */
  public static Path store(Path scfHome, Path topLevelDirectory) {
    String hash = Sha256.of(topLevelDirectory.normalize().toString()).substring(0, HASH_CHARS);
    return scfHome.resolve("local").resolve(hash);
  }
}
