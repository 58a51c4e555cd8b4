package io.scf4j.maven.local;

import io.scf4j.maven.local.cloudapi.InvocationWatcher;
import io.scf4j.maven.local.store.InvocationRecord;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells what is invoked while it happens: each line that a function writes, with the function's
 * name and the beginning of the request id before it, and a line for each invocation that has
 * ended. A thread of its own writes, because a terminal that is held must not hold an invocation;
 * what it cannot keep up with is left out, and the number of lines is said.
 */
final class InvocationTicker implements InvocationWatcher, AutoCloseable {
  private static final int WAITING = 10_000;
  private static final int SHORT_ID = 8;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final PrintStream out;
  private final InstantSource clock;
  private final ZoneId zone;
  private final BlockingQueue<TickerLine> waiting;
  private final AtomicLong leftOut = new AtomicLong();
  private final Thread writer = new Thread(this::write, "scf-ticker");
  private volatile boolean ending;

  /**
   * Begins to tell.
   *
   * @param zone whose time of day is shown
   */
  InvocationTicker(PrintStream out, InstantSource clock, ZoneId zone) {
    this(out, clock, zone, WAITING);
  }

  InvocationTicker(PrintStream out, InstantSource clock, ZoneId zone, int capacity) {
    this.out = out;
    this.clock = clock;
    this.zone = zone;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    writer.setDaemon(true);
    writer.start();
  }

  @Override
  public void wrote(String namespace, String function, String requestId, String line) {
    String id = requestId.isEmpty() ? "" : " " + shortened(requestId);
    tell(new TickerLine(false, function + id + " | " + line));
  }

  private static String shortened(String requestId) {
    return requestId.substring(0, Math.min(SHORT_ID, requestId.length()));
  }

  @Override
  public void ended(String namespace, String function, InvocationRecord invocation) {
    tell(
        new TickerLine(
            invocation.statusCode() != 200,
            InvocationLine.of(namespace, function, invocation, clock.instant(), zone)));
  }

  private void tell(TickerLine line) {
    if (!waiting.offer(line)) {
      leftOut.incrementAndGet();
    }
  }

  private void write() {
    try {
      while (!ending || !waiting.isEmpty()) {
        TickerLine line = waiting.poll(50, TimeUnit.MILLISECONDS);
        if (line != null) {
          out.println(line.toWire());
        }
        long lost = waiting.isEmpty() ? leftOut.getAndSet(0) : 0;
        if (lost > 0) {
          out.println(new TickerLine(false, "... " + lost + " lines left out").toWire());
        }
        if (waiting.isEmpty()) {
          out.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends when all is written, or after two seconds. */
  @Override
  public void close() {
    ending = true;
    try {
      writer.join(GRACE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
