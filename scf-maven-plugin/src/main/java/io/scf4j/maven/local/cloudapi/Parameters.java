package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.scf4j.maven.model.StrictJson;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The parameters of a call, read as strictly as the platform does: an unknown name, a wrong type
 * and a missing value each have their own code. JSON null counts as absent, because SDKs send it
 * for a field that was set to null.
 *
 * <p>A form has texts only, so there a text is a number or a boolean where one is wanted and it
 * reads as one, and an empty text is no number. In JSON a text stays a text.
 */
final class Parameters {
  /** Of a part that was not sent. */
  static final Parameters NONE = new Parameters(new JsonObject(), "", false);

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");

  private final JsonObject json;
  private final String path;
  private final boolean form;

  private Parameters(JsonObject json, String path, boolean form) {
    this.json = json;
    this.path = path;
    this.form = form;
  }

  /** The parameters of a form or a query string, as the JSON that they stand for. */
  static Parameters ofForm(JsonObject json) {
    return new Parameters(json, "", true);
  }

  static Parameters parse(byte[] body) throws ApiFault {
    JsonElement json =
        body.length == 0
            ? new JsonObject()
            : StrictJson.parse(new String(body, StandardCharsets.UTF_8)).orElse(null);
    if (json == null || !json.isJsonObject()) {
      throw new ApiFault("InvalidParameter", "The request body is not a JSON object.");
    }
    return new Parameters(json.getAsJsonObject(), "", false);
  }

  /** Refuses every name that is not one of these. */
  Parameters allow(String... names) throws ApiFault {
    List<String> known = Arrays.asList(names);
    for (String name : json.keySet()) {
      if (!known.contains(name)) {
        throw new ApiFault(
            "UnknownParameter", "The parameter `" + path + name + "` is not recognized.");
      }
    }
    return this;
  }

  /** Whether there is nothing but nulls. */
  boolean isEmpty() {
    return json.keySet().stream().noneMatch(this::has);
  }

  boolean has(String name) {
    return json.has(name) && !json.get(name).isJsonNull();
  }

  Optional<String> text(String name) throws ApiFault {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonElement value = json.get(name);
    if (value instanceof JsonPrimitive primitive && primitive.isString()) {
      return Optional.of(primitive.getAsString());
    }
    throw wrongType(name, "a string");
  }

  String requiredText(String name) throws ApiFault {
    return text(name).orElseThrow(() -> missing(name));
  }

  OptionalInt number(String name) throws ApiFault {
    try {
      Optional<BigDecimal> number = anyNumber(name);
      return number.isPresent()
          ? OptionalInt.of(number.get().intValueExact())
          : OptionalInt.empty();
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrongType(name, "a whole number in range");
    }
  }

  private Optional<BigDecimal> anyNumber(String name) throws ApiFault {
    if (!has(name) || (form && isText(name, ""))) {
      return Optional.empty();
    }
    if (json.get(name) instanceof JsonPrimitive primitive) {
      boolean number =
          form ? NUMBER.matcher(primitive.getAsString()).matches() : primitive.isNumber();
      if (number) {
        return Optional.of(primitive.getAsBigDecimal());
      }
    }
    throw wrongType(name, "a number");
  }

  /** One of a few words, when it is there. */
  Optional<String> oneOf(String name, String refusal, String... allowed) throws ApiFault {
    Optional<String> value = text(name).filter(text -> !text.isEmpty());
    if (value.isPresent() && !Arrays.asList(allowed).contains(value.get())) {
      throw new ApiFault(
          refusal,
          name + " is " + value.get() + "; allowed are " + String.join(", ", allowed) + ".");
    }
    return value;
  }

  /** A whole number where the API's model has a text. */
  int numberText(String name, int absent) throws ApiFault {
    Optional<String> value = text(name).filter(text -> !text.isEmpty());
    try {
      return value.isPresent() ? Integer.parseInt(value.get()) : absent;
    } catch (NumberFormatException e) {
      throw wrongType(name, "a whole number in range");
    }
  }

  OptionalDouble decimal(String name) throws ApiFault {
    Optional<BigDecimal> number = anyNumber(name);
    return number.isPresent()
        ? OptionalDouble.of(number.get().doubleValue())
        : OptionalDouble.empty();
  }

  /** As it was sent. */
  Optional<JsonElement> value(String name) {
    return has(name) ? Optional.of(json.get(name)) : Optional.empty();
  }

  /** A boolean; false when it is absent. */
  boolean flag(String name) throws ApiFault {
    if (!has(name)) {
      return false;
    }
    if (json.get(name) instanceof JsonPrimitive primitive && primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (form && (isText(name, "true") || isText(name, "false"))) {
      return isText(name, "true");
    }
    throw wrongType(name, "a boolean");
  }

  private boolean isText(String name, String text) {
    return json.get(name).equals(new JsonPrimitive(text));
  }

  Optional<Parameters> object(String name) throws ApiFault {
    if (!has(name)) {
      return Optional.empty();
    }
    if (json.get(name) instanceof JsonObject object) {
      return Optional.of(new Parameters(object, path + name + ".", form));
    }
    throw wrongType(name, "an object");
  }

  Parameters requiredObject(String name) throws ApiFault {
    return object(name).orElseThrow(() -> missing(name));
  }

  /** The objects of an array; none when it is absent. */
  Parameters[] objects(String name) throws ApiFault {
    if (!has(name)) {
      return new Parameters[0];
    }
    if (!(json.get(name) instanceof JsonArray array)) {
      throw wrongType(name, "an array");
    }
    Parameters[] objects = new Parameters[array.size()];
    for (int i = 0; i < objects.length; i++) {
      if (!(array.get(i) instanceof JsonObject object)) {
        throw wrongType(name + "." + i, "an object");
      }
      objects[i] = new Parameters(object, path + name + "." + i + ".", form);
    }
    return objects;
  }

  /** The texts of an array; none when it is absent. */
  List<String> texts(String name) throws ApiFault {
    if (!has(name)) {
      return List.of();
    }
    if (!(json.get(name) instanceof JsonArray array)) {
      throw wrongType(name, "an array");
    }
    List<String> texts = new ArrayList<>();
    for (JsonElement element : array) {
      if (!(element instanceof JsonPrimitive primitive && primitive.isString())) {
        throw wrongType(name, "an array of strings");
      }
      texts.add(element.getAsString());
    }
    return texts;
  }

  ApiFault missing(String name) {
    return new ApiFault(
        "MissingParameter", "The request is missing the required parameter `" + path + name + "`.");
  }

  private ApiFault wrongType(String name, String wanted) {
    return new ApiFault(
        "InvalidParameter", "The value of parameter `" + path + name + "` is not " + wanted + ".");
  }
}
