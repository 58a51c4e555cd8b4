package io.scf4j.maven.mojo;

/**
 * What a JSON result has at one place.
 *
 * @since 0.1.0
 */
public final class JsonPath {

  /**
   * A JSONPath, such as {@code $.statusCode} or {@code $.items[0].name}. One that can lead to
   * several places finds an array.
   *
   * @since 0.1.0
   */
  String path;

  /**
   * What is there: a text as it is, anything else as JSON, such as {@code 200}, {@code true},
   * {@code null} or {@code ["a","b"]}. Default: anything, as long as there is something.
   *
   * @since 0.1.0
   */
  String value;
}
