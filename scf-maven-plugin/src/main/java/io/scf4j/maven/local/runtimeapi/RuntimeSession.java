package io.scf4j.maven.local.runtimeapi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The runtime protocol of one instance as a state machine, without sockets: starting, idle, busy
 * with one event, closed. The server calls it for what the function does (ready, next, result), the
 * instance for what the platform does (offer an event, wait with a limit, close). The rules are
 * those of the platform's Custom Runtime page: the first ready and the first result count, every
 * {@code next} during an invocation gets the same event, a poll that comes too early is held.
 */
public final class RuntimeSession {

  /** How a wait ended. */
  public enum Progress {
    /** What was waited for has happened. */
    REACHED,
    /** The limit came first. */
    TIMED_OUT,
    /** The session was closed (the process is gone). */
    CLOSED
  }

  /** A long poll that waits for an event. */
  interface Poll {
    /**
     * Writes the event to the function; must not block for long, and reports a broken connection.
     */
    void deliver(Turn turn);
  }

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Poll> polls = new LinkedHashSet<>();
  private boolean ready;
  private boolean closed;
  private Turn turn;

  /**
   * A session whose function is still starting.
   *
   * @param nanos the clock, as {@link System#nanoTime()}
   */
  public RuntimeSession(LongSupplier nanos) {
    this.nanos = nanos;
  }

  // What the function does.

  /** {@code POST /runtime/init/ready}; only the first one has an effect. */
  void ready() {
    lock.lock();
    try {
      ready = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * {@code GET /runtime/invocation/next}: answered at once when an event is open, else held until
   * one is offered.
   */
  void next(Poll poll) {
    Turn open;
    lock.lock();
    try {
      if (turn == null || turn.answer() != null) {
        polls.add(poll);
        return;
      }
      open = turn;
      open.delivered(nanos.getAsLong());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    poll.deliver(open);
  }

  /** The client of a held poll went away: it must not get an event any more. */
  void withdraw(Poll poll) {
    lock.lock();
    try {
      polls.remove(poll);
    } finally {
      lock.unlock();
    }
  }

  /** The connection broke while this event was on its way to it. */
  void undelivered(Turn lost) {
    lock.lock();
    try {
      lost.undelivered();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A result. No path carries a request id, so this decides whose it is: an answer on a connection
   * that last saw an older event, which was handed out more often than it was answered, belongs to
   * that event and comes too late. Connections alone do not decide, because pooling clients post on
   * any connection they have.
   *
   * @param lastSeen the turn that connection was last given, or null
   * @return whether this is now the result of the open event; false for every answer that is
   *     ignored
   */
  boolean result(Turn lastSeen, Answer answer) {
    lock.lock();
    try {
      if (lastSeen != null && lastSeen != turn && lastSeen.owesAnswers()) {
        return lastSeen.answered(answer, nanos.getAsLong());
      }
      if (turn == null || !turn.wasDelivered()) {
        return false;
      }
      boolean first = turn.answered(answer, nanos.getAsLong());
      changed.signalAll();
      return first;
    } finally {
      lock.unlock();
    }
  }

  // What the platform does.

  /** Waits for the function to report ready. */
  public Progress awaitReady(long limitNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = limitNanos;
      while (!ready) {
        if (closed) {
          return Progress.CLOSED;
        }
        if (left <= 0) {
          return Progress.TIMED_OUT;
        }
        left = changed.awaitNanos(left);
      }
      return Progress.REACHED;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Opens an event; every poll that waits gets it, as every later one will until the first result.
   */
  public void offer(RuntimeEvent event) {
    Turn opened = new Turn(event);
    List<Poll> waiting;
    lock.lock();
    try {
      turn = opened;
      waiting = new ArrayList<>(polls);
      polls.clear();
      waiting.forEach(poll -> opened.delivered(nanos.getAsLong()));
    } finally {
      lock.unlock();
    }
    waiting.forEach(poll -> poll.deliver(opened));
  }

  /** Waits until the function has fetched the open event. */
  public Progress awaitDelivery(long limitNanos) throws InterruptedException {
    lock.lock();
    try {
      long left = limitNanos;
      while (!turn.wasDelivered()) {
        if (closed) {
          return Progress.CLOSED;
        }
        if (left <= 0) {
          return Progress.TIMED_OUT;
        }
        left = changed.awaitNanos(left);
      }
      return Progress.REACHED;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the first result of the open event; the limit counts from its delivery. */
  public Progress awaitAnswer(long limitNanos) throws InterruptedException {
    lock.lock();
    try {
      while (turn.answer() == null) {
        if (closed) {
          return Progress.CLOSED;
        }
        long left = turn.deliveredAt() + limitNanos - nanos.getAsLong();
        if (left <= 0) {
          return Progress.TIMED_OUT;
        }
        changed.awaitNanos(left);
      }
      return Progress.REACHED;
    } finally {
      lock.unlock();
    }
  }

  /** The first result of the open event, or null. */
  public Answer answer() {
    lock.lock();
    try {
      return turn.answer();
    } finally {
      lock.unlock();
    }
  }

  /**
   * How long the open event has been with the function: delivery to result, or to now; 0 before
   * delivery.
   */
  public long turnNanos() {
    lock.lock();
    try {
      if (!turn.wasDelivered()) {
        return 0;
      }
      return (turn.answer() == null ? nanos.getAsLong() : turn.answeredAt()) - turn.deliveredAt();
    } finally {
      lock.unlock();
    }
  }

  /** The process is gone: every wait ends. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      polls.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
