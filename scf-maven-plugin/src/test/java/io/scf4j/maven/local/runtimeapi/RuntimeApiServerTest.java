package io.scf4j.maven.local.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.runtimeapi.RuntimeSession.Progress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  private Wire wire() throws IOException {
    return Wire.to(server);
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
    try (Wire wire = wire()) {
      assertThat(wire.send(Wire.post("init/ready", " ")).answer())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nOK");
      assertThat(session.awaitReady(SECOND)).isEqualTo(Progress.REACHED);
      wire.send(Wire.NEXT);
      offer("id-1", "{\"a\":1}");
      assertThat(wire.answer())
          .isEqualTo(
              "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\nRequest_Id: id-1\r\n"
                  + "Memory_Limit_In_Mb: 128\r\nTime_Limit_In_Ms: 3000\r\n\r\n{\"a\":1}");
      assertThat(wire.send(Wire.post("invocation/response", "done")).answer())
          .startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(result()).isEqualTo("done");
      assertThat(wire.send(Wire.post("invocation/error", "too late")).answer())
          .startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(result()).isEqualTo("done");
      assertThat(session.answer().kind()).isEqualTo(Answer.Kind.RESPONSE);
    }
  }

  @Test
  void holdsNextUntilReadyAndAnEvent() throws Exception {
    try (Wire poll = wire();
        Wire other = wire()) {
      poll.send(Wire.NEXT);
      assertThat(poll.isSilent(100)).isTrue();
      other.send(Wire.post("init/ready", "")).answer();
      assertThat(poll.isSilent(100)).isTrue();
      offer("id-1", "x");
      assertThat(poll.answer()).contains("Request_Id: id-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Connection: close\r\n"})
  void noticesThatTheClientOfALongPollIsGone(String header) throws Exception {
    session.ready();
    try (Wire dead = wire()) {
      dead.send("GET /runtime/invocation/next HTTP/1.1\r\nHost: x\r\n" + header + "\r\n");
      assertThat(dead.isSilent(100)).isTrue();
    }
    Thread.sleep(100);
    offer("id-1", "x");
    assertThat(session.awaitDelivery(SECOND / 10)).isEqualTo(Progress.TIMED_OUT);
    try (Wire alive = wire()) {
      assertThat(alive.send(Wire.NEXT).answer()).contains("Request_Id: id-1");
    }
  }

  @Test
  void endsAConnectionWithItsPollWhenTheClientSaysSo() throws Exception {
    session.ready();
    try (Wire once = wire()) {
      once.send("GET /runtime/invocation/next HTTP/1.0\r\n\r\n");
      assertThat(once.isSilent(100)).isTrue();
      offer("id-1", "x");
      assertThat(once.answer())
          .contains("Request_Id: id-1")
          .endsWith("\r\nConnection: close\r\n\r\nx");
      assertThat(once.isEnded()).isTrue();
    }
  }

  @Test
  void answersExpectContinueBeforeTheBody() throws Exception {
    session.ready();
    offer("id-1", "x");
    try (Wire wire = wire()) {
      wire.send(Wire.NEXT).answer();
      wire.send(
          "POST /runtime/invocation/response HTTP/1.1\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
      assertThat(wire.answer()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
      assertThat(wire.send("done").answer()).startsWith("HTTP/1.1 200 OK");
      assertThat(result()).isEqualTo("done");
    }
  }

  /** Both halves of every possible cut are two packets. */
  @Test
  void readsChunkedBodiesWhereverThePacketsAreCut() throws Exception {
    session.ready();
    String request =
        "POST /runtime/invocation/response HTTP/1.1\r\ntransfer-ENCODING: Chunked\r\n\r\n"
            + "3\r\nabc\r\n00A;x=\"y;z\"\r\n0123456789\r\n1 \r\n!\n0;last\r\n"
            + "Trailer: t\r\nOther: 1\r\n\r\n";
    try (Wire wire = wire()) {
      for (int cut = 0; cut < request.length(); cut++) {
        offer("id-" + cut, "x");
        wire.send(Wire.NEXT).answer();
        wire.send(request.substring(0, cut)).send(request.substring(cut));
        assertThat(wire.answer()).as("cut at " + cut).startsWith("HTTP/1.1 200 OK");
        assertThat(result()).isEqualTo("abc0123456789!");
      }
    }
  }

  @Test
  void readsARequestThatComesByteByByte() throws Exception {
    try (Wire wire = wire()) {
      for (byte b : Wire.post("init/ready", " ").getBytes(StandardCharsets.ISO_8859_1)) {
        wire.send(new byte[] {b});
      }
      assertThat(wire.answer()).startsWith("HTTP/1.1 200 OK");
    }
    assertThat(session.awaitReady(0)).isEqualTo(Progress.REACHED);
  }

  @Test
  void keepsSixMegabytesAndAnswersMoreAsTooLarge() throws Exception {
    session.ready();
    offer("id-1", "e".repeat(Answer.LIMIT_BYTES));
    try (Wire wire = wire()) {
      assertThat(wire.send(Wire.NEXT).answer())
          .endsWith("eee")
          .hasSizeGreaterThan(Answer.LIMIT_BYTES);
      wire.send(Wire.post("invocation/response", "r".repeat(Answer.LIMIT_BYTES))).answer();
      assertThat(result()).hasSize(Answer.LIMIT_BYTES);
      offer("id-2", "x");
      wire.send(Wire.NEXT).answer();
      wire.send(Wire.post("invocation/response", "r".repeat(Answer.LIMIT_BYTES + 1))).answer();
      result();
      assertThat(session.answer().kind()).isEqualTo(Answer.Kind.TOO_LARGE);
    }
  }

  @Test
  void answersPipelinedRequestsInOrder() throws Exception {
    try (Wire wire = wire()) {
      wire.send(Wire.post("init/ready", "") + Wire.NEXT + "GET /nothing HTTP/1.1\r\n\r\n");
      assertThat(wire.answer()).startsWith("HTTP/1.1 200");
      assertThat(wire.isSilent(100)).isTrue();
      offer("id-1", "x");
      assertThat(wire.answer()).contains("Request_Id: id-1");
      assertThat(wire.answer()).startsWith("HTTP/1.1 404");
    }
  }

  @Test
  void givesTheSameEventToEveryPollUntilItsResult() throws Exception {
    session.ready();
    try (Wire one = wire();
        Wire two = wire()) {
      one.send(Wire.NEXT);
      two.send(Wire.NEXT);
      assertThat(one.isSilent(100)).isTrue();
      offer("id-1", "x");
      String first = one.answer();
      assertThat(two.answer()).isEqualTo(first);
      assertThat(one.send(Wire.NEXT).answer()).isEqualTo(first);
      two.send(Wire.post("invocation/error", "failed")).answer();
      assertThat(one.send(Wire.NEXT).isSilent(100)).isTrue();
      assertThat(result()).isEqualTo("failed");
      assertThat(session.answer().kind()).isEqualTo(Answer.Kind.ERROR);
    }
  }

  @Test
  void acceptsWhatIsHttpThoughFewClientsSendIt() throws Exception {
    session.ready();
    offer("id-1", "x");
    try (Wire wire = wire()) {
      String url = "http://127.0.0.1:" + server.port() + "/runtime/invocation/next?a=b";
      wire.send("GET " + url + " HTTP/1.1\nhost: 127.0.0.1\n\n");
      assertThat(wire.answer()).contains("Request_Id: id-1");
      wire.send("\r\nPOST /runtime/invocation/response HTTP/1.1\r\nCONTENT-length:4\r\n\r\ndone");
      assertThat(wire.answer()).startsWith("HTTP/1.1 200 OK");
      assertThat(result()).isEqualTo("done");
    }
  }

  @Test
  void refusesWhatIsNotTheProtocol() throws Exception {
    try (Wire wire = wire()) {
      assertThat(wire.send("GET /runtime/init/ready HTTP/1.1\r\n\r\n").answer())
          .startsWith("HTTP/1.1 405")
          .endsWith("use POST");
      assertThat(wire.send("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n").answer())
          .startsWith("HTTP/1.1 404")
          .endsWith("the runtime API has no /2018-06-01/runtime/invocation/next");
      wire.send("HEAD /runtime/invocation/next HTTP/1.1\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 404");
      assertThat(wire.send(Wire.post("init/ready", "")).head())
          .as("after an answer without a body")
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void isNoneOfTheBusinessOfAPageInABrowser() throws Exception {
    String ready = Wire.post("init/ready", "");
    try (Wire wire = wire()) {
      assertThat(wire.send(ready.replace("Host: x", "Host: pages.example:8080")).answer())
          .startsWith("HTTP/1.1 403");
      assertThat(wire.send(ready.replace("Host: x", "Host: x\r\nOrigin: null")).answer())
          .startsWith("HTTP/1.1 403");
      for (String header : List.of("Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: none")) {
        assertThat(wire.send(Wire.NEXT.replace("Host: x", "Host: x\r\n" + header)).answer())
            .as("an image of a page, %s", header)
            .startsWith("HTTP/1.1 403");
      }
      assertThat(session.awaitReady(0)).isEqualTo(Progress.TIMED_OUT);
      String node = "Host: 127.0.0.1:8080\r\nSec-Fetch-Mode: cors";
      assertThat(wire.send(ready.replace("Host: x", node)).answer()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void keepsAConnectionOfHttp10OpenWhenTheClientSaysSo() throws Exception {
    try (Wire wire = wire()) {
      String ready = Wire.post("init/ready", "").replace("1.1", "1.0");
      wire.send(ready.replace("Host: x", "Connection: Keep-Alive\r\nExpect: 100-continue"));
      assertThat(wire.answer())
          .startsWith("HTTP/1.1 200 OK")
          .contains("\r\nConnection: keep-alive\r\n");
      assertThat(wire.send(ready).answer()).contains("\r\nConnection: close\r\n");
      assertThat(wire.isEnded()).isTrue();
    }
  }

  /** They ask to go on with HTTP/2, and pool and reuse connections as they like. */
  @Test
  void servesTheClientsOfTheJdk() throws Exception {
    String api = "http://" + server.host() + ":" + server.port() + "/runtime/";
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpRequest.Builder ready = HttpRequest.newBuilder(URI.create(api + "init/ready"));
    client.send(
        ready.POST(HttpRequest.BodyPublishers.noBody()).build(),
        HttpResponse.BodyHandlers.discarding());
    offer("id-1", "one");
    HttpRequest next = HttpRequest.newBuilder(URI.create(api + "invocation/next")).build();
    HttpResponse<String> event = client.send(next, HttpResponse.BodyHandlers.ofString());
    assertThat(event.body()).isEqualTo("one");
    assertThat(event.headers().firstValue("request_id")).contains("id-1");

    URL response = URI.create(api + "invocation/response").toURL();
    HttpURLConnection post = (HttpURLConnection) response.openConnection(Proxy.NO_PROXY);
    post.setDoOutput(true);
    post.setChunkedStreamingMode(0);
    post.getOutputStream().write("two".getBytes(StandardCharsets.US_ASCII));
    assertThat(post.getResponseCode()).isEqualTo(200);
    assertThat(result()).isEqualTo("two");
  }

  @Test
  void closesWhenTheClientWantsThat() throws Exception {
    try (Wire wire = wire()) {
      wire.send(
          "POST /runtime/init/ready HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      assertThat(wire.answer()).startsWith("HTTP/1.1 200 OK").contains("\r\nConnection: close\r\n");
      assertThat(wire.isEnded()).isTrue();
    }
  }
}
