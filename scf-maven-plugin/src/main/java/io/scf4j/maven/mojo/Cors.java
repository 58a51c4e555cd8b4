package io.scf4j.maven.mojo;

import java.util.List;

/**
 * Which pages of other sites may call a function URL from a browser.
 *
 * @since 0.1.0
 */
public final class Cors {

  /**
   * Sites, such as {@code https://example.com}, or {@code *}.
   *
   * @since 0.1.0
   */
  List<String> origins;

  /**
   * HTTP methods, or {@code *}.
   *
   * @since 0.1.0
   */
  List<String> methods;

  /**
   * Request headers, or {@code *}.
   *
   * @since 0.1.0
   */
  List<String> headers;

  /**
   * Headers of the answer that the page may see, or {@code *}.
   *
   * @since 0.1.0
   */
  List<String> exposeHeaders;

  /**
   * For how long a browser remembers this, seconds. Default: the platform's.
   *
   * @since 0.1.0
   */
  Integer maxAge;

  /**
   * Whether cookies are sent. Default: false.
   *
   * @since 0.1.0
   */
  boolean credentials;
}
