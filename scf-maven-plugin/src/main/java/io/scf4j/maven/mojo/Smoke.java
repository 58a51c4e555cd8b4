package io.scf4j.maven.mojo;

import java.util.List;

/**
 * An event that a version must answer as expected before others' events are led to it. That the
 * function does not fail is always expected.
 *
 * @since 0.1.0
 */
public final class Smoke {

  /**
   * By which reports tell it from others.
   *
   * @since 0.1.0
   */
  String name;

  /**
   * The event, JSON text of at most 6 MB. Default: <code>{}</code>.
   *
   * @since 0.1.0
   */
  String clientContext;

  /**
   * A UTF-8 file with the event, relative to the project.
   *
   * @since 0.1.0
   */
  String clientContextFile;

  /**
   * A text that the result must have in it. Default: anything will do.
   *
   * @since 0.1.0
   */
  String contains;

  /**
   * What the result must be; spaces and line ends around it do not count. Default: anything will
   * do.
   *
   * @since 0.1.0
   */
  String equals;

  /**
   * What the result, which must be JSON then, has at some places. Default: anything will do.
   *
   * @since 0.1.0
   */
  List<JsonPath> jsonPaths;

  /**
   * The longest run time that is taken, ms; the start of an instance is not part of it. Default:
   * any.
   *
   * @since 0.1.0
   */
  Long maxDurationMs;
}
