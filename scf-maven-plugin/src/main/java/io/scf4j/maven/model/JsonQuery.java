package io.scf4j.maven.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import com.jayway.jsonpath.Configuration;
import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import com.jayway.jsonpath.JsonPathException;
import com.jayway.jsonpath.spi.json.GsonJsonProvider;
import com.jayway.jsonpath.spi.mapper.GsonMappingProvider;
import java.util.Optional;

/**
 * A JSONPath, such as {@code $.orders[0].id}. The one place that knows the library, which is loaded
 * only where somebody expects something at a path.
 */
public final class JsonQuery {
  private static final Configuration GSON =
      Configuration.builder()
          .jsonProvider(new GsonJsonProvider())
          .mappingProvider(new GsonMappingProvider())
          .build();

  private final JsonPath path;

  private JsonQuery(JsonPath path) {
    this.path = path;
  }

  /** A path's query; empty when it is no JSONPath. */
  public static Optional<JsonQuery> parse(String path) {
    try {
      return path.isBlank() ? Optional.empty() : Optional.of(new JsonQuery(JsonPath.compile(path)));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * What is there. A path that can lead to several places ({@code [*]}, {@code ..}, {@code [?(…)]})
   * finds an array of what is at all of them.
   *
   * @return empty when there is nothing
   */
  public Optional<JsonElement> find(JsonElement json) {
    try {
      JsonElement found = element(path.read((Object) json, GSON));
      boolean nowhere = !path.isDefinite() && found.getAsJsonArray().isEmpty();
      return nowhere ? Optional.empty() : Optional.of(found);
    } catch (JsonPathException e) { // there is no such place, or sum() finds no numbers
      return Optional.empty();
    }
  }

  /** A function such as {@code length()} gives a number of Java. */
  private static JsonElement element(Object found) {
    if (found instanceof JsonElement json) {
      return json;
    }
    return found instanceof Number number ? new JsonPrimitive(number) : JsonNull.INSTANCE;
  }
}
