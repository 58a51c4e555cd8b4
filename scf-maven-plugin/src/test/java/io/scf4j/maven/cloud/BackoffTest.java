package io.scf4j.maven.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(500, 8000);

  @Test
  void doublesUpToTheLongestPause() {
    assertThat(IntStream.rangeClosed(1, 7).mapToLong(tries -> BACKOFF.pauseMs(tries, 0.5)))
        .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 8000L, 8000L);
  }

  @Test
  void scattersEachPauseByAQuarter() {
    assertThat(BACKOFF.pauseMs(1, 0)).isEqualTo(375);
    assertThat(BACKOFF.pauseMs(1, 1)).isEqualTo(625);
    assertThat(BACKOFF.pauseMs(9, 1)).isEqualTo(10_000);
  }

  @Test
  void staysAtTheLongestPauseHoweverManyTriesThereWere() {
    assertThat(BACKOFF.pauseMs(Integer.MAX_VALUE, 0.5)).isEqualTo(8000);
  }
}
