package io.scf4j.maven.local.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.scf4j.maven.local.runtimeapi.RuntimeSession.Progress;
import io.scf4j.maven.local.runtimeapi.Violation.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the platform tolerates, and strict mode refuses and lists. */
@Timeout(30)
class StrictModeTest {
  private final RuntimeSession session = new RuntimeSession(System::nanoTime, true);
  private RuntimeApiServer server;
  private Wire wire;

  @BeforeEach
  void start() throws IOException {
    server = RuntimeApiServer.start(session);
    wire = Wire.to(server);
  }

  @AfterEach
  void stop() throws IOException {
    wire.close();
    server.close();
  }

  private void offer(String id) {
    session.offer(new RuntimeEvent(id, new byte[1], 128, 3000));
  }

  private String ready() throws IOException {
    return wire.send(Wire.post("init/ready", " ")).answer();
  }

  private String next() throws IOException {
    return wire.send(Wire.NEXT).answer();
  }

  private String response(String result) throws IOException {
    return wire.send(Wire.post("invocation/response", result)).answer();
  }

  private List<Kind> listed() {
    return session.violations().stream().map(Violation::kind).toList();
  }

  @Test
  void hasNothingAgainstAClientThatKeepsToTheProtocol() throws Exception {
    ready();
    for (String id : List.of("id-1", "id-2")) {
      offer(id);
      assertThat(next()).contains("Request_Id: " + id);
      assertThat(next()).as("again, which is allowed").contains("Request_Id: " + id);
      assertThat(response("ok")).startsWith("HTTP/1.1 200 OK");
    }
    assertThat(session.violations()).isEmpty();
  }

  @Test
  void refusesNextBeforeReadyAndASecondReady() throws Exception {
    assertThat(next())
        .startsWith("HTTP/1.1 409 Conflict\r\n")
        .endsWith("next was called before ready");
    assertThat(ready()).startsWith("HTTP/1.1 200 OK");
    assertThat(ready()).startsWith("HTTP/1.1 409 Conflict");
    offer("id-1");
    assertThat(session.awaitDelivery(0)).as("the poll was not held").isEqualTo(Progress.TIMED_OUT);
    assertThat(listed()).containsExactly(Kind.NEXT_BEFORE_READY, Kind.READY_TWICE);
    assertThat(session.violations())
        .extracting(Violation::requestLine)
        .containsExactly(
            "GET /runtime/invocation/next HTTP/1.1", "POST /runtime/init/ready HTTP/1.1");
  }

  @Test
  void refusesResultsThatHaveNoEventOrNotYet() throws Exception {
    ready();
    assertThat(response("none")).startsWith("HTTP/1.1 409");
    offer("id-1");
    assertThat(response("early")).startsWith("HTTP/1.1 409");
    assertThat(session.answer()).isNull();
    next();
    assertThat(response("ok")).startsWith("HTTP/1.1 200");
    assertThat(listed()).containsExactly(Kind.RESULT_WITHOUT_EVENT, Kind.RESULT_BEFORE_FETCH);
  }

  @Test
  void refusesASecondResult() throws Exception {
    ready();
    offer("id-1");
    next();
    response("first");
    assertThat(response("second")).startsWith("HTTP/1.1 409").endsWith("the first one is final");
    assertThat(session.answer().body()).asString(StandardCharsets.US_ASCII).isEqualTo("first");
    assertThat(listed()).containsExactly(Kind.SECOND_RESULT);
  }

  @Test
  void refusesALateResult() throws Exception {
    ready();
    offer("id-1");
    try (Wire slow = Wire.to(server)) {
      slow.send(Wire.NEXT).answer();
      next();
      response("first");
      offer("id-2");
      next();
      assertThat(slow.send(Wire.post("invocation/response", "late")).answer())
          .startsWith("HTTP/1.1 409")
          .endsWith("the result is for an event that was answered before");
      assertThat(session.answer()).isNull();
    }
    assertThat(listed()).containsExactly(Kind.LATE_RESULT);
  }

  @Test
  void refusesRoutesAndMethodsThatThereAreNot() throws Exception {
    assertThat(wire.send("GET /runtime HTTP/1.1\r\n\r\n").answer()).startsWith("HTTP/1.1 404");
    assertThat(wire.send("PUT /runtime/init/ready HTTP/1.1\r\n\r\n").answer())
        .startsWith("HTTP/1.1 405");
    assertThat(wire.send("HEAD /runtime/init/ready HTTP/1.1\r\n\r\n").head())
        .startsWith("HTTP/1.1 404");
    assertThat(wire.send("\u0001 what is this\r\n").answer()).startsWith("HTTP/1.1 400");
    assertThat(session.violations())
        .extracting(Violation::kind, Violation::requestLine)
        .containsExactly(
            tuple(Kind.UNKNOWN_ROUTE, "GET /runtime HTTP/1.1"),
            tuple(Kind.WRONG_METHOD, "PUT /runtime/init/ready HTTP/1.1"),
            tuple(Kind.UNKNOWN_ROUTE, "HEAD /runtime/init/ready HTTP/1.1"),
            tuple(Kind.MALFORMED, "not an HTTP/1.1 request line: . what is this"));
  }

  @Test
  void refusesAPostWithoutALength() throws Exception {
    assertThat(wire.send("POST /runtime/init/ready HTTP/1.1\r\n\r\n").answer())
        .startsWith("HTTP/1.1 411 Length Required");
    assertThat(session.awaitReady(0)).isEqualTo(Progress.TIMED_OUT);
    wire.send("POST /runtime/init/ready HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
    assertThat(wire.answer()).startsWith("HTTP/1.1 200");
    assertThat(listed()).containsExactly(Kind.NO_CONTENT_LENGTH);
  }

  @Test
  void saysThatAResultIsTooLargeAndCountsItAsThat() throws Exception {
    ready();
    offer("id-1");
    next();
    assertThat(response("r".repeat(Answer.LIMIT_BYTES + 1)))
        .startsWith("HTTP/1.1 413 Content Too Large");
    assertThat(session.answer().kind()).isEqualTo(Answer.Kind.TOO_LARGE);
    assertThat(listed()).containsExactly(Kind.RESULT_TOO_LARGE);
  }
}
