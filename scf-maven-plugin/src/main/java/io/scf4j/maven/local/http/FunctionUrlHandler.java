package io.scf4j.maven.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.store.StoredAlias;
import io.scf4j.maven.local.store.StoredTrigger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * HTTP requests as events of functions: function URLs, which every function has here whether or not
 * it has an {@code http} trigger, and the API gateway's form of them.
 */
public final class FunctionUrlHandler implements HttpHandler {

  /** Where function URLs are. */
  public static final String URL = "/url/";

  /** Where the API gateway is. */
  public static final String API_GATEWAY = "/apigw/";

  private static final int MAX_BYTES = 6 * 1024 * 1024;

  /** What all bodies may have at a time, which belong to any program of this machine. */
  private static final long MAX_TOGETHER_BYTES = 64L * 1024 * 1024;

  private static final long MOST_DISCARDED_BYTES = 64L * 1024 * 1024;
  private static final int REQUEST_TOO_LARGE = 406;
  private static final int RESOURCE_LIMIT = 429;
  private static final String REQUEST_ID = "X-Scf-Request-Id";

  private final String prefix;
  private final HttpShape shape;
  private final UrlFunctions functions;
  private final Consumer<String> problems;
  private final BodyRoom room = new BodyRoom(MAX_TOGETHER_BYTES);

  private FunctionUrlHandler(
      String prefix, HttpShape shape, UrlFunctions functions, Consumer<String> problems) {
    this.prefix = prefix;
    this.shape = shape;
    this.functions = functions;
    this.problems = problems;
  }

  /**
   * Function URLs, for requests of paths from {@link #URL} on.
   *
   * @param problems takes what goes wrong here, in a line
   */
  public static FunctionUrlHandler functionUrl(UrlFunctions functions, Consumer<String> problems) {
    return new FunctionUrlHandler(URL, new FunctionUrlShape(), functions, problems);
  }

