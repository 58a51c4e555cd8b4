package io.scf4j.runtime.api;

/**
 * Time, passed in wherever it is needed, so that tests of deadlines and pauses neither wait nor
 * depend on how busy the machine is.
 */
public interface Clock {

  /** Nanoseconds from an arbitrary origin, never going back. */
  long nanos();

  /**
   * Pauses the calling thread.
   *
   * @param ms milliseconds
   */
  void sleep(long ms);
}
