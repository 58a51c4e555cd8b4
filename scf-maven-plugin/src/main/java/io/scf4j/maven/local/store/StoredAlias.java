package io.scf4j.maven.local.store;

/**
 * A name for a version, which may lead a part of the events to a second one.
 *
 * @param name its name; {@code $DEFAULT} is there from the start
 * @param version the version that it names
 * @param description free text
 * @param additional the second version, else null
 * @param added when it was made, {@code yyyy-MM-dd HH:mm:ss} UTC
 * @param modified when it was last changed, in the same form
 */
public record StoredAlias(
    String name,
    String version,
    String description,
    AdditionalVersion additional,
    String added,
    String modified) {

  /** The one that every function has. */
  public static final String DEFAULT = "$DEFAULT";

  /**
   * A second version and what comes to it: a share of all events, or those whose {@code RoutingKey}
   * matches.
   *
   * @param version its number or {@code $LATEST}
   * @param weight 0 to 1, or null
   * @param key such as {@code invoke.headers.User}, or null
   * @param method {@code exact} or {@code range}, or null
   * @param expression what is compared with, or null
   */
  public record AdditionalVersion(
      String version, Double weight, String key, String method, String expression) {}

  /** Whether a version can be reached through it. */
  public boolean leadsTo(String version) {
    return this.version.equals(version)
        || (additional != null && additional.version().equals(version));
  }
}
