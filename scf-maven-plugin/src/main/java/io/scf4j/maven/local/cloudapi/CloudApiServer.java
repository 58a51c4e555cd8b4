package io.scf4j.maven.local.cloudapi;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.scf4j.maven.local.store.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * The cloud API 3.0 of SCF on {@code POST /} of a loopback port: authentication, version and
 * action, the envelope. Every answer to an API call has HTTP status 200, errors too, because SDKs
 * take any other for a broken server. {@code GET /} says whose port it is.
 */
public final class CloudApiServer implements AutoCloseable {
  private static final String VERSION = "2018-04-16";
  private static final String DEFAULT_REGION = "ap-guangzhou";

  /** Room for the largest zip the platform takes inline (50 MB), as base64. */
  private static final int MAX_REQUEST_BYTES = 70 * 1024 * 1024;

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private final HttpServer server;
  private final ExecutorService threads;
  private final Authentication authentication;
  private final AsyncInvocations async;
  private final Downloads downloads;
  private final Triggers triggers;
  private final Map<String, Action> actions = new HashMap<>();

  private CloudApiServer(
      HttpServer server,
      ExecutorService threads,
      Functions functions,
      AsyncInvocations async,
      Credentials credentials,
      InstantSource clock,
      Consumer<String> problems) {
    this.server = server;
    this.threads = threads;
    this.authentication = new Authentication(credentials, clock);
    this.async = async;
    this.downloads = new Downloads(this::port, clock, new SecureRandom());
    this.triggers = new Triggers(functions, async, authentication, clock, problems);
    ApiClock now = new ApiClock(clock);
    TriggerActions triggerActions = new TriggerActions(functions, now, this::port);
    actions.putAll(Actions.of(functions, async, triggerActions, downloads, now));
    actions.putAll(triggers.actions());
  }

  /**
   * Starts to serve.
   *
   * @param port port of 127.0.0.1, 0 for a free one
   * @param retryPause between two tries of an asynchronous event
   * @param problems takes what goes wrong in the server itself, in a line
   * @throws IOException when the port cannot be bound
   */
  public static CloudApiServer start(
      int port,
      Functions functions,
      Credentials credentials,
      InstantSource clock,
      Duration retryPause,
      Consumer<String> problems)
      throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 128);
    ExecutorService threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "scf-cloud-api");
              thread.setDaemon(true);
              return thread;
            });
    AsyncInvocations async =
        new AsyncInvocations(functions, functions.asyncEvents(), clock, retryPause);
    CloudApiServer server =
        new CloudApiServer(http, threads, functions, async, credentials, clock, problems);
    http.setExecutor(threads);
    http.createContext("/", server::handle);
    server.triggers.serve(http);
    http.start();
    return server;
  }

  /** The port that is served. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getRawPath();
      if (path.startsWith(Downloads.PATH)) {
        download(exchange, path.substring(Downloads.PATH.length()));
      } else if (!path.equals("/")) {
        respond(
            exchange,
            404,
            "text/plain; charset=utf-8",
            "The local SCF has nothing at this path.\n");
      } else if (exchange.getRequestMethod().equals("POST")) {
        respond(exchange, 200, "application/json", GSON.toJson(call(exchange)));
      } else {
        respond(
            exchange,
            200,
            "text/plain; charset=utf-8",
            greeting(ProcessHandle.current().pid()) + "\n");
      }
    }
  }

  private void download(HttpExchange exchange, String name) throws IOException {
    Optional<Path> file = downloads.file(name);
    if (file.isEmpty()) {
      respond(exchange, 404, "text/plain; charset=utf-8", "This address is not valid any more.\n");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/zip");
    exchange.sendResponseHeaders(200, Files.size(file.get()));
    Files.copy(file.get(), exchange.getResponseBody());
  }

  /** What {@code GET /} answers, by which a process is recognised behind a port. */
  public static String greeting(long pid) {
    return "scf4j local SCF, process " + pid;
  }

  private JsonObject call(HttpExchange exchange) {
    String requestId = UUID.randomUUID().toString();
    JsonObject response;
    try {
      response = perform(exchange, requestId);
    } catch (ApiFault e) {
      response = error(e.code(), e.getMessage());
    } catch (InterruptedException e) {
      response = error("InternalError.System", "The local SCF is ending.");
    } catch (IOException | RuntimeException e) {
      response = error("InternalError.System", "The local SCF failed: " + e);
    }
    response.addProperty("RequestId", requestId);
    JsonObject envelope = new JsonObject();
    envelope.add("Response", response);
    return envelope;
  }

  private JsonObject perform(HttpExchange exchange, String requestId)
      throws ApiFault, IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readNBytes(MAX_REQUEST_BYTES + 1);
    if (body.length > MAX_REQUEST_BYTES) {
      throw new ApiFault(
          "RequestSizeLimitExceeded", "The request is over " + MAX_REQUEST_BYTES + " bytes.");
    }
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    authentication.check(new Tc3Signature("POST", query, name -> header(exchange, name), body));
    String version = header(exchange, "X-TC-Version");
    if (!version.equals(VERSION)) {
      throw new ApiFault(
          "NoSuchVersion", "The API has no version '" + version + "', only " + VERSION + ".");
    }
    String name = header(exchange, "X-TC-Action");
    Action action = actions.get(name);
    if (action == null) {
      throw new ApiFault("InvalidAction", "The local SCF has no action '" + name + "'.");
    }
    String region = header(exchange, "X-TC-Region");
    return action.perform(
        new ApiCall(requestId, region.isEmpty() ? DEFAULT_REGION : region, Parameters.parse(body)));
  }

  private static String header(HttpExchange exchange, String name) {
    List<String> values = exchange.getRequestHeaders().get(name);
    return values == null ? "" : String.join(",", values);
  }

  private static JsonObject error(String code, String message) {
    JsonObject error = new JsonObject();
    error.addProperty("Code", code);
    error.addProperty("Message", message);
    JsonObject response = new JsonObject();
    response.add("Error", error);
    return response;
  }

  private static void respond(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    triggers.close();
    async.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
