package io.scf4j.runtime.api;

/**
 * One row of failures: longer and longer pauses, and an end. Without pauses a function would spend
 * its CPU share on asking, without an end it would be a process that is alive and never works.
 *
 * <p>The row is measured by its pauses, not by the clock, because SCF may freeze a process between
 * two of them.
 */
final class Backoff {
  private static final long FIRST_PAUSE_MS = 100;
  private static final long LONGEST_PAUSE_MS = 5_000;
  private static final long PATIENCE_MS = 30_000;

  private final Clock clock;
  private long pauseMs = FIRST_PAUSE_MS;
  private long pausedMs;

  Backoff(Clock clock) {
    this.clock = clock;
  }

  /** One more failure: pauses, or gives up with the reason when the row is too long. */
  void failed(String reason) throws ApiUnavailableException {
    if (pausedMs >= PATIENCE_MS) {
      throw new ApiUnavailableException(
          "The runtime API could not be used for " + pausedMs / 1000 + " s: " + reason);
    }
    clock.sleep(pauseMs);
    pausedMs += pauseMs;
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
}
