package io.scf4j.runtime.fake;

import io.scf4j.runtime.api.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that only pauses and tests move, so that thirty seconds of retries take none. */
public final class FakeClock extends Clock {
  private static final int MOST_PAUSES = 10_000;

  private final AtomicLong nanos = new AtomicLong();
  private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void sleep(long ms) {
    if (pauses.size() == MOST_PAUSES) {
      throw new IllegalStateException("paused " + MOST_PAUSES + " times: there is no end");
    }
    pauses.add(ms);
    pass(ms);
  }

  public void pass(long ms) {
    nanos.addAndGet(ms * 1_000_000);
  }

  public List<Long> pausesMs() {
    return List.copyOf(pauses);
  }
}
