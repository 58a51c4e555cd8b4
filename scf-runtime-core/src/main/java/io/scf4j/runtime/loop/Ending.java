package io.scf4j.runtime.loop;

import io.scf4j.runtime.handler.Invoker;
import io.scf4j.runtime.report.ErrorReport;
import io.scf4j.runtime.report.Log;
import java.util.Map;

/**
 * The last steps of a process, all of them bounded: together they stay below the ten seconds that
 * platforms usually leave between SIGTERM and SIGKILL (SCF documents none).
 *
 * <p>The JVM runs this on SIGTERM and when somebody calls {@code System.exit}; only the stacks of
 * the threads tell which. The status that was asked for is nowhere to be seen.
 */
final class Ending {
  private static final long FINISH_MS = 6_000;
  private static final long CLOSE_MS = 2_000;
  private static final long LAST_RESORT_MS = 8_500;
  private static final int STATUS_OF_SIGTERM = 128 + 15;

  private final Shutdown shutdown;
  private final Log log;

  Ending(Shutdown shutdown, Log log) {
    this.shutdown = shutdown;
    this.log = log;
  }

  void run() {
    boolean loopIsStuck = reportExit();
    if (!loopIsStuck) {
      awaitLoop();
    }
    close();
    log.flush();
  }

  /** Closes the handler unless somebody else does. */
  void close() {
    Invoker handler = shutdown.takeHandler();
    if (handler == null) {
      return;
    }
    try {
      Last closer = new Last(handler, log);
      closer.start();
      closer.join(CLOSE_MS);
      if (closer.isAlive()) {
        log.warn(
            "",
            "The handler's close() did not end within "
                + CLOSE_MS / 1000
                + " s; the process ends without it");
      }
    } catch (Throwable noThreadToBeHad) { // memory may be what the process ends for
      log.failure("", "The handler could not be closed", noThreadToBeHad);
    }
  }

  private void awaitLoop() {
    String requestId = shutdown.requestId();
    try {
      if (!shutdown.awaitLoop(FINISH_MS)) {
        log.error(
            requestId,
            "Request "
                + requestId
                + " did not end within "
                + FINISH_MS / 1000
                + " s after the process was told to end; it ends without a result");
      }
    } catch (InterruptedException hurry) {
      // By code of the function; the process is going to end.
    }
  }

  /**
   * Says who called {@code System.exit}, if anybody did; else makes sure that a hook of the
   * function does not keep the process.
   *
   * @return whether it was the loop's own thread, which will never return from that call
   */
  private boolean reportExit() {
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      StackTraceElement caller = callerOfExit(entry.getValue());
      if (caller != null) {
        report(caller, entry.getKey());
        return entry.getKey() == shutdown.loop();
      }
    }
    new Last(null, log).start();
    return false;
  }

  private void report(StackTraceElement caller, Thread thread) {
    String requestId = shutdown.requestId();
    log.error(
        requestId == null ? "" : requestId,
        (requestId == null ? "" : "Request " + requestId + ": ")
            + "System.exit was called at "
            + ErrorReport.line(caller)
            + (thread == shutdown.loop() ? "" : " in thread " + thread.getName())
            + "; the process ends"
            + (requestId == null ? "" : ". To fail a request, throw an exception"));
  }

  /** The frame that called exit, or null; a halt leaves no time for hooks. */
  static StackTraceElement callerOfExit(StackTraceElement[] frames) {
    for (int i = frames.length - 2; i >= 0; i--) {
      String type = frames[i].getClassName();
      boolean exits = type.equals("java.lang.System") || type.equals("java.lang.Runtime");
      if (exits && frames[i].getMethodName().equals("exit")) {
        boolean own = frames[i + 1].getClassName().equals("io.scf4j.runtime.Main");
        return own ? null : frames[i + 1];
      }
    }
    return null;
  }

  /**
   * Threads that need not come to an end: one for the code of the function, and one that ends the
   * process when hooks of the function do not come to an end themselves.
   */
  private static final class Last extends Thread {
    private final Invoker handler;
    private final Log log;

    /**
     * Closes that handler.
     *
     * @param handler null to wait for the last resort
     */
    Last(Invoker handler, Log log) {
      super(handler == null ? "scf4j-last-resort" : "scf4j-close");
      this.handler = handler;
      this.log = log;
      setDaemon(true);
    }

    @Override
    public void run() {
      if (handler == null) {
        endTheProcess();
        return;
      }
      try {
        handler.close();
      } catch (Throwable thrown) { // the process ends in any case, and with the same status
        log.failure("", "The handler could not be closed", thrown);
      }
    }

    private void endTheProcess() {
      try {
        sleep(LAST_RESORT_MS);
      } catch (InterruptedException sooner) {
        // By code of the function, in its last seconds.
      }
      log.warn("", "A shutdown hook of the function does not end; the process ends without it");
      Runtime.getRuntime().halt(STATUS_OF_SIGTERM);
    }
  }
}
