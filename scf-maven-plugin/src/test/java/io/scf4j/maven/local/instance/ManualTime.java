package io.scf4j.maven.local.instance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that only passes when a test says so. */
final class ManualTime implements Timer {
  private record Due(long at, Runnable task) {}

  private final List<Due> planned = new ArrayList<>();
  private long now;

  synchronized long nanos() {
    return now;
  }

  @Override
  public synchronized void after(Duration delay, Runnable task) {
    planned.add(new Due(now + delay.toNanos(), task));
  }

  /** Runs what is due by then, on this thread. */
  void pass(Duration time) {
    long until = nanos() + time.toNanos();
    for (Due due = next(until); due != null; due = next(until)) {
      due.task().run();
    }
  }

  private synchronized Due next(long until) {
    Due next =
        planned.stream()
            .filter(due -> due.at() <= until)
            .min(Comparator.comparingLong(Due::at))
            .orElse(null);
    now = next == null ? until : Math.max(now, next.at());
    planned.remove(next);
    return next;
  }
}
