package io.scf4j.maven.mojo;

/**
 * An address over which the function is called by HTTP.
 *
 * @since 0.1.0
 */
public final class FunctionUrl {

  /**
   * Who may call: {@code NONE} for everybody, {@code CAM} for signed requests. No default: whoever
   * opens a function to the world shall say so.
   *
   * @since 0.1.0
   */
  String auth;

  /**
   * Whether it is reached from the internet. Default: true.
   *
   * @since 0.1.0
   */
  boolean extranet = true;

  /**
   * Whether it is reached from the platform's own network. Default: false.
   *
   * @since 0.1.0
   */
  boolean intranet;

  /**
   * Which pages of other sites may call it from a browser. Default: none.
   *
   * @since 0.1.0
   */
  Cors cors;

  /**
   * Whether it answers. Default: true.
   *
   * @since 0.1.0
   */
  boolean enabled = true;

  /**
   * Version or alias that is called; each has one address. Default: {@code $DEFAULT}.
   *
   * @since 0.1.0
   */
  String qualifier;

  /**
   * Of the trigger. Default: {@code url-trigger}.
   *
   * @since 0.1.0
   */
  String name;
}
