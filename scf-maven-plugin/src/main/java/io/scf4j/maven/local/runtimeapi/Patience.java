package io.scf4j.maven.local.runtimeapi;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * How those who wait for an answer begin: the only one of a process stays awake for a moment, so
 * that the change of threads is not counted to a function that answers at once. That is a processor
 * kept busy for up to 200 µs of each invocation; nobody does it where others wait too, or where
 * there is no other processor to answer on.
 */
public final class Patience {
  private static final long AWAKE_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

  /** More than there are in that time, for a clock that stands still. */
  private static final int MOST_LOOKS = 20_000;

  private final boolean alone;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Shared by all who could be in each other's way.
   *
   * @param processors how many there are
   */
  public Patience(int processors) {
    this.alone = processors < 2;
  }

  void begin() {
    waiting.incrementAndGet();
  }

  void end() {
    waiting.decrementAndGet();
  }

  /** Returns when it has happened, or when it is time to sleep; between begin and end. */
  void stayAwake(BooleanSupplier happened, LongSupplier nanos) {
    if (alone) {
      return;
    }
    long begin = nanos.getAsLong();
    for (int look = 0; look < MOST_LOOKS && waiting.get() == 1; look++) {
      if (happened.getAsBoolean() || nanos.getAsLong() - begin > AWAKE_NANOS) {
        return;
      }
      Thread.onSpinWait();
    }
  }
}
