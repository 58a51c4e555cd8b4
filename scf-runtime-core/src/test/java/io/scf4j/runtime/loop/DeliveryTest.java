package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import example.Faulty;
import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The delivery guarantees, through the whole process and a real socket. */
class DeliveryTest {
  private static final String READY = "POST /runtime/init/ready  ";
  private static final String NEXT = "GET /runtime/invocation/next";
  private static final String RESPONSE = "POST /runtime/invocation/response ";
  private static final String COUNT = "example.Faulty::count";

  private final FakeProcess process = new FakeProcess();

  @BeforeEach
  void resetCalls() {
    Faulty.CALLS.set(0);
  }

  private FakeRuntimeApi serve(String handler, Reply... replies) {
    FakeRuntimeApi api = new FakeRuntimeApi(replies);
    int status = process.run(api.env(), handler);
    assertThat(status).isEqualTo(1); // every script ends with an API that is gone
    return api;
  }

  @Test
  void saysReadyWithOneSpaceThenAsksAndAnswersOverOneConnection() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.ok(),
            Reply.event("id-2", "b"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a1", NEXT, RESPONSE + "b2");
    assertThat(api.requests()).allMatch(request -> request.connection() == 1);
  }

  @Test
  void sendsTheSameResultAgainWhenThePostWasNotAcknowledged() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.status(500),
            Reply.silence(),
            Reply.ok(),
            Reply.event("id-2", "b"),
            Reply.ok());

    assertThat(api.log())
        .containsExactly(
            READY, NEXT, RESPONSE + "a1", RESPONSE + "a1", RESPONSE + "a1", NEXT, RESPONSE + "b2");
  }

  @Test
  void sendsTheSameResultAgainWhenTheSameIdIsRedelivered() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.status(503),
            Reply.status(503),
            Reply.status(503),
            Reply.event("id-1", "a"),
            Reply.ok());

    assertThat(api.log())
        .containsExactly(
            READY, NEXT, RESPONSE + "a1", RESPONSE + "a1", RESPONSE + "a1", NEXT, RESPONSE + "a1");
    assertThat(Faulty.CALLS).hasValue(1);
    assertThat(process.err())
        .contains("The result of request id-1 was not accepted")
        .contains("status 503");
  }

  @Test
  void runsTheHandlerAgainWhenAnAcknowledgedIdIsDeliveredAnew() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a1", NEXT, RESPONSE + "a2");
  }

  @Test
  void dropsAResultWhenScfWentOnToAnotherEvent() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.status(400),
            Reply.event("id-2", "b"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a1", NEXT, RESPONSE + "b2");
    assertThat(process.err()).contains("The result of request id-1 is dropped");
  }

  @Test
  void neverTakesAnEventWithoutAnIdForARedelivery() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok(),
            Reply.event("", "a"),
            Reply.status(400),
            Reply.event("", "b"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a1", NEXT, RESPONSE + "b2");
  }

  @Test
  void replacesAConnectionClosedWhileIdleWithoutAPauseOrALine() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok().thenClose(),
            Reply.event("id-1", "a").thenReset(),
            Reply.ok().thenClose(),
            Reply.event("id-2", "b"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a1", NEXT, RESPONSE + "b2");
    // Only the API's end at the end of the script makes the process wait and speak.
    assertThat(process.clock().pausesMs()).hasSize(11);
    assertThat(process.err().lines()).hasSize(1);
  }

  @Test
  void asksAgainAtOnceWhenALongPollIsLost() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok().thenClose(),
            Reply.silence().after(() -> process.clock().pass(60_000)),
            Reply.silence().after(() -> process.clock().pass(60_000)),
            Reply.event("id-1", "a"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, NEXT, NEXT, RESPONSE + "a1");
    assertThat(process.clock().pausesMs()).hasSize(11);
  }

  @Test
  void asksAgainWhenAnEventIsCutShort() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok(),
            Reply.raw("HTTP/1.1 200 OK\r\nRequest_Id: id-1\r\nContent-Length: 3\r\n\r\nab")
                .thenClose(),
            Reply.event("id-1", "abc"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, NEXT, RESPONSE + "abc1");
  }

  @Test
  void takesAResultForSentWhenTheStatusArrivedAndTheRestDidNot() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\no").thenClose(),
            Reply.event("id-2", "b"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a1", NEXT, RESPONSE + "b2");
  }

  @Test
  void pausesLongerAndLongerAndEndsWithTheReasonWhenTheApiRefuses() {
    Reply[] replies = new Reply[20];
    java.util.Arrays.setAll(replies, i -> i == 0 ? Reply.ok() : Reply.status(429));
    FakeRuntimeApi api = serve(COUNT, replies);

    assertThat(process.clock().pausesMs())
        .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L, 5000L, 5000L);
    assertThat(api.log()).hasSize(13);
    assertThat(process.err())
        .isEqualTo(
            "scf4j: The runtime API could not be used for 31 s: GET /runtime/invocation/next was"
                + " answered with status 429: ok\n");
  }

  @Test
  void forgetsEarlierFailuresOnceAnEventArrives() {
    serve(
        COUNT,
        Reply.status(500),
        Reply.ok(),
        Reply.status(500),
        Reply.status(500),
        Reply.event("id-1", "a"),
        Reply.status(500),
        Reply.ok(),
        Reply.status(500),
        Reply.event("id-2", "b"),
        Reply.ok());

    assertThat(process.clock().pausesMs()).startsWith(100L, 100L, 200L, 100L, 100L, 100L, 200L);
  }

  @Test
  void endsWhenARedeliveredResultIsRefusedForever() {
    Reply[] replies = new Reply[60];
    java.util.Arrays.setAll(
        replies,
        i -> i == 0 ? Reply.ok() : i % 2 == 1 ? Reply.event("id-1", "a") : Reply.status(400));
    serve(COUNT, replies);

    assertThat(Faulty.CALLS).hasValue(1);
    assertThat(process.clock().pausesMs()).hasSize(11);
    assertThat(process.err()).endsWith("was answered with status 400: ok\n");
  }

  @Test
  void triesReadyAgainUntilItIsAccepted() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.status(500),
            Reply.silence(),
            Reply.raw("HTTP/1.1 204 No Content\r\n\r\n"),
            Reply.event("id-1", "a"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, READY, READY, NEXT, RESPONSE + "a1");
  }

  @Test
  void givesUpWithExitStatusOneWhenNobodyListens() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    int status =
        process.run(
            Map.of("SCF_RUNTIME_API", "localhost", "SCF_RUNTIME_API_PORT", String.valueOf(port)),
            COUNT);

    assertThat(status).isEqualTo(1);
    assertThat(process.err())
        .contains("POST /runtime/init/ready: cannot connect to localhost:" + port);
  }

  @Test
  void discardsAConnectionWithBytesNobodyAskedFor() {
    FakeRuntimeApi api =
        serve(
            COUNT,
            Reply.ok(),
            Reply.raw(
                "HTTP/1.1 200 OK\r\nRequest_Id: 1\r\nContent-Length: 1\r\n\r\naHTTP/1.1 500 X\r\n"),
            Reply.ok(),
            Reply.event("id-2", "b"),
            Reply.ok());

    assertThat(api.log()).containsExactly(READY, NEXT, RESPONSE + "a1", NEXT, RESPONSE + "b2");
    assertThat(api.requests()).extracting("connection").containsExactly(1, 1, 2, 2, 2);
  }

  @Test
  void carriesSixMegabytesBothWays() {
    byte[] large = new byte[6 * 1024 * 1024];
    java.util.Arrays.fill(large, (byte) 0xC3);
    FakeRuntimeApi api =
        serve("example.Hello::bytes", Reply.ok(), Reply.event("id-1", large), Reply.ok());

    assertThat(api.requests().get(2).body()).isEqualTo(large);
  }
}
