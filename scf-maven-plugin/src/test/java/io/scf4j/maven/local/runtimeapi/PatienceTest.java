package io.scf4j.maven.local.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience(2);
  private long now;
  private int looks;

  private int stayAwake(Patience one, long nanosPerLook, int happensAtLook) {
    looks = 0;
    one.begin();
    one.stayAwake(
        () -> {
          now += nanosPerLook;
          looks++;
          return looks == happensAtLook;
        },
        () -> now);
    one.end();
    return looks;
  }

  @Test
  void looksUntilItHasHappened() {
    assertThat(stayAwake(patience, 1000, 7)).isEqualTo(7);
  }

  @Test
  void givesUpAfterAFifthOfAMillisecond() {
    stayAwake(patience, 1000, 0);
    assertThat(Duration.ofNanos(now))
        .isBetween(Duration.ofNanos(200_000), Duration.ofNanos(202_000));
  }

  @Test
  void givesUpByAClockThatStandsStillToo() {
    assertThat(stayAwake(patience, 0, 0)).isEqualTo(20_000);
  }

  @Test
  void doesNotLookWhileAnotherWaits() {
    patience.begin();
    assertThat(stayAwake(patience, 1000, 7)).isZero();
    patience.end();
    assertThat(stayAwake(patience, 1000, 7)).isEqualTo(7);
  }

  @Test
  void stopsToLookWhenAnotherBeginsToWait() {
    patience.begin();
    patience.stayAwake(
        () -> {
          patience.begin();
          looks++;
          return false;
        },
        () -> now);
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void doesNotLookOnTheOnlyProcessor() {
    assertThat(stayAwake(new Patience(1), 1000, 7)).isZero();
  }
}
