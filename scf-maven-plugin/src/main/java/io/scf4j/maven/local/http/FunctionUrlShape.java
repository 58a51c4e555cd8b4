package io.scf4j.maven.local.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.scf4j.maven.model.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Function URLs: the API gateway's event without half of its fields. A result with {@code
 * statusCode} is the answer; other JSON is the body of a 200. What becomes of a result that is no
 * JSON at all is not documented; here it is the body of a 200 as well, as plain text.
 */
final class FunctionUrlShape implements HttpShape {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @Override
  public String event(UrlRequest request) {
    JsonObject headers = new JsonObject();
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!name.startsWith("x-scf-")) { // the platform's own, which clients cannot set
                headers.addProperty(name, value);
              }
            });
    headers.addProperty("x-scf-remote-addr", request.remoteAddress());
    JsonObject event = new JsonObject();
    event.addProperty("body", new String(request.body(), StandardCharsets.UTF_8));
    event.add("headers", headers);
    event.addProperty("httpMethod", request.method());
    event.addProperty("path", request.path());
    event.add("queryString", QueryString.parse(request.query()));
    return GSON.toJson(event);
  }

  @Override
  public UrlAnswer answer(String result) {
    Optional<JsonElement> json = StrictJson.parse(result);
    if (json.isEmpty()) {
      return UrlAnswer.of(200, "text/plain; charset=utf-8", result);
    }
    if (json.get() instanceof JsonObject object && object.has("statusCode")) {
      return IntegratedResponse.answer(object);
    }
    return UrlAnswer.json(200, result);
  }
}
