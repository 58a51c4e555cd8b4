package io.scf4j.maven.local.runtimeapi;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** One raw connection to a runtime API: what is sent are bytes, and what comes back too. */
final class Wire implements AutoCloseable {
  static final String NEXT = "GET /runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n";

  private static final int PATIENCE_MS = 5000;

  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire to(RuntimeApiServer server) throws IOException {
    return connect(new Socket(), server);
  }

  /** One whose kernel takes little that the client does not read. */
  static Wire narrow(RuntimeApiServer server) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(64 * 1024);
    return connect(socket, server);
  }

  private static Wire connect(Socket socket, RuntimeApiServer server) throws IOException {
    socket.connect(new InetSocketAddress(server.host(), server.port()));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MS);
    return new Wire(socket);
  }

  static String post(String path, String body) {
    return "POST /runtime/"
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  Wire send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Wire send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** One answer: head and as much body as it announces. */
  String answer() throws IOException {
    String head = head();
    int length = 0;
    for (String line : head.split("\r\n", -1)) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    byte[] body = socket.getInputStream().readNBytes(length);
    return head + new String(body, StandardCharsets.ISO_8859_1);
  }

  /** Status line and headers of an answer; empty when the connection has ended. */
  String head() throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int b = in.read();
      if (b < 0) {
        return head.toString();
      }
      head.append((char) b);
    }
    return head.toString();
  }

  boolean isSilent(int ms) throws IOException {
    socket.setSoTimeout(ms);
    try {
      return socket.getInputStream().read() == -2;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MS);
    }
  }

  /** Whether the server has ended the connection in order. */
  boolean isEnded() throws IOException {
    return socket.getInputStream().read() == -1;
  }

  InputStream in() throws IOException {
    return socket.getInputStream();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
