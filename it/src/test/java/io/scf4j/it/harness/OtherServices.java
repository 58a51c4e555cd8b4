package io.scf4j.it.harness;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The services that a deploy tool calls beside SCF, as far as it needs them, by the name of the
 * host: {@code tag} keeps tags of resources, {@code cam} knows one role, and COS takes objects into
 * a directory, where the local SCF finds them. Signatures are not looked at.
 */
public final class OtherServices implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path buckets;
  private final Map<String, Map<String, String>> tags = new TreeMap<>();

  private OtherServices(Path buckets) {
    this.buckets = buckets;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** COS puts objects there, as {@code <bucket>/<object>}. */
  public static OtherServices start(Path buckets) {
    return new OtherServices(buckets);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Tags of a resource, such as {@code default/function/hello}. */
  public synchronized Map<String, String> tags(String resource) {
    return Map.copyOf(tags.getOrDefault(resource, Map.of()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String host = exchange.getRequestHeaders().getFirst("Host");
      byte[] body = exchange.getRequestBody().readAllBytes();
      byte[] answer = new byte[0];
      if (host.endsWith(".myqcloud.com")) {
        put(host.substring(0, host.indexOf('.')), exchange, body);
      } else {
        Map<String, String> form = form(new String(body, StandardCharsets.US_ASCII));
        answer = perform(form).toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
      }
      exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private void put(String bucket, HttpExchange exchange, byte[] body) throws IOException {
    if (!exchange.getRequestMethod().equals("PUT")) {
      throw new IOException("COS is asked for " + exchange.getRequestMethod());
    }
    Path place = buckets.resolve(bucket);
    String object = exchange.getRequestURI().getPath().substring(1);
    Files.createDirectories(place.resolve(object).getParent());
    if (object.isEmpty()) {
      Files.createDirectories(place);
    } else {
      Files.write(place.resolve(object), body);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private synchronized JsonObject perform(Map<String, String> form) {
    JsonObject response = new JsonObject();
    String resource = form.getOrDefault("ResourceIds.0", "");
    String key = form.getOrDefault("TagKey", "");
    switch (form.get("Action")) {
      case "DescribeResourceTagsByResourceIds" -> add(response, tags(resource));
      case "DescribeTags" -> add(response, Map.of()); // so it makes every one first
      case "CreateTag" -> {}
      case "AttachResourcesTag" ->
          tags.computeIfAbsent(resource, none -> new TreeMap<>()).put(key, form.get("TagValue"));
      case "DetachResourcesTag" -> tags.getOrDefault(resource, new TreeMap<>()).remove(key);
      case "DescribeRoleList" -> {
        JsonObject role = new JsonObject();
        role.addProperty("RoleName", "QCS_SCFExcuteRole");
        JsonArray list = new JsonArray();
        list.add(role);
        response.add("List", list);
      }
      default -> {
        JsonObject error = new JsonObject();
        error.addProperty("Code", "InvalidAction");
        error.addProperty("Message", "The test does not play " + form.get("Action"));
        response.add("Error", error);
      }
    }
    response.addProperty("RequestId", "of-the-test");
    JsonObject envelope = new JsonObject();
    envelope.add("Response", response);
    return envelope;
  }

  private static void add(JsonObject response, Map<String, String> tags) {
    JsonArray list = new JsonArray();
    tags.forEach(
        (key, value) -> {
          JsonObject tag = new JsonObject();
          tag.addProperty("TagKey", key);
          tag.addProperty("TagValue", value);
          list.add(tag);
        });
    response.addProperty("TotalCount", list.size());
    response.add("Tags", list);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
