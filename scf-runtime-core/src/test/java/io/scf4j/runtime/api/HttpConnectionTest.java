package io.scf4j.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import io.scf4j.runtime.fake.Request;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
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
  void sendsAPostWithNothingUnexpectedInIt() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok())) {
      to("127.0.0.1", api).post("/path", "text/plain", new byte[] {'h', 'i'});

      Request request = api.requests().get(0);
      assertThat(request.head())
          .isEqualTo(
              "POST /path HTTP/1.1\r\nHost: 127.0.0.1:"
                  + api.port()
                  + "\r\nUser-Agent: scf4j\r\nContent-Type: text/plain\r\nContent-Length: 2");
      assertThat(request.text()).isEqualTo("hi");
    }
  }

  private static HttpConnection over(RecordingSocket socket, FakeRuntimeApi api)
      throws ApiUnavailableException {
    return new HttpConnection(RuntimeAddress.from(api.env())) {
      @Override
      Socket newSocket() {
        return socket;
      }
    };
  }

  @Test
  void writesEachRequestAtOnceWithoutDelayOrReadTimeoutButWithAConnectTimeout() throws Exception {
    RecordingSocket socket = new RecordingSocket();
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), Reply.ok(), Reply.ok())) {
      HttpConnection connection = over(socket, api);
      connection.get("/");
      connection.post("/", "text/plain", new byte[1000]);
      connection.post("/", "text/plain", new byte[100_000]);

      int address = ("127.0.0.1:" + api.port()).length();
      int get = "GET / HTTP/1.1\r\nHost: \r\nUser-Agent: scf4j\r\n\r\n".length() + address;
      int post = get + 1 + "Content-Type: text/plain\r\nContent-Length: 1000\r\n".length();
      assertThat(socket.calls())
          .containsExactly(
              "noDelay true",
              "connect within 5000 ms",
              "write " + get,
              "write " + (post + 1_000),
              "write " + (post + 2 + 100_000));
    }
  }

  @Test
  void writesTheHeadTogetherWithTheBeginningOfALargeBody() throws Exception {
    RecordingSocket socket = new RecordingSocket();
    int size = 6 * 1024 * 1024;
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok())) {
      over(socket, api).post("/", "text/plain", new byte[size]);

      int head = api.requests().get(0).head().length() + "\r\n\r\n".length();
      assertThat(api.requests().get(0).body()).hasSize(size);
      assertThat(socket.calls().subList(2, 4))
          .containsExactly("write 131072", "write " + (size + head - 131072));
    }
  }

  @Test
  void asksNoProxySelectorWhereToConnect() throws Exception {
    List<URI> asked = new ArrayList<>();
    ProxySelector original = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            asked.add(uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok())) {
      assertThat(to("127.0.0.1", api).get("/").status()).isEqualTo(200);
    } finally {
      ProxySelector.setDefault(original);
    }
    assertThat(asked).isEmpty();
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
