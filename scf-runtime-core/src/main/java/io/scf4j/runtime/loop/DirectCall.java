package io.scf4j.runtime.loop;

import io.scf4j.runtime.api.Clock;
import io.scf4j.runtime.api.Event;
import io.scf4j.runtime.handler.HandlerResolver;
import io.scf4j.runtime.handler.HandlerSpec;
import io.scf4j.runtime.handler.Invoker;
import io.scf4j.runtime.report.Log;
import java.util.Map;

/**
 * A handler that is found, made ready and called as in a process, but by whoever wants to see what
 * it returns or throws, for unit tests.
 */
public final class DirectCall {
  private final Clock clock = new Clock();
  private final Invoker invoker;

  /**
   * For that handler, which is made ready.
   *
   * @throws Throwable an {@code InvalidHandlerException}, or what code of the handler threw
   */
  public DirectCall(String handler) throws Throwable {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = ofThread == null ? DirectCall.class.getClassLoader() : ofThread;
    invoker = new HandlerResolver(loader).resolve(HandlerSpec.of(handler));
    invoker.prime();
  }

  /**
   * Calls the handler once.
   *
   * @param env the environment its context shows
   * @throws Throwable what the handler threw, itself and not wrapped
   */
  public byte[] invoke(
      String requestId, byte[] event, int memoryLimitMb, long timeLimitMs, Map<String, String> env)
      throws Throwable {
    Event delivered = new Event(requestId, event, memoryLimitMb, timeLimitMs, clock.nanos());
    Log log = new Log(env, System.out, System.err);
    EventContext context = new EventContext(delivered, new Deadline(delivered, clock), env, log);
    return RuntimeLoop.checked(invoker.invoke(event, context));
  }

  /** Closes the handler. */
  public void close() throws Exception {
    invoker.close();
  }
}
