package io.scf4j.maven.model;

/**
 * A published version of a function.
 *
 * @param version a number, such as {@code 3}; or {@code $LATEST}
 * @param description what it was published with, never null
 */
public record RemoteVersion(String version, String description) {
  /** The one that is not published. */
  public static final String LATEST = "$LATEST";

  /** Its place in the order of publication; 0 for {@code $LATEST}. */
  public long number() {
    return version.matches("[0-9]{1,18}") ? Long.parseLong(version) : 0;
  }
}
