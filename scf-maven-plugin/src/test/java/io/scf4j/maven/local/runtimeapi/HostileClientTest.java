package io.scf4j.maven.local.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.runtimeapi.RuntimeSession.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow, gone, greedy or no HTTP clients at all; the others must not notice. */
@Timeout(60)
class HostileClientTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final String CHUNKED =
      "POST /runtime/invocation/response HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String SIZED =
      "POST /runtime/invocation/response HTTP/1.1\r\nContent-Length: ";

  private final RuntimeSession session = new RuntimeSession(System::nanoTime);
  private RuntimeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = RuntimeApiServer.start(session);
    session.ready();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void offer(String id, int bytes) {
    byte[] body = "e".repeat(bytes).getBytes(StandardCharsets.ISO_8859_1);
    session.offer(new RuntimeEvent(id, body, 128, 3000));
  }

  private void stillServes(String id) throws Exception {
    offer(id, 1);
    try (Wire wire = Wire.to(server)) {
      assertThat(wire.send(Wire.NEXT).answer()).contains("Request_Id: " + id);
      assertThat(wire.send(Wire.post("invocation/response", "ok")).answer())
          .startsWith("HTTP/1.1 200 OK");
    }
    assertThat(session.answer().body()).asString(StandardCharsets.US_ASCII).isEqualTo("ok");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CHUNKED + "zz\r\n",
        CHUNKED + "-1\r\n",
        CHUNKED + "\r\n",
        CHUNKED + "ffffffffffffffffff\r\n",
        CHUNKED + "1\r\nab\r\n0\r\n\r\n",
        CHUNKED + "0\r\nno trailer\r\n\r\n",
        "POST /runtime/invocation/response HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        SIZED + "+1\r\n\r\na",
        SIZED + "-1\r\n\r\n",
        SIZED + "1e3\r\n\r\n",
        SIZED + "1\r\nContent-Length: 2\r\n\r\nab",
        SIZED + "1\r\nno header\r\n\r\na",
        "hello\r\n",
        "GET  /runtime/invocation/next HTTP/1.1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002 TLS\r\n"
      })
  void refusesWhatIsNotHttpAndCountsNothing(String request) throws Exception {
    offer("id-1", 1);
    try (Wire wire = Wire.to(server)) {
      assertThat(wire.send(Wire.NEXT).answer()).startsWith("HTTP/1.1 200 OK");
      assertThat(wire.send(request).answer())
          .startsWith("HTTP/1.1 400 Bad Request\r\n")
          .contains("\r\nConnection: close\r\n");
      assertThat(wire.isEnded()).isTrue();
      assertThat(session.answer()).isNull();
    }
    stillServes("id-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /%s HTTP/1.1", "GET / HTTP/1.1\r\nX: %s", "%s"})
  void cutsAHeadThatIsTooLongAndStillSaysSo(String head) throws Exception {
    try (Wire wire = Wire.to(server)) {
      wire.send(head.formatted("h".repeat(512 * 1024)));
      assertThat(wire.answer()).startsWith("HTTP/1.1 400").contains("is too long");
      assertThat(wire.isEnded()).as("in order, not by a reset").isTrue();
    }
    try (Wire wire = Wire.to(server)) {
      wire.send("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(20_000) + "\r\n");
      assertThat(wire.answer()).startsWith("HTTP/1.1 400").contains("is too long");
    }
    stillServes("id-1");
  }

  @Test
  void doesNotReadAResultWithoutAnEnd() throws Exception {
    offer("id-1", 1);
    try (Wire wire = Wire.to(server)) {
      wire.send(Wire.NEXT).answer();
      wire.send(SIZED + "9000000000\r\n\r\nbegin");
      assertThat(wire.answer()).startsWith("HTTP/1.1 200").contains("Connection: close");
      assertThat(session.answer().kind()).isEqualTo(Answer.Kind.TOO_LARGE);
    }
    stillServes("id-2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET", CHUNKED + "5\r\nab", SIZED + "5\r\n\r\nab"})
  void takesAClientThatLeavesInMidSentenceForNothing(String begin) throws Exception {
    offer("id-1", 1);
    try (Wire wire = Wire.to(server)) {
      wire.send(Wire.NEXT).answer();
      wire.send(begin);
    }
    try (Wire other = Wire.to(server)) { // behind it, so that the first has been seen
      other.send(Wire.NEXT).answer();
      assertThat(session.answer()).isNull();
    }
    stillServes("id-2");
  }

  @Test
  void reservesNothingForBodiesThatAreOnlyAnnounced() throws Exception {
    List<Wire> wires = new ArrayList<>();
    long before = usedBytes();
    try {
      for (int i = 0; i < 60; i++) {
        wires.add(Wire.to(server).send(SIZED + Answer.LIMIT_BYTES + "\r\n\r\nbegin"));
      }
      Thread.sleep(200); // until all are read
      assertThat(usedBytes() - before).isLessThan(60_000_000);
    } finally {
      for (Wire wire : wires) {
        wire.close();
      }
    }
    stillServes("id-1");
  }

  private static long usedBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void missesAClientThatSaidMoreBehindItsPollBeforeItLeft() throws Exception {
    try (Wire dead = Wire.to(server)) {
      dead.send(Wire.NEXT + "\r\n");
      assertThat(dead.isSilent(100)).isTrue();
    }
    Thread.sleep(200);
    offer("id-1", 1);
    assertThat(session.awaitDelivery(SECOND / 10)).isEqualTo(Progress.TIMED_OUT);
    stillServes("id-2");
  }

  @Test
  void doesNotGiveAnEventToAClientThatSaysTooMuchBehindItsPoll() throws Exception {
    try (Wire wire = Wire.to(server)) {
      wire.send(Wire.NEXT + "x".repeat(64 * 1024));
      Thread.sleep(200);
      offer("id-1", 1);
      assertThat(session.awaitDelivery(SECOND / 10)).isEqualTo(Progress.TIMED_OUT);
    }
    stillServes("id-2");
  }

  @Test
  void waitsForAClientThatReadsALargeEventSlowlyAndServesOthersMeanwhile() throws Exception {
    try (Wire slow = Wire.narrow(server);
        Wire other = Wire.to(server)) {
      slow.send(Wire.NEXT);
      assertThat(slow.isSilent(100)).isTrue();
      offer("id-1", Answer.LIMIT_BYTES);
      assertThat(slow.head()).contains("Request_Id: id-1");
      byte[] begin = slow.in().readNBytes(100_000);
      Thread.sleep(1500); // longer than an event may block whoever offers it
      assertThat(other.send(Wire.NEXT).answer()).hasSizeGreaterThan(Answer.LIMIT_BYTES);
      byte[] rest = slow.in().readNBytes(Answer.LIMIT_BYTES - begin.length);
      assertThat(begin.length + rest.length).isEqualTo(Answer.LIMIT_BYTES);
      assertThat(slow.send(Wire.post("invocation/response", "ok")).answer())
          .startsWith("HTTP/1.1 200 OK");
    }
    assertThat(session.answer().body()).hasSize(2);
  }

  @Test
  void takesTheResultOfAClientThatDidNotReadItsLargeEventToTheEnd() throws Exception {
    try (Wire wire = Wire.narrow(server)) {
      wire.send(Wire.NEXT);
      assertThat(wire.isSilent(100)).isTrue();
      offer("id-1", Answer.LIMIT_BYTES);
      assertThat(wire.head()).contains("Request_Id: id-1");
    }
    Thread.sleep(200);
    try (Wire other = Wire.to(server)) {
      other.send(Wire.post("invocation/error", "too large for me")).answer();
    }
    assertThat(session.answer().kind()).isEqualTo(Answer.Kind.ERROR);
  }

  /** Or the time limit of the invocation would never be looked at. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n"})
  void doesNotLetAClientThatNeverReadsBlockWhoeverOffersAnEvent(String behind) throws Exception {
    try (Wire greedy = Wire.narrow(server);
        Wire other = Wire.to(server)) {
      int events = 0;
      Progress delivery = Progress.REACHED;
      while (delivery == Progress.REACHED && events < 1000) {
        greedy.send(Wire.NEXT + behind);
        Thread.sleep(5); // until it is held
        String id = "id-" + ++events;
        CompletableFuture.runAsync(() -> offer(id, 32 * 1024)).get(10, TimeUnit.SECONDS);
        delivery = session.awaitDelivery(SECOND);
        other.send(Wire.post("invocation/response", "ok")).answer();
      }
      assertThat(events).isLessThan(1000);
    }
    stillServes("id-last");
  }
}
