package io.scf4j.runtime.loop;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.api.Clock;
import io.scf4j.runtime.api.Event;
import io.scf4j.runtime.api.HttpRuntimeApi;
import io.scf4j.runtime.api.RuntimeApi;
import io.scf4j.runtime.handler.Invoker;
import io.scf4j.runtime.value.Values;

/**
 * A platform with one event that nobody sent, and a handler that gives it back. The JVM loads
 * classes and links calls when they are first used: once around the loop before ready, and the
 * first event, whose time limit runs, finds that done. Nothing of the function's is called.
 */
final class Rehearsal implements RuntimeApi, Invoker {
  private final Clock clock;
  private final Shutdown shutdown;

  /**
   * A rehearsal.
   *
   * @param shutdown of the loop, which is told to end after the event
   */
  Rehearsal(Clock clock, Shutdown shutdown) {
    this.clock = clock;
    this.shutdown = shutdown;
  }

  @Override
  public void ready() {}

  @Override
  public Event next() {
    return HttpRuntimeApi.rehearse(clock);
  }

  @Override
  public void response(Event event, byte[] result) {}

  @Override
  public void error(Event event, byte[] report) {}

  @Override
  public byte[] invoke(byte[] event, ScfContext context) {
    shutdown.request();
    return Values.rehearse(event);
  }
}
