package io.scf4j.maven.local.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code {"statusCode":200,"headers":{…},"body":"…","isBase64Encoded":false}}: a function that
 * answers in terms of HTTP. One thing of the wrong type, and the client gets the platform's 403
 * instead.
 */
final class IntegratedResponse {
  static final UrlAnswer MALFORMED =
      UrlAnswer.json(
          403,
          "{\"errno\":403,\"error\":\"Invalid scf response format. please check your scf response"
              + " format.\"}");

  /** Decided by the server, whatever the function says. */
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "date", "keep-alive", "transfer-encoding");

  private IntegratedResponse() {}

  static UrlAnswer answer(JsonObject response) {
    try {
      int status = status(response.get("statusCode"));
      Map<String, List<String>> headers = headers(response.get("headers"));
      boolean typed = headers.keySet().stream().anyMatch("content-type"::equalsIgnoreCase);
      if (!typed) {
        headers.put("Content-Type", List.of("application/json"));
      }
      return new UrlAnswer(status, headers, body(response));
    } catch (IllegalArgumentException e) {
      return MALFORMED;
    }
  }

  private static int status(JsonElement value) {
    if (!(value instanceof JsonPrimitive primitive) || !primitive.isNumber()) {
      throw new IllegalArgumentException("statusCode is no number");
    }
    BigDecimal number = primitive.getAsBigDecimal();
    if (number.stripTrailingZeros().scale() > 0
        || number.compareTo(BigDecimal.valueOf(200)) < 0
        || number.compareTo(BigDecimal.valueOf(599)) > 0) {
      throw new IllegalArgumentException("statusCode is no status");
    }
    return number.intValue();
  }

  private static Map<String, List<String>> headers(JsonElement value) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    if (isAbsent(value)) {
      return headers;
    }
    if (!(value instanceof JsonObject object)) {
      throw new IllegalArgumentException("headers is no object");
    }
    object
        .asMap()
        .forEach(
            (name, given) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(headerName(name), headerValues(given));
              }
            });
    return headers;
  }

  private static String headerName(String name) {
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      throw new IllegalArgumentException("no name of a header");
    }
    return name;
  }

  private static List<String> headerValues(JsonElement given) {
    List<String> values = new ArrayList<>();
    if (given instanceof JsonArray array) {
      array.forEach(one -> values.add(headerValue(one)));
    } else {
      values.add(headerValue(given));
    }
    return values;
  }

  private static String headerValue(JsonElement given) {
    if (!(given instanceof JsonPrimitive primitive)
        || primitive.getAsString().chars().anyMatch(c -> c < ' ' && c != '\t' || c == 127)) {
      throw new IllegalArgumentException("no value of a header");
    }
    return primitive.getAsString();
  }

  private static byte[] body(JsonObject response) {
    JsonElement body = response.get("body");
    if (isAbsent(body)) {
      return new byte[0];
    }
    if (!(body instanceof JsonPrimitive text) || !text.isString()) {
      throw new IllegalArgumentException("body is no text");
    }
    JsonElement encoded = response.get("isBase64Encoded");
    if (isAbsent(encoded)) {
      return text.getAsString().getBytes(StandardCharsets.UTF_8);
    }
    if (!(encoded instanceof JsonPrimitive flag) || !flag.isBoolean()) {
      throw new IllegalArgumentException("isBase64Encoded is neither true nor false");
    }
    return flag.getAsBoolean()
        ? Base64.getDecoder().decode(text.getAsString())
        : text.getAsString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isAbsent(JsonElement value) {
    return value == null || value.isJsonNull();
  }
}
