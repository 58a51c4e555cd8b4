package io.scf4j.maven.local.instance;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Looks at things again and again while they are there, at all of them on one thread, and does
 * nothing while none is. So what is there for a moment only, as most are, costs no change of
 * threads; a task of its own for each would wake the timer every time.
 */
public final class Watch<T> {
  private final Timer timer;
  private final Duration period;
  private final Consumer<? super T> look;
  private final Set<T> watched = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean sweeping = new AtomicBoolean();

  /**
   * A watch over nothing yet.
   *
   * @param period between two looks, and at most before the first one
   * @param look at a thing; may end it, and must not throw
   */
  public Watch(Timer timer, Duration period, Consumer<? super T> look) {
    this.timer = timer;
    this.period = period;
    this.look = look;
  }

  /** It is there from now on. */
  public void begin(T thing) {
    watched.add(thing);
    sweepWhileNeeded();
  }

  /** It is there no more. */
  public void end(T thing) {
    watched.remove(thing);
  }

  private void sweepWhileNeeded() {
    if (!sweeping.get() && !watched.isEmpty() && sweeping.compareAndSet(false, true)) {
      timer.after(period, this::sweep);
    }
  }

  private void sweep() {
    try {
      watched.forEach(look);
    } finally {
      if (!watched.isEmpty()) {
        timer.after(period, this::sweep);
      } else {
        sweeping.set(false);
        sweepWhileNeeded(); // one may have begun just now
      }
    }
  }
}
