package io.scf4j.maven.packaging;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * What a function answered in training instead of a result, in a line for a person: the runtime's
 * own errors are JSON with type, message and stack; another runtime's may be anything.
 *
 * @param type class of the exception, empty when it is not known
 * @param message what it says, or the beginning of the answer
 * @param at where it was thrown, empty when it is not known
 */
record TrainingError(String type, String message, String at) {
  private static final String INVALID_HANDLER = "InvalidHandlerException";
  private static final int LONGEST_EXCERPT = 200;

  static TrainingError of(String answer) {
    try {
      if (JsonParser.parseString(answer) instanceof JsonObject error && error.has("errorType")) {
        return new TrainingError(text(error, "errorType"), text(error, "errorMessage"), at(error));
      }
    } catch (JsonParseException e) {
      // shown as it is
    }
    return new TrainingError("", shortened(answer), "");
  }

  private static String text(JsonObject error, String member) {
    JsonElement value = error.get(member);
    return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
  }

  private static String at(JsonObject error) {
    return error.get("stackTrace") instanceof JsonArray frames && !frames.isEmpty()
        ? frames.get(0).getAsString()
        : "";
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST_EXCERPT));
  }

  /** Whether no event could ever be answered. */
  boolean isOfTheHandler() {
    return type.endsWith(INVALID_HANDLER);
  }

  @Override
  public String toString() {
    return (type.isEmpty() ? "" : type + ": ") + message + (at.isEmpty() ? "" : " (at " + at + ")");
  }
}
