package io.scf4j.maven.testing;

import io.scf4j.maven.cloud.Pacing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody pauses. */
public final class FakeClock {
  private final List<Long> pausesMs = new ArrayList<>();
  private long nanos = 42;

  public long nanos() {
    return nanos;
  }

  public void pause(long ms) {
    pausesMs.add(ms);
    nanos += Duration.ofMillis(ms).toNanos();
  }

  /** This time, and pauses without jitter. */
  public Pacing pacing() {
    return new Pacing(this::nanos, this::pause, () -> 0.5);
  }

  public List<Long> pausesMs() {
    return pausesMs;
  }
}
