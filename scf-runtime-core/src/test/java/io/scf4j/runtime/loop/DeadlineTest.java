package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.api.Event;
import io.scf4j.runtime.fake.FakeClock;
import org.junit.jupiter.api.Test;

/** How long a handler may still take. */
class DeadlineTest {
  private final FakeClock clock = new FakeClock();

  private Deadline withLimit(long ms) {
    return new Deadline(new Event("id", new byte[0], 0, ms, clock.nanos()), clock);
  }

  @Test
  void countsDownFromTheArrivalOfTheEventToZero() {
    clock.pass(5_000);
    Deadline deadline = withLimit(3_000);

    assertThat(deadline.remainingMs()).isEqualTo(3_000);
    clock.pass(1_200);
    assertThat(deadline.remainingMs()).isEqualTo(1_800);
    clock.pass(60_000);
    assertThat(deadline.remainingMs()).isZero();
  }

  @Test
  void isFarAwayWhenNoLimitWasSent() {
    assertThat(withLimit(0).remainingMs()).isEqualTo(Long.MAX_VALUE);
  }
}
