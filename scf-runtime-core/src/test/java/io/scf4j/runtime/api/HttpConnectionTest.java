package io.scf4j.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import io.scf4j.runtime.fake.Request;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes of a request, and when a connection is used again. */
class HttpConnectionTest {

  private static HttpConnection to(String host, FakeRuntimeApi api) throws ApiUnavailableException {
    return new HttpConnection(
        RuntimeAddress.from(
            Map.of("SCF_RUNTIME_API", host, "SCF_RUNTIME_API_PORT", String.valueOf(api.port()))));
  }

  @Test
  void sendsAPostAsOnePieceWithNothingUnexpectedInIt() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok())) {
      to("127.0.0.1", api).post("/path", "text/plain", new byte[] {'h', 'i'});

      Request request = api.requests().get(0);
      assertThat(request.head())
          .isEqualTo(
              "POST /path HTTP/1.1\r\nHost: 127.0.0.1:"
                  + api.port()
                  + "\r\nUser-Agent: scf4j\r\nContent-Type: text/plain\r\nContent-Length: 2");
      assertThat(request.text()).isEqualTo("hi");
      assertThat(request.reads()).isEqualTo(1);
    }
  }

  @Test
  void writesHeadAndBodyAtOnceEveryTime() throws Exception {
    Reply[] replies = new Reply[300];
    Arrays.setAll(replies, i -> Reply.ok());
    try (FakeRuntimeApi api = new FakeRuntimeApi(replies)) {
      HttpConnection connection = to("127.0.0.1", api);
      for (int i = 0; i < replies.length; i++) {
        connection.post("/", "text/plain", new byte[1000]);
      }

      // Two writes would now and then be read as two pieces.
      assertThat(api.requests()).hasSize(300).allMatch(request -> request.reads() == 1);
    }
  }

  @Test
  void isDirectWhateverProxiesTheJvmWasToldOf() throws Exception {
    String[] properties = {"http.proxyHost", "socksProxyHost"};
    for (String property : properties) {
      System.setProperty(property, "192.0.2.1");
    }
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok())) {
      assertThat(to("127.0.0.1", api).get("/").status()).isEqualTo(200);
    } finally {
      for (String property : properties) {
        System.clearProperty(property);
      }
    }
  }

  @Test
  void saysThatAConnectionCouldNotBeMade() throws Exception {
    String port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = String.valueOf(closed.getLocalPort());
    }
    HttpConnection connection =
        new HttpConnection(
            RuntimeAddress.from(
                Map.of("SCF_RUNTIME_API", "127.0.0.1", "SCF_RUNTIME_API_PORT", port)));

    assertThatThrownBy(() -> connection.get("/"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot connect to 127.0.0.1:" + port);
  }

  @Test
  void saysThatANameIsUnknown() throws Exception {
    HttpConnection connection =
        new HttpConnection(
            RuntimeAddress.from(
                Map.of("SCF_RUNTIME_API", "no-such-host.invalid", "SCF_RUNTIME_API_PORT", "1")));

    assertThatThrownBy(() -> connection.get("/"))
        .isInstanceOf(IOException.class)
        .hasMessage("unknown host no-such-host.invalid");
    assertThat(connection.reached()).isFalse();
  }

  @Test
  void doesNotAskTwiceWhenAnAnswerHadBegun() throws Exception {
    try (FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.ok(), Reply.raw("HTTP/1.1 200 OK\r\nConte").thenClose(), Reply.ok())) {
      HttpConnection connection = to("127.0.0.1", api);
      connection.get("/first");

      assertThatThrownBy(() -> connection.get("/second"))
          .hasMessage("connection closed within a response");
      assertThat(api.log()).containsExactly("GET /first", "GET /second");
    }
  }

  @Test
  void givesUpAConnectionWhoseAnswerToAPostHasNoEnd() throws Exception {
    try (FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n", "x".repeat(900_000)),
            Reply.ok())) {
      HttpConnection connection = to("127.0.0.1", api);

      assertThat(connection.post("/", "text/plain", new byte[0]).body()).hasSize(65536);
      connection.get("/");
      assertThat(api.requests()).extracting(Request::connection).containsExactly(1, 2);
    }
  }
}
