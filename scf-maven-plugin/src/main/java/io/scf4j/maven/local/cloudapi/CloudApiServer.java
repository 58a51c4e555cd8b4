package io.scf4j.maven.local.cloudapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.scf4j.maven.local.http.BodyRoom;
import io.scf4j.maven.local.store.Credentials;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cloud API 3.0 of SCF on {@code /} of a loopback port: what of HTTP there is to it. Every
 * answer to an API call has HTTP status 200, errors too, because SDKs take any other for a broken
 * server. {@code GET /} that is no call says whose port it is.
 */
public final class CloudApiServer implements AutoCloseable {
  private static final String TEXT = "text/plain; charset=utf-8";

  /** The one kind of range that a download is asked for in; others get the whole file. */
  private static final Pattern END_OF_FILE = Pattern.compile("bytes=-([1-9][0-9]{0,17})");

  /** What callers that are not known by their headers may have sent at a time, together. */
  private static final long MAX_STRANGERS_BYTES = 96L * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestGuard guard;
  private final AsyncInvocations async;
  private final Downloads downloads;
  private final Triggers triggers;
  private final SlowReaders slowReaders;
  private final CloudApi api;
  private final Authentication authentication;
  private final BodyRoom strangers = new BodyRoom(MAX_STRANGERS_BYTES);

  private CloudApiServer(
      HttpServer server,
      ExecutorService threads,
      Functions functions,
      AsyncInvocations async,
      Credentials credentials,
      InstantSource clock,
      Duration readingTime,
      Consumer<String> problems) {
    this.server = server;
    this.threads = threads;
    this.slowReaders = new SlowReaders(readingTime);
    this.guard = new RequestGuard(server.getAddress().getPort());
    this.async = async;
    this.downloads = new Downloads(this::port, clock, new SecureRandom());
    this.authentication = new Authentication(credentials, clock);
    threads.execute(() -> authentication.prepare(clock.instant()));
    this.triggers = new Triggers(functions, async, authentication, clock, problems);
    ApiClock now = new ApiClock(clock);
    TriggerActions triggerActions = new TriggerActions(functions, now, this::port);
    Map<String, Action> actions = new HashMap<>();
    actions.putAll(Actions.of(functions, async, triggerActions, downloads, now));
    actions.putAll(triggers.actions());
    this.api = new CloudApi(authentication, actions, problems);
  }

  /**
   * Takes a port, which nothing is served on yet.
   *
   * @param port port of 127.0.0.1, 0 for a free one
   * @throws IOException when the port cannot be bound
   */
  public static HttpServer listen(int port) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return HttpServer.create(new InetSocketAddress(loopback, port), 128);
  }

  /**
   * Starts to serve.
   *
   * @param http as {@link #listen} has made it
   * @param retryPause between two tries of an asynchronous event
   * @param readingTime within which a client has to read its answer
   * @param problems takes what goes wrong in the server itself, in a line
   * @throws IOException when the asynchronous events of the store cannot be read
   */
  public static CloudApiServer start(
      HttpServer http,
      Functions functions,
      Credentials credentials,
      InstantSource clock,
      Duration retryPause,
      Duration readingTime,
      Consumer<String> problems)
      throws IOException {
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
        new CloudApiServer(
            http, threads, functions, async, credentials, clock, readingTime, problems);
    http.setExecutor(threads);
    server.serve("/", server::handle);
    server.triggers.handlers().forEach(server::serve);
    http.start();
    return server;
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(path, handler).getFilters().add(slowReaders);
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
      respond(exchange, 404, TEXT, "This address is not valid any more.\n");
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/zip");
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    long size = Files.size(file.get());
    Matcher end = END_OF_FILE.matcher(header(exchange, "Range"));
    if (!end.matches() || size == 0) {
      exchange.sendResponseHeaders(200, size);
      Files.copy(file.get(), exchange.getResponseBody());
      return;
    }
    long from = Math.max(0, size - Long.parseLong(end.group(1)));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
    exchange.sendResponseHeaders(206, size - from);
    try (InputStream in = Files.newInputStream(file.get())) {
      in.skipNBytes(from);
      in.transferTo(exchange.getResponseBody());
    }
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
    ApiRequest head = request(exchange, new byte[0]);
    try (BodyRoom.Share share = strangers.share()) {
      // Wins against a length, where the JDK does not refuse a request that has both.
      boolean chunked = !header(exchange, "Transfer-Encoding").isEmpty();
      String declared = chunked ? "" : header(exchange, "Content-Length");
      if (RequestBody.isTooLarge(declared)) {
        throw RequestBody.tooLarge();
      }
      InputStream stream = exchange.getRequestBody();
      Optional<Tc3Authentication.Claim> claim = authentication.claim(head);
      InputStream counted = claim.isPresent() ? stream : share.of(stream);
      byte[] body = RequestBody.read(counted, declared).orElseThrow(RequestBody::tooLarge);
      respond(exchange, 200, "application/json", api.answer(claim, request(exchange, body)));
    } catch (ApiFault e) {
      refuse(exchange, e);
    } catch (BodyRoom.Full e) {
      refuse(exchange, new ApiFault("RequestLimitExceeded", e.getMessage()));
    } catch (FaultyAction.ConnectionCut e) {
      // an exchange that is closed unanswered closes its connection
    }
  }

  private static ApiRequest request(HttpExchange exchange, byte[] body) {
    return new ApiRequest(
        exchange.getRequestMethod(), query(exchange), name -> header(exchange, name), body);
  }

  /** Answers a request whose body was not read, or not to its end. */
  private static void refuse(HttpExchange exchange, ApiFault fault) throws IOException {
    respond(exchange, 200, "application/json", CloudApi.refusal(fault));
    exchange.getResponseBody().flush();
    RequestBody.discard(exchange.getRequestBody());
  }

  private static String header(HttpExchange exchange, String name) {
    List<String> values = exchange.getRequestHeaders().get(name);
    return values == null ? "" : String.join(",", values);
  }

  private static String query(HttpExchange exchange) {
    return Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
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
    triggers.close();
    async.close();
    server.stop(0);
    slowReaders.close();
    threads.shutdownNow();
  }
}
