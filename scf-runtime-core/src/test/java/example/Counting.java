package example;

import java.util.concurrent.atomic.AtomicInteger;

/** A handler whose results tell which of its runs they are from. */
public class Counting {
  public static final AtomicInteger RUNS = new AtomicInteger();

  /** Fails for an event that says so, else answers; both with the number of the run. */
  public String run(String event) {
    String result = event + "#" + RUNS.incrementAndGet();
    if (event.startsWith("fail")) {
      throw new AssertionError(result);
    }
    return result;
  }
}
