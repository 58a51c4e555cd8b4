package io.scf4j.it.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** An endpoint of the cloud API that counts what arrives. */
public final class FakeEndpoint implements AutoCloseable {
  private final HttpServer server;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());

  private FakeEndpoint(Function<HttpExchange, byte[]> answer) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestHeaders().getFirst("X-TC-Action"));
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-TC-Token")));
          byte[] body = answer.apply(exchange);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /** Answers every call with this text. */
  public static FakeEndpoint answering(String json) {
    return new FakeEndpoint(exchange -> json.getBytes(StandardCharsets.UTF_8));
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The actions that were asked for, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The tokens that came with them. */
  public List<String> tokens() {
    return List.copyOf(tokens);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
