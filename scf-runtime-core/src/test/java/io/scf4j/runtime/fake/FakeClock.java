package io.scf4j.runtime.fake;

import io.scf4j.runtime.api.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that only pauses and tests move, so that thirty seconds of retries take none. */
public final class FakeClock extends Clock {
  private final AtomicLong nanos = new AtomicLong();
  private final List<Long> pauses = Collections.synchronizedList(new ArrayList<>());

  @Override
  public long nanos() {
    return nanos.get();
  }

  @Override
  public void sleep(long ms) {
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
