package io.scf4j.runtime.loop;

import io.scf4j.runtime.api.Clock;
import io.scf4j.runtime.value.MiniJson;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/**
 * SCF's runtime API for one client that is known to be ours, on a loopback port: hands out the
 * sample events one after the other and prints what became of each.
 *
 * <p>A socket rather than another implementation of {@code RuntimeApi}, because the classes that
 * speak HTTP are a part of what is to be warmed up.
 */
final class WarmUpApi extends Thread implements AutoCloseable {
  private static final String MEMORY_LIMIT_MB = "256";
  private static final String TIME_LIMIT_MS = "60000";
  private static final long NANOS_PER_MS = 1_000_000;

  private final List<File> files;
  private final byte[][] events;
  private final Clock clock;
  private final PrintStream out;
  private final ServerSocket server;
  private Shutdown shutdown;
  private int answered;
  private long sentNanos;
  private boolean failed;

  WarmUpApi(List<File> files, Clock clock, PrintStream out) throws IOException {
    super("scf4j-warm-up");
    setDaemon(true);
    this.out = out;
    this.files = files;
    this.events = new byte[files.size()][];
    for (int i = 0; i < events.length; i++) {
      events[i] = Files.readAllBytes(files.get(i).toPath());
    }
    this.clock = clock;
    this.server = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  int port() {
    return server.getLocalPort();
  }

  /** 0 when every event was answered with a result, else 1. */
  synchronized int status() {
    return failed || answered < events.length ? 1 : 0;
  }

  /** Answers until it is closed; when there is no event left, asks that loop to end. */
  void start(Shutdown endOfLoop) {
    shutdown = endOfLoop;
    start();
  }

  @Override
  public void run() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        client.setTcpNoDelay(true);
        serve(client);
      } catch (IOException closed) {
        // By the client, which will come again, or because the warm-up is over.
      }
    }
  }

  private void serve(Socket client) throws IOException {
    InputStream in = new BufferedInputStream(client.getInputStream());
    for (String request = readLine(in); !request.isEmpty(); request = readLine(in)) {
      int length = 0;
      for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
        if (header.startsWith("Content-Length: ")) {
          length = Integer.parseInt(header.substring("Content-Length: ".length()));
        }
      }
      byte[] body = in.readNBytes(length);
      client.getOutputStream().write(answer(request, body));
    }
  }

  private synchronized byte[] answer(String request, byte[] body) {
    if (request.startsWith("GET /runtime/invocation/next ")) {
      sentNanos = clock.nanos();
      return event();
    }
    if (request.startsWith("POST /runtime/invocation/")) {
      boolean error = request.startsWith("POST /runtime/invocation/error ");
      long tookMs = (clock.nanos() - sentNanos) / NANOS_PER_MS;
      String outcome = error ? failure(body) : body.length + " bytes";
      WarmUp.print(out, files.get(answered).getName() + ": " + outcome + ", " + tookMs + " ms");
      failed = failed || error;
      answered++;
      if (answered == events.length) {
        shutdown.request();
      }
    }
    return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] event() {
    byte[] event = events[answered];
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nRequest_Id: warm-up-"
                + (answered + 1)
                + "\r\nMemory_Limit_In_Mb: "
                + MEMORY_LIMIT_MB
                + "\r\nTime_Limit_In_Ms: "
                + TIME_LIMIT_MS
                + "\r\nContent-Length: "
                + event.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] response = new byte[head.length + event.length];
    System.arraycopy(head, 0, response, 0, head.length);
    System.arraycopy(event, 0, response, head.length, event.length);
    return response;
  }

  private static String failure(byte[] report) {
    Map<?, ?> error = (Map<?, ?>) MiniJson.read(new String(report, StandardCharsets.UTF_8));
    String message = String.valueOf(error.get("errorMessage"));
    return "failed with "
        + error.get("errorType")
        + ": "
        + message.replace("\r", "\\r").replace("\n", "\\n");
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
