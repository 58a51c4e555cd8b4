package io.scf4j.runtime.api;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/** A real socket that remembers what it was told: options, the connect, and the size of writes. */
final class RecordingSocket extends Socket {
  private final List<String> calls = new ArrayList<>();

  RecordingSocket() {
    super(Proxy.NO_PROXY);
  }

  /** What was called, in order. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    calls.add("noDelay " + on);
    super.setTcpNoDelay(on);
  }

  @Override
  public void setSoTimeout(int ms) throws SocketException {
    calls.add("readTimeout " + ms);
    super.setSoTimeout(ms);
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  @Override
  public void connect(SocketAddress endpoint, int timeoutMs) throws IOException {
    calls.add("connect within " + timeoutMs + " ms");
    super.connect(endpoint, timeoutMs);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new FilterOutputStream(super.getOutputStream()) {
      @Override
      public void write(int oneByte) throws IOException {
        calls.add("write 1");
        out.write(oneByte);
      }

      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        calls.add("write " + count);
        out.write(bytes, offset, count);
      }
    };
  }
}
