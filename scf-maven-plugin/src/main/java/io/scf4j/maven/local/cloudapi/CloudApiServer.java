package io.scf4j.maven.local.cloudapi;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.scf4j.maven.local.store.Credentials;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The cloud API 3.0 of SCF on {@code /} of a loopback port: version and action, the envelope. Every
 * answer to an API call has HTTP status 200, errors too, because SDKs take any other for a broken
 * server. {@code GET /} that is no call says whose port it is.
 */
public final class CloudApiServer implements AutoCloseable {
  private static final String VERSION = "2018-04-16";
  private static final String DEFAULT_REGION = "ap-guangzhou";
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z0-9]+)+");
  private static final String TEXT = "text/plain; charset=utf-8";

  /** The platform's limit for a GET. */
  private static final int MAX_QUERY_BYTES = 32 * 1024;

  private static final int MAX_SIMILAR = 3;

  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestGuard guard;
  private final Authentication authentication;
  private final AsyncInvocations async;
  private final Downloads downloads;
  private final Consumer<String> problems;
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
    this.guard = new RequestGuard(server.getAddress().getPort());
    this.authentication = new Authentication(credentials, clock);
    this.async = async;
    this.problems = problems;
    this.downloads = new Downloads(this::port, clock, new SecureRandom());
    actions.putAll(Actions.of(functions, async, downloads, new ApiClock(clock)));
    Faults faults = new Faults();
    actions.replaceAll((name, action) -> new FaultyAction(name, action, faults));
    actions.putAll(new FaultActions(faults).byName());
  }

  /**
   * Starts to serve.
   *
   * @param port port of 127.0.0.1, 0 for a free one
   * @param retryPause between two tries of an asynchronous event
   * @param problems takes what goes wrong in the server itself, with the stack trace
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
    http.start();
    return server;
  }

  /** The port that is served. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      String path = exchange.getRequestURI().getRawPath();
      Optional<String> refusal = guard.refusal(name -> header(exchange, name));
      if (refusal.isPresent()) {
        respond(exchange, 403, TEXT, refusal.get() + "\n");
      } else if (path.startsWith(Downloads.PATH)) {
        download(exchange, path.substring(Downloads.PATH.length()));
      } else if (!path.equals("/")) {
        respond(exchange, 404, TEXT, "The local SCF has nothing at this path.\n");
      } else if (method.equals("POST") || (method.equals("GET") && isCall(exchange))) {
        answerCall(exchange);
      } else if (method.equals("GET")) {
        respond(exchange, 200, TEXT, greeting(ProcessHandle.current().pid()) + "\n");
      } else {
        exchange.getResponseHeaders().set("Allow", "GET, POST");
        respond(exchange, 405, TEXT, "The cloud API takes GET and POST.\n");
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

  /** Whether a GET is a call of the API, and not someone who looks what is there. */
  private static boolean isCall(HttpExchange exchange) {
    return !header(exchange, "Authorization").isEmpty()
        || !header(exchange, "X-TC-Action").isEmpty()
        || query(exchange).contains("Action=")
        || query(exchange).contains("Signature=");
  }

  private void answerCall(HttpExchange exchange) throws IOException {
    String requestId = UUID.randomUUID().toString();
    Optional<byte[]> body =
        RequestBody.read(exchange.getRequestBody(), header(exchange, "Content-Length"));
    if (body.isEmpty()) {
      JsonObject tooLarge =
          error(
              "RequestSizeLimitExceeded",
              "The request is over " + RequestBody.MAX_BYTES + " bytes.");
      respond(exchange, 200, "application/json", envelope(requestId, tooLarge));
      exchange.getResponseBody().flush();
      RequestBody.discard(exchange.getRequestBody());
      return;
    }
    ApiRequest request =
        new ApiRequest(
            exchange.getRequestMethod(),
            query(exchange),
            name -> header(exchange, name),
            body.get());
    try {
      respond(exchange, 200, "application/json", envelope(requestId, call(request, requestId)));
    } catch (FaultyAction.ConnectionCut e) {
      // an exchange that is closed unanswered closes its connection
    }
  }

  private static String envelope(String requestId, JsonObject response) {
    response.addProperty("RequestId", requestId);
    JsonObject envelope = new JsonObject();
    envelope.add("Response", response);
    return GSON.toJson(envelope);
  }

  private JsonObject call(ApiRequest request, String requestId) throws FaultyAction.ConnectionCut {
    try {
      return perform(request, requestId);
    } catch (ApiFault e) {
      return error(e.code(), e.getMessage());
    } catch (InterruptedException e) {
      return error("InternalError", "The local SCF is ending.");
    } catch (FaultyAction.ConnectionCut e) {
      throw e;
    } catch (IOException | RuntimeException | Error e) { // whatever it is, the client is answered
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      problems.accept("Request " + requestId + " failed in the local SCF: " + trace);
      return error(
          "InternalError", "The local SCF failed: " + e + ". Its log has more of this RequestId.");
    }
  }

  private JsonObject perform(ApiRequest request, String requestId)
      throws ApiFault, IOException, InterruptedException {
    if (request.isGet() && request.query().length() > MAX_QUERY_BYTES) {
      throw new ApiFault(
          "RequestSizeLimitExceeded",
          "The query string is over " + MAX_QUERY_BYTES + " bytes; use POST.");
    }
    SignedCall signed = authentication.authenticate(request);
    checkVersion(signed.version());
    Action action = action(signed.action());
    return action.perform(new ApiCall(requestId, region(signed.region()), signed.parameters()));
  }

  private static void checkVersion(String version) throws ApiFault {
    if (version.isEmpty()) {
      throw missing("Version");
    }
    if (!version.equals(VERSION)) {
      throw new ApiFault(
          "NoSuchVersion", "The API has no version '" + version + "', only " + VERSION + ".");
    }
  }

  private Action action(String name) throws ApiFault {
    if (name.isEmpty()) {
      throw missing("Action");
    }
    Action action = actions.get(name);
    if (action == null) {
      throw new ApiFault(
          "InvalidAction", "The local SCF has no action '" + name + "'" + similar(name) + ".");
    }
    return action;
  }

  /** Actions of the same beginning: most slips are in the case or in a plural. */
  private String similar(String name) {
    String similar =
        actions.keySet().stream()
            .filter(known -> haveSameBeginning(known, name))
            .sorted()
            .limit(MAX_SIMILAR)
            .collect(Collectors.joining(", "));
    return similar.isEmpty() ? "" : ", but " + similar;
  }

  private static boolean haveSameBeginning(String one, String other) {
    return one.regionMatches(true, 0, other, 0, Math.min(one.length(), other.length()));
  }

  private static String region(String region) throws ApiFault {
    if (region.isEmpty()) {
      return DEFAULT_REGION;
    }
    if (!REGION.matcher(region).matches()) {
      throw new ApiFault("UnsupportedRegion", "'" + region + "' is not the name of a region.");
    }
    return region;
  }

  private static ApiFault missing(String name) {
    return new ApiFault(
        "MissingParameter", "The request is missing the required parameter `" + name + "`.");
  }

  private static String header(HttpExchange exchange, String name) {
    List<String> values = exchange.getRequestHeaders().get(name);
    return values == null ? "" : String.join(",", values);
  }

  private static String query(HttpExchange exchange) {
    return Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
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
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    async.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
