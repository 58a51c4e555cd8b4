package io.scf4j.maven.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.scf4j.maven.cloud.CloudEndpoint;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that writes down each request and gives one answer to all. */
public final class FakeCloudApi implements AutoCloseable {
  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String body = "{}";
  private volatile boolean truncated;
  private volatile boolean dripping;
  private final Queue<String> firstBodies = new ConcurrentLinkedQueue<>();

  /** What came in. */
  public record Request(String action, String region, String token, JsonObject body) {}

  public FakeCloudApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers as the platform does: HTTP 200, and the content inside of {@code Response}. */
  public void answers(String response) {
    answers(200, "{\"Response\":" + response + "}");
  }

  public void answers(int httpStatus, String wholeBody) {
    status = httpStatus;
    body = wholeBody;
  }

  /** Answers as the platform refuses. */
  public void refuses(String code, String message) {
    answers(
        """
        {"Error":{"Code":"%s","Message":"%s"},"RequestId":"fake-request"}"""
            .formatted(code, message));
  }

  /** Answers one call so, before it answers all as it was told. */
  public FakeCloudApi first(String response) {
    firstBodies.add("{\"Response\":" + response + "}");
    return this;
  }

  /** Refuses one call, before it answers all as it was told. */
  public FakeCloudApi refusesFirst(String code) {
    return first(
        "{\"Error\":{\"Code\":\"%s\",\"Message\":\"words\"},\"RequestId\":\"fake-request\"}"
            .formatted(code));
  }

  /** Sends a byte of each answer every 100 ms. */
  public void drips() {
    dripping = true;
  }

  /** Closes the connection in the middle of the body. */
  public void truncates() {
    truncated = true;
  }

  public CloudEndpoint endpoint() {
    return loopback(server.getAddress().getPort());
  }

  public static CloudEndpoint loopback(int port) {
    return CloudEndpoint.parse("http://127.0.0.1:" + port);
  }

  public List<Request> requests() {
    return requests;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String json = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestHeaders().getFirst("X-TC-Action"),
            exchange.getRequestHeaders().getFirst("X-TC-Region"),
            exchange.getRequestHeaders().getFirst("X-TC-Token"),
            JsonParser.parseString(json).getAsJsonObject()));
    String first = firstBodies.poll();
    byte[] bytes = (first == null ? body : first).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    if (dripping) {
      drip(exchange.getResponseBody(), bytes);
    } else {
      exchange.getResponseBody().write(bytes, 0, truncated ? bytes.length / 2 : bytes.length);
    }
    exchange.close();
  }

  private static void drip(OutputStream out, byte[] bytes) throws IOException {
    try {
      for (byte one : bytes) {
        out.write(one);
        out.flush();
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }
}
