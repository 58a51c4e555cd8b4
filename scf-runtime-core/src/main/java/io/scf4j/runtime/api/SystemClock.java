package io.scf4j.runtime.api;

/**
 * The real time. An interrupt ends a pause early and is otherwise ignored: it can only come from a
 * thread that a handler left behind, and must not stop the function from asking for events.
 */
public final class SystemClock implements Clock {

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException leftBehind) {
      // See above: nobody has a reason to end this thread by interrupting it.
    }
  }
}
