package io.scf4j.maven.local.cloudapi;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
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
  private final Duration limit;
  private final ScheduledThreadPoolExecutor timer;

  /**
   * One for all contexts of a server.
   *
   * @param limit for reading an answer
   */
  SlowReaders(Duration limit) {
    this.limit = limit;
    this.timer =
        new ScheduledThreadPoolExecutor(1, work -> Functions.daemon(work, "scf-slow-readers"));
    timer.setRemoveOnCancelPolicy(true);
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
    private ScheduledFuture<?> cut;
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
      if (cut == null) {
        cut = timer.schedule(this::cut, limit.toMillis(), TimeUnit.MILLISECONDS);
      }
      writing = true;
    }

    private synchronized void cut() {
      late = true;
      if (writing) {
        writer.interrupt();
      }
    }

    /** The interruption was meant for the write, and for nothing that comes after it. */
    private synchronized void pause() {
      writing = false;
      if (late) {
        Thread.interrupted();
      }
    }

    private synchronized void end() {
      if (cut != null) {
        cut.cancel(false);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
