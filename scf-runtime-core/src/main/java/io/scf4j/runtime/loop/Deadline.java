package io.scf4j.runtime.loop;

import io.scf4j.runtime.api.Clock;
import io.scf4j.runtime.api.Event;

/**
 * When SCF will stop waiting for a result. Only a duration is sent, so it counts from the arrival
 * of the event, by a clock that nobody can set.
 */
final class Deadline {
  private static final long NANOS_PER_MS = 1_000_000;

  private final long arrivedNanos;
  private final long limitMs;
  private final Clock clock;

  Deadline(Event event, Clock clock) {
    this.arrivedNanos = event.arrivedNanos();
    this.limitMs = event.timeLimitMs();
    this.clock = clock;
  }

  long remainingMs() {
    if (limitMs == 0) {
      return Long.MAX_VALUE;
    }
    return Math.max(0, limitMs - (clock.nanos() - arrivedNanos) / NANOS_PER_MS);
  }
}
