package io.scf4j.maven.local.store;

/**
 * A version of a layer, as a function names it.
 *
 * @param name of the layer
 * @param version 1, 2, …
 */
public record LayerVersion(String name, long version) {}
