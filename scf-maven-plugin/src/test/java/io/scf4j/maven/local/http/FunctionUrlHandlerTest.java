package io.scf4j.maven.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.store.StoredTrigger;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a request when it is the local SCF that fails. */
@Timeout(60)
class FunctionUrlHandlerTest {

  /** A disk that fails whenever a function is called. */
  private static final class Failing implements UrlFunctions {
    @Override
    public Optional<List<StoredTrigger>> httpTriggers(String namespace, String function) {
      return Optional.of(List.of());
    }

    @Override
    public InvocationReport invoke(
        String namespace,
        String function,
        String qualifier,
        String requestId,
        byte[] event,
        String origin)
        throws IOException {
      throw new IOException("no space left");
    }

    @Override
    public void checkSignature(
        String method, String query, Map<String, String> headers, byte[] body) {}
  }

  @Test
  void answersAndTellsWhatFailsOnTheDisk() throws Exception {
    List<String> problems = new CopyOnWriteArrayList<>();
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 1);
    server.createContext(
        FunctionUrlHandler.URL, FunctionUrlHandler.functionUrl(new Failing(), problems::add));
    server.start();
    try {
      URI url =
          URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/url/default/fn/");
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
      String id = answer.headers().firstValue("X-Scf-Request-Id").orElse("");

      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(answer.body()).contains("no space left").contains(id);
      assertThat(problems)
          .containsExactly(
              "Request " + id + " failed in the local SCF: java.io.IOException: no space left");
    } finally {
      server.stop(0);
    }
  }
}
