package io.scf4j.maven.mojo;

/**
 * A trigger that fires by the clock.
 *
 * @since 0.1.0
 */
public final class Timer {

  /**
   * 1 to 100 letters, digits, {@code -} or {@code _}, starting with a letter.
   *
   * @since 0.1.0
   */
  String name;

  /**
   * Seven fields: second, minute, hour, day, month, weekday and year, such as {@code 0 0 3 * * * *}
   * for every day at three (of Beijing).
   *
   * @since 0.1.0
   */
  String cron;

  /**
   * What the event has as {@code Message}. Default: none.
   *
   * @since 0.1.0
   */
  String argument;

  /**
   * Whether it fires. Default: true.
   *
   * @since 0.1.0
   */
  boolean enabled = true;

  /**
   * Version or alias that gets the events. Default: {@code $DEFAULT}.
   *
   * @since 0.1.0
   */
  String qualifier;
}
