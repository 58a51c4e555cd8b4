package io.scf4j.maven.cloud.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.scf4j.maven.cloud.CodeEnd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodeDownloadTest {
  private static final byte[] END = {7, 8, 9};

  private HttpServer server;
  private String asked;
  private int status = 206;
  private String range = "bytes 97-99/100";
  private byte[] body = END;

  @BeforeEach
  void start() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked = exchange.getRequestHeaders().getFirst("Range");
          if (range != null) {
            exchange.getResponseHeaders().set("Content-Range", range);
          }
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void asksForTheEndOnly() {
    CodeEnd end = end().orElseThrow();
    assertThat(asked).isEqualTo("bytes=-3");
    assertThat(end.zipBytes()).isEqualTo(100);
    assertThat(end.bytes()).isEqualTo(END);
  }

  @Test
  void takesNoWholeFile() {
    status = 200;
    assertThat(end()).isEmpty();
  }

  @Test
  void takesNoAnswerThatIsNotTheEnd() {
    range = "bytes 90-92/100";
    assertThat(end()).isEmpty();
    range = null;
    assertThat(end()).isEmpty();
    range = "bytes 96-99/100";
    body = new byte[4];
    assertThat(end()).isEmpty();
  }

  @Test
  void asksNobodyElseWithoutTls() {
    assertThat(CodeDownload.end("http://code.example.com/a.zip", 3, Optional.empty())).isEmpty();
    assertThat(CodeDownload.end("", 3, Optional.empty())).isEmpty();
    assertThat(CodeDownload.end("not an address", 3, Optional.empty())).isEmpty();
  }

  @Test
  void anAddressThatDoesNotAnswerIsNoError() {
    int port = server.getAddress().getPort();
    server.stop(0);
    assertThat(CodeDownload.end("http://127.0.0.1:" + port + "/a.zip", 3, Optional.empty()))
        .isEmpty();
  }

  private Optional<CodeEnd> end() {
    return CodeDownload.end(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/a.zip", 3, Optional.empty());
  }
}
