package io.scf4j.runtime.api;

/**
 * Time, passed in wherever it is needed, so that tests of deadlines and pauses neither wait nor
 * depend on how busy the machine is; they replace it. (One class less to load than an interface and
 * the real clock.)
 */
public class Clock {

  /** Nanoseconds from an arbitrary origin, never going back. */
  public long nanos() {
    return System.nanoTime();
  }

  /**
   * Pauses the calling thread. An interrupt ends the pause early and is otherwise ignored: it can
   * only come from a thread that a handler left behind, and must not stop the function from asking
   * for events.
   *
   * @param ms milliseconds
   */
  public void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException leftBehind) {
      // See above: nobody has a reason to end this thread by interrupting it.
    }
  }
}
