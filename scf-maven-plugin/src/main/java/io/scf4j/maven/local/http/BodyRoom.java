package io.scf4j.maven.local.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the bodies of clients that nobody knows yet may take of the memory, all of them together:
 * each is small enough, but any program of the machine can send hundreds at a time.
 */
public final class BodyRoom {
  private final AtomicLong left;

  /** There is no room for more of a body; the message says so to the client. */
  public static final class Full extends IOException {
    private static final long serialVersionUID = 1L;

    private Full() {
      super("Too many large requests at a time; send this one again.");
    }
  }

  /** The room of one request; closing it gives it back. */
  public final class Share implements AutoCloseable {
    private long taken;

    private Share() {}

    /** The same body, counted as it comes. */
    public InputStream of(InputStream body) {
      return new FilterInputStream(body) {
        @Override
        public int read() throws IOException {
          int b = in.read();
          if (b >= 0) {
            take(1);
          }
          return b;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
          int n = in.read(buffer, from, length);
          if (n > 0) {
            take(n);
          }
          return n;
        }
      };
    }

    private void take(int bytes) throws Full {
      taken += bytes;
      if (left.addAndGet(-bytes) < 0) {
        throw new Full();
      }
    }

    @Override
    public void close() {
      left.addAndGet(taken);
      taken = 0;
    }
  }

  /** Room for so many bytes. */
  public BodyRoom(long bytes) {
    this.left = new AtomicLong(bytes);
  }

  /** For one request. */
  public Share share() {
    return new Share();
  }
}