  /** The API gateway, for requests of paths from {@link #API_GATEWAY} on. */
  public static FunctionUrlHandler apiGateway(UrlFunctions functions, Consumer<String> problems) {
    return new FunctionUrlHandler(API_GATEWAY, new ApiGatewayShape(), functions, problems);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String requestId = UUID.randomUUID().toString();
      UrlAnswer answer;
      try (BodyRoom.Share share = room.share()) {
        byte[] body = body(exchange.getRequestBody(), share);
        answer = answer(exchange, requestId, body);
      } catch (UrlRefusal e) {
        answer = UrlAnswer.failure(e.status(), e.getMessage(), requestId);
      } catch (BodyRoom.Full e) {
        discard(exchange.getRequestBody());
        answer = UrlAnswer.failure(RESOURCE_LIMIT, e.getMessage(), requestId);
      } catch (InterruptedException e) {
        answer = UrlAnswer.failure(500, "The local SCF is ending.", requestId);
      }
      send(exchange, requestId, answer);
    }
  }

  private UrlAnswer answer(HttpExchange exchange, String requestId, byte[] body)
      throws UrlRefusal, InterruptedException {
    try {
      return answered(exchange, requestId, body);
    } catch (IOException | RuntimeException e) {
      problems.accept("Request " + requestId + " failed in the local SCF: " + e);
      return UrlAnswer.failure(500, "The local SCF failed: " + e, requestId);
    }
  }

  private UrlAnswer answered(HttpExchange exchange, String requestId, byte[] body)
      throws UrlRefusal, IOException, InterruptedException {
    UrlPath path = path(exchange);
    List<StoredTrigger> triggers =
        functions
            .httpTriggers(path.namespace(), path.function())
            .orElseThrow(
                () ->
                    new UrlRefusal(
                        404,
                        "There is no function "
                            + path.function()
                            + " in namespace "
                            + path.namespace()
                            + "."));
    Optional<StoredTrigger> trigger = trigger(path, triggers);
    String qualifier =
        path.qualifier().orElse(trigger.map(StoredTrigger::qualifier).orElse(StoredAlias.DEFAULT));
    return answer(
        request(exchange, path, qualifier, requestId, body),
        path,
        trigger.map(known -> UrlSettings.parse(known.desc())).orElse(UrlSettings.NONE));
  }

  private UrlPath path(HttpExchange exchange) throws UrlRefusal {
    String path = exchange.getRequestURI().getRawPath();
    return UrlPath.parse(path.substring(prefix.length() - 1))
        .orElseThrow(
            () ->
                new UrlRefusal(
                    404,
                    "No function is named. The path is "
                        + prefix
                        + "<namespace>/<function>/…, or "
                        + prefix
                        + "<namespace>/<function>:<version or alias>/…"));
  }

  /**
   * The trigger whose settings hold: that of the path's version or alias, or of the default one, or
   * the only kind there is.
   */
  private Optional<StoredTrigger> trigger(UrlPath path, List<StoredTrigger> triggers)
      throws UrlRefusal {
    if (prefix.equals(API_GATEWAY)) {
      return Optional.empty();
    }
    Optional<StoredTrigger> chosen =
        triggers.stream()
            .filter(
                trigger -> trigger.qualifier().equals(path.qualifier().orElse(StoredAlias.DEFAULT)))
            .findFirst();
    if (chosen.isEmpty() && path.qualifier().isEmpty()) {
      chosen = triggers.stream().findFirst();
    }
    if (chosen.isPresent() && !chosen.get().enabled()) {
      throw new UrlRefusal(
          404,
          "The trigger "
              + chosen.get().name()
              + " of this function URL is closed; open it with UpdateTrigger, Enable OPEN.");
    }
    return chosen;
  }

  private UrlAnswer answer(UrlRequest request, UrlPath path, UrlSettings settings)
      throws UrlRefusal, IOException, InterruptedException {
    Optional<String> foreign = ForeignPages.refusal(request, settings.cors());
    if (foreign.isPresent()) {
      throw new UrlRefusal(403, foreign.get());
    }
    if (settings.cors().isPresent() && CorsConfig.isPreflight(request)) {
      return settings.cors().get().preflight(request);
    }
    if (settings.signed()) {
      functions.checkSignature(
          request.method(), request.query(), request.headers(), request.body());
    }
    UrlAnswer answer = invoked(request, path);
    if (settings.cors().isEmpty()) {
      return answer;
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers());
    headers.putAll(settings.cors().get().forOrigin(request.header("origin")));
    return new UrlAnswer(answer.status(), headers, answer.body());
  }

  private UrlAnswer invoked(UrlRequest request, UrlPath path)
      throws UrlRefusal, IOException, InterruptedException {
    byte[] event = shape.event(request).getBytes(StandardCharsets.UTF_8);
    if (event.length > MAX_BYTES) {
      throw tooLarge("The request is an event of " + event.length + " bytes; the most is 6 MB.");
    }
    InvocationReport report =
        functions.invoke(
            path.namespace(),
            path.function(),
            request.qualifier(),
            request.requestId(),
            event,
            (prefix.equals(URL) ? "URL " : "API gateway ")
                + request.method()
                + " "
                + request.path());
    return report.failed()
        ? UrlAnswer.json(report.statusCode(), report.result())
        : shape.answer(report.result());
  }

  private static UrlRefusal tooLarge(String message) {
    return new UrlRefusal(REQUEST_TOO_LARGE, message);
  }

  /**
   * The whole of it.
   *
   * @throws IOException when the client is gone, who needs no answer, or there is no room for it
   */
  private static byte[] body(InputStream stream, BodyRoom.Share share)
      throws UrlRefusal, IOException {
    byte[] body = share.of(stream).readNBytes(MAX_BYTES + 1);
    if (body.length > MAX_BYTES) {
      discard(stream); // a client that still sends would not see the answer
      throw tooLarge("The body is over 6 MB.");
    }
    return body;
  }

  /** Reads, because skipping in this stream does not stop at the body's end. */
  private static void discard(InputStream stream) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long left = MOST_DISCARDED_BYTES;
    int read = stream.read(buffer);
    while (read >= 0 && left > 0) {
      left -= read;
      read = stream.read(buffer);
    }
  }

  private static UrlRequest request(
      HttpExchange exchange, UrlPath path, String qualifier, String requestId, byte[] body) {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    return new UrlRequest(
        requestId,
        qualifier,
        exchange.getRequestMethod(),
        path.path(),
        Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
        headers,
        body,
        exchange.getRemoteAddress().getAddress().getHostAddress());
  }

  private static void send(HttpExchange exchange, String requestId, UrlAnswer answer)
      throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::put);
    exchange.getResponseHeaders().set(REQUEST_ID, requestId);
    byte[] body = answer.body();
    boolean bodiless = answer.status() == 204 || answer.status() == 304;
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(answer.status(), -1);
    } else if (bodiless || body.length == 0) {
      exchange.sendResponseHeaders(answer.status(), -1);
    } else {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
