package io.scf4j.maven.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;

/** JSON by the letter of its grammar, as the platform reads it: Gson alone takes a lot more. */
public final class StrictJson {
  private StrictJson() {}

  /** The value of a text that is one JSON document, and nothing besides. */
  public static Optional<JsonElement> parse(String text) {
    if (text.isBlank()) {
      return Optional.empty(); // the parser takes nothing for null
    }
    try {
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      JsonElement json = JsonParser.parseReader(reader);
      return reader.peek() == JsonToken.END_DOCUMENT ? Optional.of(json) : Optional.empty();
    } catch (JsonParseException | IOException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
