package io.scf4j.maven.project;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where the local SCF of a build keeps its functions: outside of {@code target}, so that {@code mvn
 * clean} between deploy and invoke takes nothing away.
 */
public final class LocalScfHome {
  private static final int HASH_BYTES = 8;

  private LocalScfHome() {}

  /**
   * {@code <scf.home>/local/<hash of the directory>}.
   *
   * @param scfHome {@code scf.home}
   * @param topLevelDirectory of the build
   */
  public static Path store(Path scfHome, Path topLevelDirectory) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(topLevelDirectory.normalize().toString().getBytes(StandardCharsets.UTF_8));
      String hash = HexFormat.of().formatHex(Arrays.copyOf(digest, HASH_BYTES));
      return scfHome.resolve("local").resolve(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
