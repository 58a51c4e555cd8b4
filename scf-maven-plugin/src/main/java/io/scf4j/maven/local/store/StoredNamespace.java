package io.scf4j.maven.local.store;

/**
 * A namespace.
 *
 * @param name its name
 * @param description free text
 * @param added when it was made, {@code yyyy-MM-dd HH:mm:ss} UTC
 * @param modified when it was last changed, in the same form
 */
public record StoredNamespace(String name, String description, String added, String modified) {}
