package io.scf4j.maven.local.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * {@code CorsConfig} of a function URL: which other sites' pages may use it.
 *
 * @param origins exact origins, or {@code *}
 * @param methods that such a page may use, or {@code *}
 * @param headers that it may send, or {@code *}
 * @param exposeHeaders that it may read
 * @param maxAge seconds for which a browser may remember the answer to a preflight, or null
 * @param credentials whether cookies may be sent
 */
record CorsConfig(
    List<String> origins,
    List<String> methods,
    List<String> headers,
    List<String> exposeHeaders,
    Integer maxAge,
    boolean credentials) {

  boolean allows(String origin) {
    return origins.contains("*") || origins.contains(origin);
  }

  /** Whether the request is a browser's question about the one that it wants to send. */
  static boolean isPreflight(UrlRequest request) {
    return request.method().equals("OPTIONS")
        && !request.header("origin").isEmpty()
        && !request.header("access-control-request-method").isEmpty();
  }

  /** The answer to a preflight, or why it is no. */
  UrlAnswer preflight(UrlRequest request) throws UrlRefusal {
    String origin = request.header("origin");
    if (!allows(origin)) {
      throw new UrlRefusal(403, "CorsConfig.Origins of the trigger does not have " + origin + ".");
    }
    String method = request.header("access-control-request-method");
    if (!methods.isEmpty() && !methods.contains("*") && !methods.contains(method)) {
      throw new UrlRefusal(403, "CorsConfig.Methods of the trigger does not have " + method + ".");
    }
    Optional<String> header = refusedHeader(request);
    if (header.isPresent()) {
      throw new UrlRefusal(
          403, "CorsConfig.Headers of the trigger does not have " + header.get() + ".");
    }
    Map<String, List<String>> answer = new LinkedHashMap<>(forOrigin(origin));
    answer.put(
        "Access-Control-Allow-Methods",
        List.of(methods.isEmpty() || methods.contains("*") ? method : String.join(",", methods)));
    String asked = request.header("access-control-request-headers");
    if (!asked.isEmpty()) {
      answer.put("Access-Control-Allow-Headers", List.of(asked));
    }
    if (maxAge != null) {
      answer.put("Access-Control-Max-Age", List.of(Integer.toString(maxAge)));
    }
    return new UrlAnswer(204, answer, new byte[0]);
  }

  private Optional<String> refusedHeader(UrlRequest request) {
    if (headers.contains("*")) {
      return Optional.empty();
    }
    List<String> allowed = headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    for (String asked : request.header("access-control-request-headers").split(",")) {
      String name = asked.strip().toLowerCase(Locale.ROOT);
      if (!name.isEmpty() && !allowed.contains(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  /** What lets a page of an origin read an answer; nothing for one that may not. */
  Map<String, List<String>> forOrigin(String origin) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    if (origin.isEmpty() || !allows(origin)) {
      return headers;
    }
    boolean any = origins.contains("*") && !credentials;
    headers.put("Access-Control-Allow-Origin", List.of(any ? "*" : origin));
    if (!any) {
      headers.put("Vary", List.of("Origin"));
    }
    if (credentials) {
      headers.put("Access-Control-Allow-Credentials", List.of("true"));
    }
    if (!exposeHeaders.isEmpty()) {
      headers.put("Access-Control-Expose-Headers", List.of(String.join(",", exposeHeaders)));
    }
    return headers;
  }
}
