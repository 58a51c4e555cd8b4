package io.scf4j.maven.local.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * What a client gets.
 *
 * @param status HTTP status
 * @param headers in their order
 * @param body the exact bytes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes; never compared
record UrlAnswer(int status, Map<String, List<String>> headers, byte[] body) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  static UrlAnswer json(int status, String json) {
    return of(status, "application/json", json);
  }

  static UrlAnswer of(int status, String type, String text) {
    return new UrlAnswer(
        status, Map.of("Content-Type", List.of(type)), text.getBytes(StandardCharsets.UTF_8));
  }

  /** A failure in the form that invocations have. */
  static UrlAnswer failure(int status, String message, String requestId) {
    JsonObject json = new JsonObject();
    json.addProperty("errorCode", -1);
    json.addProperty("errorMessage", message);
    json.addProperty("requestId", requestId);
    json.addProperty("statusCode", status);
    return json(status, GSON.toJson(json));
  }
}
