package io.scf4j.maven.local.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.runtimeapi.RuntimeSession.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes on the wire, by raw sockets. */
@Timeout(30)
class RuntimeApiServerTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final String NEXT = "GET /runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n";

  private final RuntimeSession session = new RuntimeSession(System::nanoTime);
  private RuntimeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = RuntimeApiServer.start(session);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** One raw connection. */
  private final class Wire implements AutoCloseable {
    private final Socket socket;

    Wire() throws IOException {
      socket = new Socket(server.host(), server.port());
      socket.setSoTimeout(5000);
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
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          return head.toString();
        }
        head.append((char) b);
      }
      int length = 0;
      for (String line : head.toString().split("\r\n", -1)) {
        if (line.startsWith("Content-Length: ")) {
          length = Integer.parseInt(line.substring(16));
        }
      }
      return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    boolean isSilent(int ms) throws IOException {
      socket.setSoTimeout(ms);
      try {
        return socket.getInputStream().read() == -2;
      } catch (SocketTimeoutException e) {
        return true;
      } finally {
        socket.setSoTimeout(5000);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String post(String path, String body) {
    return "POST /runtime/"
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private void offer(String id, String body) {
    session.offer(new RuntimeEvent(id, body.getBytes(StandardCharsets.ISO_8859_1), 128, 3000));
  }

  private String result() throws InterruptedException {
    assertThat(session.awaitAnswer(5 * SECOND)).isEqualTo(Progress.REACHED);
    return new String(session.answer().body(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void speaksTheWholeProtocolOnOneConnectionWithTheExactHeaderNames() throws Exception {
    try (Wire wire = new Wire()) {
      assertThat(wire.send(post("init/ready", " ")).answer())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nOK");
      assertThat(session.awaitReady(SECOND)).isEqualTo(Progress.REACHED);
      wire.send(NEXT);
      offer("id-1", "{\"a\":1}");
      assertThat(wire.answer())
          .isEqualTo(
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\nRequest_Id: id-1\r\n"
                  + "Memory_Limit_In_Mb: 128\r\nTime_Limit_In_Ms: 3000\r\n\r\n{\"a\":1}");
      assertThat(wire.send(post("invocation/response", "done")).answer())
          .startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(result()).isEqualTo("done");
      assertThat(wire.send(post("invocation/error", "too late")).answer())
          .startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(result()).isEqualTo("done");
      assertThat(session.answer().kind()).isEqualTo(Answer.Kind.RESPONSE);
    }
  }

  @Test
  void holdsNextUntilReadyAndAnEvent() throws Exception {
    try (Wire poll = new Wire();
        Wire other = new Wire()) {
      poll.send(NEXT);
      assertThat(poll.isSilent(100)).isTrue();
      other.send(post("init/ready", "")).answer();
      assertThat(poll.isSilent(100)).isTrue();
      offer("id-1", "x");
      assertThat(poll.answer()).contains("Request_Id: id-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Connection: close\r\n"})
  void noticesThatTheClientOfALongPollIsGone(String header) throws Exception {
    session.ready();
    try (Wire dead = new Wire()) {
      dead.send("GET /runtime/invocation/next HTTP/1.1\r\nHost: x\r\n" + header + "\r\n");
      assertThat(dead.isSilent(100)).isTrue();
    }
    Thread.sleep(100);
    offer("id-1", "x");
    assertThat(session.awaitDelivery(SECOND / 10)).isEqualTo(Progress.TIMED_OUT);
    try (Wire alive = new Wire()) {
      assertThat(alive.send(NEXT).answer()).contains("Request_Id: id-1");
    }
  }

  @Test
  void endsAConnectionWithItsPollWhenTheClientSaysSo() throws Exception {
    session.ready();
    try (Wire once = new Wire()) {
      once.send("GET /runtime/invocation/next HTTP/1.0\r\n\r\n");
      assertThat(once.isSilent(100)).isTrue();
      offer("id-1", "x");
      assertThat(once.answer()).contains("Request_Id: id-1").endsWith("\r\n\r\nx");
      assertThat(once.socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void answersExpectContinueBeforeTheBody() throws Exception {
    session.ready();
    offer("id-1", "x");
    try (Wire wire = new Wire()) {
      wire.send(NEXT).answer();
      wire.send(
          "POST /runtime/invocation/response HTTP/1.1\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
      assertThat(wire.answer()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(wire.send("done").answer()).startsWith("HTTP/1.1 200 OK");
      assertThat(result()).isEqualTo("done");
    }
  }

  @Test
  void readsChunkedBodiesWhateverTheirPackets() throws Exception {
    session.ready();
    offer("id-1", "x");
    try (Wire wire = new Wire()) {
      wire.send(NEXT).answer();
      String head =
          "POST /runtime/invocation/response HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
      String body = "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
      for (byte b : (head + body).getBytes(StandardCharsets.ISO_8859_1)) {
        wire.send(new byte[] {b});
      }
      assertThat(wire.answer()).startsWith("HTTP/1.1 200 OK");
      assertThat(result()).isEqualTo("abc0123456789");
    }
  }

  @Test
  void keepsSixMegabytesAndAnswersMoreAsTooLarge() throws Exception {
    session.ready();
    offer("id-1", "e".repeat(Answer.LIMIT_BYTES));
    try (Wire wire = new Wire()) {
      assertThat(wire.send(NEXT).answer()).endsWith("eee").hasSizeGreaterThan(Answer.LIMIT_BYTES);
      wire.send(post("invocation/response", "r".repeat(Answer.LIMIT_BYTES))).answer();
      assertThat(result()).hasSize(Answer.LIMIT_BYTES);
      offer("id-2", "x");
      wire.send(NEXT).answer();
      wire.send(post("invocation/response", "r".repeat(Answer.LIMIT_BYTES + 1))).answer();
      result();
      assertThat(session.answer().kind()).isEqualTo(Answer.Kind.TOO_LARGE);
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (Wire wire = new Wire()) {
      wire.send(post("init/ready", "") + NEXT + "GET /nothing HTTP/1.1\r\n\r\n");
      assertThat(wire.answer()).startsWith("HTTP/1.1 200");
      assertThat(wire.isSilent(100)).isTrue();
      offer("id-1", "x");
      assertThat(wire.answer()).contains("Request_Id: id-1");
      assertThat(wire.answer()).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void refusesWhatIsNotTheProtocol() throws Exception {
    try (Wire wire = new Wire()) {
      assertThat(wire.send("GET /runtime/init/ready HTTP/1.1\r\n\r\n").answer())
          .startsWith("HTTP/1.1 405");
      assertThat(wire.send("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n").answer())
          .startsWith("HTTP/1.1 404");
      assertThat(wire.send("hello\r\n").answer()).startsWith("HTTP/1.1 400");
      assertThat(wire.answer()).isEmpty();
    }
  }

  @Test
  void closesWhenTheClientWantsThat() throws Exception {
    try (Wire wire = new Wire()) {
      wire.send(
          "POST /runtime/init/ready HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      assertThat(wire.answer()).startsWith("HTTP/1.1 200 OK");
      assertThat(wire.answer()).isEmpty();
    }
  }
}
