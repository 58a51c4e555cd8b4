package io.scf4j.maven.local.runtimeapi;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The runtime protocol of one instance as a state machine, without sockets: starting, idle, busy
 * with one event, closed. The server calls it for what the function does (ready, next, result), the
 * instance for what the platform does (offer an event, wait with a limit, close). The rules are
 * those of the platform's Custom Runtime page: the first ready and the first result count, every
 * {@code next} during an invocation gets the same event, a poll that comes too early is held. What
 * breaks them is tolerated as there, and listed where a result was ignored, or, in strict mode,
 * refused and listed.
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

  /** A function that breaks the protocol in a loop must not fill the memory. */
  private static final int MAX_LISTED = 100;

  private final LongSupplier nanos;
  private final boolean strict;
  private final long startedAt;
  private final List<Violation> violations = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Of its own, so that who waits for a result is not woken by the fetch before it. */
  private final Condition answered = lock.newCondition();

  private final Set<Poll> polls = new LinkedHashSet<>();
  private boolean ready;
  private boolean closed;
  private Turn turn;
  private Turn previous;
  private boolean overlapping;

  /**
   * A session whose function is still starting, and that is as tolerant as the platform.
   *
   * @param nanos the clock, as {@link System#nanoTime()}
   */
  public RuntimeSession(LongSupplier nanos) {
    this(nanos, false);
  }

  /**
   * A session whose function is still starting.
   *
   * @param nanos the clock, as {@link System#nanoTime()}
   * @param strict whether what breaks the protocol is refused and listed
   */
  public RuntimeSession(LongSupplier nanos, boolean strict) {
    this.nanos = nanos;
    this.strict = strict;
    this.startedAt = nanos.getAsLong();
  }

  // What the function does.

  /**
   * {@code POST /runtime/init/ready}; only the first one has an effect.
   *
   * @return what is wrong with it, or empty
   */
  Optional<Violation.Kind> ready() {
    lock.lock();
    try {
      if (ready) {
        return Optional.of(Violation.Kind.READY_TWICE);
      }
      ready = true;
      changed.signalAll();
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * {@code GET /runtime/invocation/next}: answered at once when an event is open, else held until
   * one is offered.
   *
   * @return why the poll was refused, or empty; only strict mode refuses one
   */
  Optional<Violation.Kind> next(Poll poll) {
    Turn open;
    lock.lock();
    try {
      if (strict && !ready) {
        return Optional.of(Violation.Kind.NEXT_BEFORE_READY);
      }
      if (turn == null || turn.answer() != null) {
        polls.add(poll);
        return Optional.empty();
      }
      open = turn;
      open.delivered(nanos.getAsLong());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    poll.deliver(open);
    return Optional.empty();
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

  /** The connection was gone before anything of this event was written to it. */
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
   * any connection they have, and others open one for each request. A client of that kind that was
   * seen to work on one event twice at a time is taken to post in the order of its events.
   *
   * @param lastSeen the turn that connection was last given, or null
   * @return why this is not the result of the open event and has no effect, or empty when it is
   */
  Optional<Violation.Kind> result(Turn lastSeen, Answer answer) {
    lock.lock();
    try {
      overlapping |= !polls.isEmpty();
      Turn owing = lastSeen == null && overlapping ? previous : lastSeen;
      if (owing != null && owing != turn && owing.owesAnswers()) {
        overlapping = true;
        owing.answered(answer, nanos.getAsLong());
        return Optional.of(Violation.Kind.LATE_RESULT);
      }
      if (turn == null) {
        return Optional.of(Violation.Kind.RESULT_WITHOUT_EVENT);
      }
      if (!turn.wasDelivered()) {
        return Optional.of(Violation.Kind.RESULT_BEFORE_FETCH);
      }
      boolean first = turn.answered(answer, nanos.getAsLong());
      answered.signalAll();
      overlapping |= !first;
      return first ? Optional.empty() : Optional.of(Violation.Kind.SECOND_RESULT);
    } finally {
      lock.unlock();
    }
  }

  /** Whether what breaks the protocol is to be refused. */
  public boolean isStrict() {
    return strict;
  }

  /** Lists what was refused or ignored. */
  void list(Violation.Kind kind, String requestLine) {
    lock.lock();
    try {
      if (violations.size() < MAX_LISTED) {
        long after = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - startedAt);
        violations.add(new Violation(kind, after, requestLine));
      }
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
      previous = turn;
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

  /**
   * Waits for the first result of the open event. The limit is for its delivery, and from then on
   * for the result; {@link #wasFetched} tells which of them was not kept.
   */
  public Progress awaitAnswer(long limitNanos) throws InterruptedException {
    lock.lock();
    try {
      long since = nanos.getAsLong();
      while (turn.answer() == null) {
        if (closed) {
          return Progress.CLOSED;
        }
        long begin = turn.wasDelivered() ? turn.deliveredAt() : since;
        long left = begin + limitNanos - nanos.getAsLong();
        if (left <= 0) {
          return Progress.TIMED_OUT;
        }
        answered.awaitNanos(left);
      }
      return Progress.REACHED;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the function has got the open event. */
  public boolean wasFetched() {
    lock.lock();
    try {
      return turn.wasDelivered();
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

  /** What strict mode has refused, or which results were ignored without it, the first hundred. */
  public List<Violation> violations() {
    lock.lock();
    try {
      return List.copyOf(violations);
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
      answered.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
