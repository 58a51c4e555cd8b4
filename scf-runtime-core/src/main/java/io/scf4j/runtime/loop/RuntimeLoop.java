package io.scf4j.runtime.loop;

import io.scf4j.runtime.api.ApiUnavailableException;
import io.scf4j.runtime.api.Clock;
import io.scf4j.runtime.api.Event;
import io.scf4j.runtime.api.RuntimeApi;
import io.scf4j.runtime.handler.Invoker;
import io.scf4j.runtime.report.ErrorReport;
import io.scf4j.runtime.report.Log;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The protocol in its order: ready, then for every event next, the handler, and response or error.
 *
 * <p>It runs on the thread it is called on, which is the main one: if it ended on another, the
 * process could live on without ever asking for an event again.
 */
final class RuntimeLoop {
  /** Half of G1's smallest region: such an array has a region of its own, which it gives back. */
  private static final int RESERVE_BYTES = 512 * 1024;

  private final RuntimeApi api;
  private final Map<String, String> env;
  private final Clock clock;
  private final Log log;
  private final Shutdown shutdown;
  private final ThreadState thread = ThreadState.ofCurrentThread();
  private final byte[] outOfMemory = ErrorReport.OUT_OF_MEMORY.getBytes(StandardCharsets.UTF_8);

  /** Given up when there is no other memory left: the last POST has to be made from something. */
  private byte[] reserve;

  private ClassLoader withoutMdc;
  private Mdc mdc;

  RuntimeLoop(RuntimeApi api, Map<String, String> env, Clock clock, Log log, Shutdown shutdown) {
    this.api = api;
    this.env = env;
    this.clock = clock;
    this.log = log;
    this.shutdown = shutdown;
  }

  /** Puts memory aside, for when there is none left. */
  RuntimeLoop withReserve() {
    reserve = new byte[RESERVE_BYTES];
    return this;
  }

  /** Serves events; returns the exit status when the process is of no further use. */
  int run(Invoker invoker) throws ApiUnavailableException {
    withoutMdc = invoker.loader();
    findMdc();
    api.ready();
    do {
      Event event = api.next();
      if (!shutdown.begins(event.requestId())) {
        return 0; // it came while the process was told to end
      }
      byte[] result;
      try {
        result = handle(event, invoker);
      } catch (OutOfMemoryError exhausted) {
        reserve = null;
        System.gc(); // G1 may refuse the next allocation rather than look for what was given up
        api.error(event, outOfMemory);
        logFailure(event, exhausted);
        return 1;
      } catch (Throwable thrown) { // anything less leaves a live process that never polls again
        logFailure(event, thrown);
        api.error(event, ErrorReport.of(thrown));
        if (isFatal(thrown)) {
          return 1;
        }
        continue;
      }
      api.response(event, result); // outside the try: a lost POST is not the user's error
    } while (shutdown.ends());
    return 0;
  }

  /**
   * SCF has no call for an init error and reports a process that ends before ready as a timeout, so
   * the error is the answer to the first event.
   */
  int runFailed(Throwable initError) throws ApiUnavailableException {
    log.failure("", "The function could not be initialised", initError);
    api.ready();
    Event event = api.next();
    api.error(event, ErrorReport.of(initError));
    return 1;
  }

  private byte[] handle(Event event, Invoker invoker) throws Throwable {
    try {
      findMdc();
      if (mdc != null) {
        mdc.put(event.requestId());
      }
      EventContext context = new EventContext(event, new Deadline(event, clock), env, log);
      return checked(invoker.invoke(event.body(), context));
    } finally {
      if (mdc != null) {
        mdc.remove();
      }
      thread.restore();
      log.flush();
    }
  }

  /** The result, when SCF would take it. */
  static byte[] checked(byte[] result) throws Exception {
    if (result.length > ResultTooLargeException.LARGEST_RESULT_BYTES) {
      throw ResultTooLargeException.of(result.length);
    }
    return result;
  }

  private void logFailure(Event event, Throwable thrown) {
    String requestId = event.requestId();
    log.failure(requestId, "Request " + requestId + " failed", thrown);
  }

  /** A function that logs with SLF4J has its first class loaded; none is loaded for this. */
  private void findMdc() {
    if (withoutMdc != null && withoutMdc.getDefinedPackage("org.slf4j") != null) {
      mdc = Mdc.in(withoutMdc);
      withoutMdc = null;
    }
  }

  /** A JVM that failed itself is replaced; an overflown stack is whole again once it is unwound. */
  private static boolean isFatal(Throwable thrown) {
    return thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError);
  }
}
