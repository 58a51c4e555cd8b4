package io.scf4j.maven.local.cloudapi;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.scf4j.maven.local.instance.Watch;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cuts clients that do not read their answer: each has a time for all of it, from its first byte
 * on. The JDK's own limit ({@code sun.net.httpserver.maxRspTime}) counts from the end of the
 * request, and so would cut an invocation that takes long.
 *
 * <p>A thread that is blocked in a write is interrupted, on which the JDK closes the connection.
 */
final class SlowReaders extends Filter implements AutoCloseable {
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(1);

  private final Duration limit;
  private final ScheduledThreadPoolExecutor timer;
  private final Watch<Answer> answers;

  /**
   * One for all contexts of a server.
   *
   * @param limit for reading an answer; it may be exceeded by a quarter of it, or one second
   */
  SlowReaders(Duration limit) {
    this.limit = limit;
    this.timer =
        new ScheduledThreadPoolExecutor(1, work -> Functions.daemon(work, "scf-slow-readers"));
    this.answers = new Watch<>(this::after, period(limit), Answer::cutWhenLate);
  }

  /** How much later than its time a reader may be cut. */
  private static Duration period(Duration limit) {
    Duration part = limit.dividedBy(4);
    return part.compareTo(LONGEST_PERIOD) < 0 ? part : LONGEST_PERIOD;
  }

  private void after(Duration delay, Runnable task) {
    try {
      var unused = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // closed: every connection is
    }
  }

  @Override
  public String description() {
    return "cuts clients that do not read their answer";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    Answer answer = new Answer(exchange.getResponseBody());
    exchange.setStreams(null, answer);
    try {
      chain.doFilter(exchange);
    } finally {
      answer.end();
    }
  }

  /** A body whose writer is interrupted when its time is over. */
  private final class Answer extends FilterOutputStream {
    private final Thread writer = Thread.currentThread();
    private long begunAt;
    private boolean begun;
    private boolean writing;
    private boolean late;

    Answer(OutputStream body) {
      super(body);
    }

    @Override
    public void write(int b) throws IOException {
      begin();
      try {
        out.write(b);
      } finally {
        pause();
      }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      begin();
      try {
        out.write(bytes, offset, length);
      } finally {
        pause();
      }
    }

    @Override
    public void flush() throws IOException {
      begin();
      try {
        out.flush();
      } finally {
        pause();
      }
    }

    @Override
    public void close() throws IOException {
      begin();
      try {
        out.close();
      } finally {
        pause();
      }
    }

    private synchronized void begin() throws IOException {
      if (late) {
        throw new IOException("The client has not read the answer within " + limit + ".");
      }
      if (!begun) {
        begun = true;
        begunAt = System.nanoTime();
        answers.begin(this);
      }
      writing = true;
    }

    private synchronized void cutWhenLate() {
      if (!late && System.nanoTime() - begunAt >= limit.toNanos()) {
        late = true;
        if (writing) {
          writer.interrupt();
        }
      }
    }

    /** The interruption was meant for the write, and for nothing that comes after it. */
    private synchronized void pause() {
      writing = false;
      if (late) {
        Thread.interrupted();
      }
    }

    private void end() {
      answers.end(this);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
