package io.scf4j.maven.local.trigger;

import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Fires the timers of all functions. Every second it looks at what has become due since it looked
 * last; there is no plan that could be out of date when a trigger is changed. Expressions are of
 * UTC+8, as the platform's are. What became due while this process, or the machine, was not running
 * is not made up for.
 */
public final class Timers implements AutoCloseable {
  private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
  private static final Duration CATCH_UP = Duration.ofMinutes(1);

  private final Supplier<List<StoredFunction>> functions;
  private final EventTemplates templates;
  private final EventSink events;
  private final InstantSource clock;
  private final Consumer<String> problems;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread timers = new Thread(work, "scf-timers");
            timers.setDaemon(true);
            return timers;
          });
  private Instant seen;

  Timers(
      Supplier<List<StoredFunction>> functions,
      EventTemplates templates,
      EventSink events,
      InstantSource clock,
      Consumer<String> problems) {
    this.functions = functions;
    this.templates = templates;
    this.events = events;
    this.clock = clock;
    this.problems = problems;
    this.seen = clock.instant();
  }

  /**
   * Starts to look every second.
   *
   * @param functions the functions there are
   * @param events takes the events
   * @param problems takes what goes wrong, in a line
   */
  public static Timers start(
      Supplier<List<StoredFunction>> functions,
      EventTemplates templates,
      EventSink events,
      InstantSource clock,
      Consumer<String> problems) {
    Timers timers = new Timers(functions, templates, events, clock, problems);
    timers.lookAgain();
    return timers;
  }

  /** Just after the next full second. */
  private void lookAgain() {
    long delayMs = 1_001 - Math.floorMod(clock.millis(), 1_000L);
    var unused =
        thread.schedule(
            () -> {
              try {
                fireDue();
              } catch (RuntimeException e) {
                problems.accept("Timers failed: " + e);
              }
              lookAgain();
            },
            delayMs,
            TimeUnit.MILLISECONDS);
  }

  /** Fires what has become due since the last time. */
  void fireDue() {
    Instant now = clock.instant();
    Instant since = seen;
    seen = now;
    if (Duration.between(since, now).compareTo(CATCH_UP) > 0) {
      since = now.minusSeconds(1);
    }
    for (StoredFunction function : functions.get()) {
      for (StoredTrigger trigger : function.run().triggers()) {
        if (trigger.type().equals("timer") && trigger.enabled()) {
          try {
            fireDue(function, trigger, since, now);
          } catch (RuntimeException e) { // one that a person has put into the store, say
            problems.accept(
                "Timer " + trigger.name() + " of " + function.name() + ": " + e.getMessage());
          }
        }
      }
    }
  }

  private void fireDue(StoredFunction function, StoredTrigger trigger, Instant since, Instant now) {
    CronExpression expression = CronExpression.parse(trigger.desc());
    LocalDateTime end = LocalDateTime.ofInstant(now, ZONE);
    Optional<LocalDateTime> due = expression.next(LocalDateTime.ofInstant(since, ZONE));
    while (due.isPresent() && !due.get().isAfter(end)) {
      Map<String, String> time = Map.of("time", due.get().toInstant(ZONE).toString());
      events.accept(
          function.namespace(),
          function.name(),
          trigger.qualifier(),
          TriggerEvent.of(function, trigger, time, templates),
          TriggerEvent.origin(trigger));
      due = expression.next(due.get());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
