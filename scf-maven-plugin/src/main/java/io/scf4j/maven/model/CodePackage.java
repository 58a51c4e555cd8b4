package io.scf4j.maven.model;

import java.nio.file.Path;

/**
 * A zip ready to be deployed.
 *
 * @param file the zip
 * @param sizeBytes its length
 * @param sha256 of its bytes, lower-case hex
 */
public record CodePackage(Path file, long sizeBytes, String sha256) {

  /** The file in it that is another whenever it is made anew, of whatever. */
  public static final String AOT_CACHE = "app.aot";
}
