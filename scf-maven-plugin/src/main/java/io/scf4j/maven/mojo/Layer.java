package io.scf4j.maven.mojo;

/**
 * A version of a layer.
 *
 * @since 0.1.0
 */
public final class Layer {

  /**
   * Of the layer.
   *
   * @since 0.1.0
   */
  String name;

  /**
   * From 1.
   *
   * @since 0.1.0
   */
  long version;
}
