package io.scf4j.maven.testing;

import io.scf4j.maven.cloud.CloudEndpoint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Answers the first request and keeps the connection; reads every other one whole and closes
 * without a byte, as a gateway does that has had enough of a long call.
 */
public final class CuttingServer implements AutoCloseable {
  private final ServerSocket server;
  private final String firstAnswer;
  private final List<String> actions = Collections.synchronizedList(new ArrayList<>());

  /**
   * A server on loopback.
   *
   * @param firstAnswer what is inside of {@code Response}
   */
  public CuttingServer(String firstAnswer) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.firstAnswer = "{\"Response\":" + firstAnswer + "}";
    Thread thread = new Thread(this::accept, "cutting-server");
    thread.setDaemon(true);
    thread.start();
  }

  public CloudEndpoint endpoint() {
    return FakeCloudApi.loopback(server.getLocalPort());
  }

  /** What was asked for, in order. */
  public List<String> actions() {
    return List.copyOf(actions);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket), "cutting-connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean goOn = true;
      while (goOn && read(in)) {
        goOn = actions.size() == 1;
        if (goOn) {
          byte[] body = firstAnswer.getBytes(StandardCharsets.UTF_8);
          String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n";
          socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().write(body);
        }
      }
    } catch (IOException e) {
      // the client has gone
    }
  }

  private boolean read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return false;
      }
      head.append((char) next);
    }
    in.skipNBytes(Long.parseLong(header(head, "content-length")));
    actions.add(header(head, "x-tc-action"));
    return true;
  }

  private static String header(CharSequence head, String name) {
    return head.toString()
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElseThrow();
  }
}
