package io.scf4j.maven.local.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A query string as events have it: decoded, and an array where a name comes more than once. */
final class QueryString {
  private QueryString() {}

  static JsonObject parse(String query) {
    JsonObject json = new JsonObject();
    for (String pair : query.split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        add(json, decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
      }
    }
    return json;
  }

  private static void add(JsonObject json, String name, String value) {
    JsonElement before = json.get(name);
    if (before == null) {
      json.addProperty(name, value);
    } else if (before instanceof JsonArray array) {
      array.add(value);
    } else {
      JsonArray array = new JsonArray();
      array.add(before);
      array.add(value);
      json.add(name, array);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a percent sign that begins no code
    }
  }
}
