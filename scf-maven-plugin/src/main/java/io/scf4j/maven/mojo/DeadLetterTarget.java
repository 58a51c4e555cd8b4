package io.scf4j.maven.mojo;

/**
 * Where events go that failed for good.
 *
 * @since 0.1.0
 */
public final class DeadLetterTarget {

  /**
   * {@code CMQ-TOPIC}, {@code CMQ-QUEUE}, {@code topic} or {@code queue}.
   *
   * @since 0.1.0
   */
  String type;

  /**
   * Of the topic or queue.
   *
   * @since 0.1.0
   */
  String name;

  /**
   * Of a topic's messages. Default: none.
   *
   * @since 0.1.0
   */
  String filterType;
}
