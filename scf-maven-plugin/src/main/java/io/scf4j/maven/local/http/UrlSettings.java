package io.scf4j.maven.local.http;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.scf4j.maven.model.StrictJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code TriggerDesc} of a trigger of type {@code http} says. Its {@code NetConfig} makes no
 * difference here: there is only this machine's own network.
 *
 * @param signed whether requests must be signed, {@code AuthType} CAM
 * @param cors when it is enabled
 */
public record UrlSettings(boolean signed, Optional<CorsConfig> cors) {

  /** Without a trigger: everybody may call, and pages of other sites read nothing. */
  static final UrlSettings NONE = new UrlSettings(false, Optional.empty());

  /**
   * Reads a description.
   *
   * @throws IllegalArgumentException with what is wrong, for a person
   */
  public static UrlSettings parse(String desc) {
    if (!(StrictJson.parse(desc).orElse(null) instanceof JsonObject json)) {
      throw new IllegalArgumentException("TriggerDesc of a function URL is a JSON object");
    }
    String authType = text(json, "AuthType", "NONE");
    if (!authType.equals("NONE") && !authType.equals("CAM")) {
      throw new IllegalArgumentException("AuthType is " + authType + "; allowed are NONE and CAM");
    }
    object(json, "NetConfig")
        .ifPresent(
            net -> {
              flag(net, "EnableIntranet");
              flag(net, "EnableExtranet");
            });
    return new UrlSettings(
        authType.equals("CAM"),
        object(json, "CorsConfig").filter(cors -> flag(cors, "Enable")).map(UrlSettings::cors));
  }

  private static CorsConfig cors(JsonObject json) {
    return new CorsConfig(
        texts(json, "Origins"),
        texts(json, "Methods"),
        texts(json, "Headers"),
        texts(json, "ExposeHeaders"),
        number(json, "MaxAge"),
        flag(json, "Credentials"));
  }

  private static String text(JsonObject json, String name, String absent) {
    JsonElement value = json.get(name);
    if (isAbsent(value)) {
      return absent;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw new IllegalArgumentException(name + " is not a string");
  }

  private static Optional<JsonObject> object(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (value instanceof JsonObject object) {
      return Optional.of(object);
    }
    throw new IllegalArgumentException(name + " is not an object");
  }

  private static boolean flag(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (isAbsent(value)) {
      return false;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    throw new IllegalArgumentException(name + " is neither true nor false");
  }

  private static Integer number(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (isAbsent(value)) {
      return null;
    }
    if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
      return primitive.getAsInt();
    }
    throw new IllegalArgumentException(name + " is not a number");
  }

  private static List<String> texts(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (isAbsent(value)) {
      return List.of();
    }
    if (!(value instanceof JsonArray array)) {
      throw new IllegalArgumentException(name + " is not an array");
    }
    List<String> texts = new ArrayList<>();
    for (JsonElement element : array) {
      if (!(element instanceof JsonPrimitive primitive) || !primitive.isString()) {
        throw new IllegalArgumentException(name + " is not an array of strings");
      }
      texts.add(primitive.getAsString());
    }
    return texts;
  }

  private static boolean isAbsent(JsonElement value) {
    return value == null || value.isJsonNull();
  }
}
