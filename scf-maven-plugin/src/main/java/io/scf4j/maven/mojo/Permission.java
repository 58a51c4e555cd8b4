package io.scf4j.maven.mojo;

/**
 * A mode for files of {@code src/main/scf}.
 *
 * @since 0.1.0
 */
public final class Permission {

  /**
   * Which files, such as {@code bin/*} or {@code **}{@code /*.py}.
   *
   * @since 0.1.0
   */
  String pattern;

  /**
   * Unix permission bits, octal, such as {@code 755} or {@code 0644}.
   *
   * @since 0.1.0
   */
  String mode;
}
