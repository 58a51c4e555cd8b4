package io.scf4j.maven.local.store;

/**
 * A published version: what the function was when it was published. It never changes any more.
 *
 * @param version {@code 1}, {@code 2}, …
 * @param description free text
 * @param added when it was published, {@code yyyy-MM-dd HH:mm:ss} UTC
 * @param modified when it was last changed, in the same form
 * @param status {@code Publishing} or {@code Active}
 * @param config what it runs as
 */
public record StoredVersion(
    String version,
    String description,
    String added,
    String modified,
    String status,
    FunctionConfig config) {

  StoredVersion active() {
    return new StoredVersion(version, description, added, modified, "Active", config);
  }
}
