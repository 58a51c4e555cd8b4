package io.scf4j.maven.mojo;

/**
 * A topic of the log service.
 *
 * @since 0.1.0
 */
public final class Cls {

  /**
   * Of its log set.
   *
   * @since 0.1.0
   */
  String logsetId;

  /**
   * Of the topic.
   *
   * @since 0.1.0
   */
  String topicId;
}
