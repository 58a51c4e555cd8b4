package io.scf4j.maven.cloud;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * How to read the clock, let time pass and scatter pauses, for all that waits for the cloud.
 *
 * @param nanos the clock, as {@code System::nanoTime}
 * @param pause lets time pass; a test's does not sleep
 * @param random from 0 to 1
 */
public record Pacing(LongSupplier nanos, Pause pause, DoubleSupplier random) {

  /** How to let time pass. */
  @FunctionalInterface
  public interface Pause {
    void ofMillis(long ms) throws InterruptedException;
  }

  /** Real time and real chance. */
  public static Pacing real() {
    return new Pacing(
        System::nanoTime, Thread::sleep, () -> ThreadLocalRandom.current().nextDouble());
  }
}
