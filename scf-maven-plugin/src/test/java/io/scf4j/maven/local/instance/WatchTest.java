package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Duration PERIOD = Duration.ofSeconds(1);

  private final ManualTime time = new ManualTime();
  private final List<String> seen = new ArrayList<>();
  private int planned;
  private final Watch<String> watch =
      new Watch<>(
          (delay, task) -> {
            planned++;
            time.after(delay, task);
          },
          PERIOD,
          seen::add);

  @Test
  void looksOnceAPeriodAtWhatIsThere() {
    watch.begin("a");
    time.pass(PERIOD);
    watch.begin("b");
    time.pass(PERIOD);
    watch.end("a");
    time.pass(PERIOD);

    assertThat(seen.subList(1, 3)).containsExactlyInAnyOrder("a", "b");
    assertThat(seen).startsWith("a").endsWith("b").hasSize(4);
  }

  @Test
  void plansOneLookForHoweverManyComeAndGoMeanwhile() {
    for (int i = 0; i < 1000; i++) {
      watch.begin("a" + i);
      watch.end("a" + i);
    }
    time.pass(PERIOD.multipliedBy(5));

    assertThat(planned).isEqualTo(1);
    assertThat(seen).isEmpty();
  }

  @Test
  void looksAgainAfterNothingWasThereForAWhile() {
    watch.begin("a");
    watch.end("a");
    time.pass(PERIOD.multipliedBy(5));
    watch.begin("b");
    time.pass(PERIOD);

    assertThat(seen).containsExactly("b");
  }
}
