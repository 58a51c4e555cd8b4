package io.scf4j.maven.local.instance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What an instance has written to stdout and stderr since it was last taken. Nobody ever blocks in
 * a read: the pump, and whoever takes, read only what the pipe already holds, under one lock. So
 * {@link #take()} has all that was written before the function posted its result, in every schedule
 * of threads.
 */
final class ProcessOutput implements AutoCloseable {

  /** The platform keeps 1 MB of log for a request; the end of it is what explains a failure. */
  static final int KEPT_BYTES = 1024 * 1024;

  private static final long MIN_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private final InputStream pipe;
  private final Thread pump;
  private final byte[] buffer = new byte[64 * 1024];
  private ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private volatile boolean closed;

  ProcessOutput(InputStream pipe, String name) {
    this.pipe = pipe;
    this.pump = new Thread(this::pump, name);
    pump.setDaemon(true);
    pump.start();
  }

  private void pump() {
    long pause = MIN_PAUSE_NANOS;
    while (!closed) {
      pause = read() ? MIN_PAUSE_NANOS : Math.min(2 * pause, MAX_PAUSE_NANOS);
      LockSupport.parkNanos(pause);
    }
  }

  /** Everything written since the last call, as UTF-8 text. */
  synchronized String take() {
    while (read()) {
      // until the pipe is empty
    }
    byte[] bytes = kept.toByteArray();
    kept = new ByteArrayOutputStream();
    int from = Math.max(0, bytes.length - KEPT_BYTES);
    return new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
  }

  private synchronized boolean read() {
    try {
      int available = pipe.available();
      if (available <= 0) {
        return false;
      }
      int n = pipe.read(buffer, 0, Math.min(available, buffer.length));
      if (n <= 0) {
        return false;
      }
      kept.write(buffer, 0, n);
      if (kept.size() > 2 * KEPT_BYTES) {
        byte[] bytes = kept.toByteArray();
        kept = new ByteArrayOutputStream();
        kept.write(bytes, bytes.length - KEPT_BYTES, KEPT_BYTES);
      }
      return true;
    } catch (IOException e) {
      return false; // the process is gone, and its pipe with it
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(pump);
  }
}
