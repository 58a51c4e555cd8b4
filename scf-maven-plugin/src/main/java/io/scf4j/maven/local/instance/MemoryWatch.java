package io.scf4j.maven.local.instance;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures the instances that are initialising or busy, all of them on one thread, and none at all
 * while none is.
 */
final class MemoryWatch {
  private static final Duration PERIOD = Duration.ofMillis(50);

  private final Timer timer;
  private final Set<InstanceMemory> watched = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean sweeping = new AtomicBoolean();

  MemoryWatch(Timer timer) {
    this.timer = timer;
  }

  void begin(InstanceMemory memory) {
    watched.add(memory);
    if (sweeping.compareAndSet(false, true)) {
      timer.after(PERIOD, this::sweep);
    }
  }

  void end(InstanceMemory memory) {
    watched.remove(memory);
  }

  private void sweep() {
    try {
      watched.forEach(InstanceMemory::check);
    } finally {
      if (!watched.isEmpty()) {
        timer.after(PERIOD, this::sweep);
      } else {
        sweeping.set(false);
        if (!watched.isEmpty() && sweeping.compareAndSet(false, true)) { // begun just now
          timer.after(PERIOD, this::sweep);
        }
      }
    }
  }
}
