package io.scf4j.runtime.loop;

import io.scf4j.runtime.handler.Invoker;
import io.scf4j.runtime.report.Log;

/**
 * Keeps the loop and the end of the process apart: an event that is being handled when SIGTERM
 * comes may be finished, none is begun after it, and the handler is closed once, whoever ends the
 * process.
 *
 * <p>A thread because the JVM wants one for its hook. The start path needs only the state; what is
 * done in the end is in {@link Ending}.
 */
final class Shutdown extends Thread {
  private final Log log;
  private final Thread loop = Thread.currentThread();
  private Invoker handler;
  private String requestId;
  private boolean busy;
  private boolean requested;
  private boolean hookRuns;

  /** For the loop that will run on the calling thread. */
  Shutdown(Log log) {
    super("scf4j-shutdown");
    this.log = log;
  }

  /** From now on {@link #run()} is part of every end of the process. */
  void watch() {
    Runtime.getRuntime().addShutdownHook(this);
  }

  /** There is a handler to be closed. */
  synchronized void opened(Invoker opened) {
    handler = opened;
  }

  /** An event has arrived; false when it must not be handled any more. */
  synchronized boolean begins(String arrived) {
    if (requested) {
      return false;
    }
    requestId = arrived;
    busy = true;
    return true;
  }

  /** The event's result has been posted; false when no other may be asked for. */
  synchronized boolean ends() {
    idle();
    return !requested;
  }

  /** The loop is to end after the event that is being handled. */
  synchronized void request() {
    requested = true;
  }

  /**
   * The loop has ended by itself: closes the handler, and the hook is not needed any more.
   *
   * @return the exit status it was given
   */
  int over(int status) {
    synchronized (this) {
      requestId = null;
      busy = !hookRuns;
      notifyAll();
    }
    if (busy) {
      new Ending(this, log).close();
      ends();
      unwatch();
    }
    return status;
  }

  private void unwatch() {
    try {
      Runtime.getRuntime().removeShutdownHook(this);
    } catch (RuntimeException endingAlready) {
      // Then it finds nothing left to close.
    }
  }

  @Override
  public void run() {
    synchronized (this) {
      requested = true;
      hookRuns = true;
    }
    new Ending(this, log).run();
  }

  /**
   * Waits until the loop is done with what it is doing.
   *
   * @return false when it was not within that time
   */
  synchronized boolean awaitLoop(long ms) throws InterruptedException {
    long end = System.nanoTime() + ms * 1_000_000;
    while (busy) {
      long leftMs = (end - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0) {
        return false;
      }
      wait(leftMs);
    }
    return true;
  }

  /** The handler for the first who asks, null for everybody else. */
  synchronized Invoker takeHandler() {
    Invoker taken = handler;
    handler = null;
    return taken;
  }

  /** The event that is being handled, or null. */
  synchronized String requestId() {
    return requestId;
  }

  Thread loop() {
    return loop;
  }

  private void idle() {
    requestId = null;
    busy = false;
    notifyAll();
  }
}
