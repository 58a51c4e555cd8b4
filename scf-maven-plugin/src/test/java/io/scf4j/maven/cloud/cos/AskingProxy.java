package io.scf4j.maven.cloud.cos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on loopback that asks who is there; behind it is nothing that speaks TLS. */
final class AskingProxy implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final String verdict;

  /**
   * @param verdict what it says once it has been told
   */
  AskingProxy(String verdict) throws IOException {
    this.verdict = verdict;
    Thread thread = new Thread(this::accept, "asking-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  /** What came in. */
  List<String> heads() {
    return heads;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        try (Socket socket = server.accept()) {
          serve(socket);
        }
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket socket) {
    try {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String head = head(in);
      while (!head.isEmpty()) {
        heads.add(head);
        boolean told = head.contains("Proxy-Authorization:");
        String answer =
            told && verdict.startsWith("200")
                ? "HTTP/1.1 200 OK\r\n\r\n"
                : "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n"
                    + "Proxy-Authenticate: Basic realm=\"test\"\r\n\r\n";
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        if (told && verdict.startsWith("200")) {
          return;
        }
        head = head(in);
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
