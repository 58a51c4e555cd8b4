package io.scf4j.maven.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredTrigger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What timers fire as time passes, by a clock that the test sets. */
class TimersTest {
  private Instant now = Instant.parse("2026-11-25T01:59:57.500Z");
  private final List<StoredFunction> functions = new ArrayList<>();
  private final List<String> fired = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final InstantSource clock = () -> now;
  private final Timers timers =
      new Timers(
          () -> functions,
          EventTemplates.builtIn(clock),
          (namespace, function, qualifier, event, origin) -> {
            fired.add(
                namespace
                    + "/"
                    + function
                    + ":"
                    + qualifier
                    + " "
                    + new String(event, StandardCharsets.UTF_8));
            return "id";
          },
          clock,
          problems::add);

  @AfterEach
  void close() {
    timers.close();
  }

  private static StoredTrigger timer(String name, String cron, boolean enabled) {
    return new StoredTrigger("timer", name, "$DEFAULT", enabled, cron, "hi", "", "", "");
  }

  private void function(String name, StoredTrigger... triggers) {
    StoredFunction function = StoredFunction.creating("default", name, "id", "r", "", null);
    functions.add(function.withRun(function.run().withTriggers(List.of(triggers))));
  }

  private List<String> after(Duration time) {
    fired.clear();
    now = now.plus(time);
    timers.fireDue();
    return fired;
  }

  private static String event(String function, String trigger, String time) {
    return "default/"
        + function
        + ":$DEFAULT {\"Type\":\"Timer\",\"TriggerName\":\""
        + trigger
        + "\",\"Time\":\""
        + time
        + "\",\"Message\":\"hi\"}";
  }

  @Test
  void firesAtTheTimeOfTheEastEighthZoneAndSaysItInUtc() {
    function("one", timer("Ten", "0 0 10 * * * *", true));
    assertThat(after(Duration.ofSeconds(2))).isEmpty(); // 09:59:59.5 there
    assertThat(after(Duration.ofSeconds(1)))
        .containsExactly(event("one", "Ten", "2026-11-25T02:00:00Z"));
    assertThat(after(Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void firesEveryMomentOnceHoweverSeldomItLooks() {
    function("one", timer("Two", "*/2 * * * * * *", true));
    assertThat(after(Duration.ofMillis(4_700)))
        .containsExactly(
            event("one", "Two", "2026-11-25T01:59:58Z"),
            event("one", "Two", "2026-11-25T02:00:00Z"),
            event("one", "Two", "2026-11-25T02:00:02Z"));
    assertThat(after(Duration.ofMillis(300))).isEmpty();
    assertThat(after(Duration.ofMillis(1_500)))
        .containsExactly(event("one", "Two", "2026-11-25T02:00:04Z"));
  }

  @Test
  void firesOpenTimersOnly() {
    function(
        "one",
        timer("Open", "* * * * * * *", true),
        timer("Closed", "* * * * * * *", false),
        new StoredTrigger("http", "url", "$DEFAULT", true, "{}", null, "", "", ""));
    assertThat(after(Duration.ofSeconds(1)))
        .containsExactly(event("one", "Open", "2026-11-25T01:59:58Z"));
  }

  @Test
  void seesAChangeAtOnce() {
    assertThat(after(Duration.ofSeconds(1))).isEmpty();
    function("one", timer("New", "* * * * * * *", true));
    assertThat(after(Duration.ofSeconds(1))).hasSize(1);
    functions.clear();
    assertThat(after(Duration.ofSeconds(1))).isEmpty();
  }

  @Test
  void doesNotMakeUpForWhatItHasSlept() {
    function("one", timer("Every", "* * * * * * *", true));
    assertThat(after(Duration.ofHours(8)))
        .containsExactly(event("one", "Every", "2026-11-25T09:59:57Z"));
  }

  @Test
  void waitsWhenTheClockIsSetBack() {
    function("one", timer("Every", "* * * * * * *", true));
    assertThat(after(Duration.ofHours(-1))).isEmpty();
    assertThat(after(Duration.ofSeconds(1))).hasSize(1);
  }

  @Test
  void aTimerThatCannotBeReadDoesNotKeepOthersFromFiring() {
    function("one", timer("Broken", "never", true));
    function("two", timer("Fine", "* * * * * * *", true));
    assertThat(after(Duration.ofSeconds(1)))
        .containsExactly(event("two", "Fine", "2026-11-25T01:59:58Z"));
    assertThat(problems).singleElement().asString().startsWith("Timer Broken of one: 'never' has");
  }
}
