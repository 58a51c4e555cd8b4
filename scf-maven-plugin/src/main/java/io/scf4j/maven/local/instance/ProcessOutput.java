package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * What an instance has written to stdout and stderr since it was last taken. Nobody ever blocks in
 * a read: the pump, and whoever takes, read only what the pipe already holds, under one lock. So
 * {@link #take()} has all that was written before the function posted its result, in every schedule
 * of threads.
 */
final class ProcessOutput implements AutoCloseable {
  /** No pipe holds more; what comes after that was not written before it was taken. */
  private static final int PIPE_BYTES = 1024 * 1024;

  private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private final InputStream pipe;
  private final Thread pump;
  private final byte[] buffer = new byte[64 * 1024];
  private final BoundedOutput kept = new BoundedOutput();
  private final OutputLines lines;
  private volatile boolean closed;

  /**
   * Begins to read.
   *
   * @param name of the thread that does
   * @param watcher is told each line as soon as it is whole, or taken
   */
  ProcessOutput(InputStream pipe, String name, Consumer<String> watcher) {
    this.pipe = pipe;
    this.lines = new OutputLines(watcher);
    this.pump = new Thread(this::pump, name);
    pump.setDaemon(true);
    pump.start();
  }

  private void pump() {
    long pause = MIN_PAUSE_NANOS;
    while (!closed) {
      pause = read() > 0 ? MIN_PAUSE_NANOS : Math.min(2 * pause, MAX_PAUSE_NANOS);
      LockSupport.parkNanos(pause);
    }
  }

  /** Everything written since the last call, as UTF-8 text, cut as {@link BoundedOutput} does. */
  synchronized String take() {
    int left = PIPE_BYTES;
    for (int n = read(); n > 0 && left > 0; n = read()) {
      left -= n;
    }
    lines.end();
    return kept.take();
  }

  private synchronized int read() {
    try {
      int available = pipe.available();
      if (available <= 0) {
        return 0;
      }
      int n = pipe.read(buffer, 0, Math.min(available, buffer.length));
      kept.write(buffer, Math.max(0, n));
      lines.write(buffer, Math.max(0, n));
      return n;
    } catch (IOException e) {
      return 0; // the process is gone, and its pipe with it
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(pump);
  }
}
