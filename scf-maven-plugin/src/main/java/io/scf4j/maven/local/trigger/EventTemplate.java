package io.scf4j.maven.local.trigger;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * An event with gaps. It is a JSON document whose texts may have {@code {{name}}}, or {@code
 * {{name=default}}}; {@code {{name:number=5}}} as a whole text becomes a number. The gaps are
 * filled after parsing, so no value can break out of its text. {@code @now}, {@code @seconds} and
 * {@code @microseconds} are defaults that are the present time. An object with the one member
 * {@code @gzip} becomes the base64 of its value's compressed JSON, the form in which the log
 * service sends.
 */
public final class EventTemplate {
  private static final Pattern GAP =
      Pattern.compile("\\{\\{([A-Za-z][A-Za-z0-9]*)(:number)?(?:=([^{}]*))?\\}\\}");
  private static final String GZIP = "@gzip";
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private final String name;
  private final JsonElement event;
  private final InstantSource clock;
  private final Map<String, String> defaults = new TreeMap<>();

  private EventTemplate(String name, JsonElement event, InstantSource clock) {
    this.name = name;
    this.event = event;
    this.clock = clock;
    collectDefaults(event);
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException when it is not JSON
   */
  static EventTemplate parse(String name, String json, InstantSource clock) {
    try {
      return new EventTemplate(name, JsonParser.parseString(json), clock);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException(
          "The event template " + name + " is not JSON: " + e.getMessage(), e);
    }
  }

  /** Its name, by which it is asked for. */
  public String name() {
    return name;
  }

  /** The gaps by name, each with what fills it when nothing is said; for the time, the present. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    defaults.forEach((gap, value) -> parameters.put(gap, resolved(value)));
    return parameters;
  }

  /**
   * The event, as JSON.
   *
   * @param said what fills gaps, by name
   * @throws IllegalArgumentException for a name that the template does not have, and for a text
   *     where a number is needed
   */
  public String render(Map<String, String> said) {
    for (String gap : said.keySet()) {
      if (!defaults.containsKey(gap)) {
        throw new IllegalArgumentException(
            "The event template "
                + name
                + " has no parameter '"
                + gap
                + "'"
                + (defaults.isEmpty()
                    ? "; it has none."
                    : ", but " + String.join(", ", defaults.keySet()) + "."));
      }
    }
    return GSON.toJson(filled(event, said));
  }

  private void collectDefaults(JsonElement element) {
    if (element instanceof JsonObject object) {
      object.asMap().values().forEach(this::collectDefaults);
    } else if (element instanceof JsonArray array) {
      array.forEach(this::collectDefaults);
    } else if (element instanceof JsonPrimitive text && text.isString()) {
      Matcher gap = GAP.matcher(text.getAsString());
      while (gap.find()) {
        String value = gap.group(3);
        if (value != null || !defaults.containsKey(gap.group(1))) {
          defaults.put(gap.group(1), value == null ? "" : value);
        }
      }
    }
  }

  private JsonElement filled(JsonElement element, Map<String, String> said) {
    if (element instanceof JsonObject object) {
      return object.size() == 1 && object.has(GZIP)
          ? new JsonPrimitive(compressed(filled(object.get(GZIP), said)))
          : filledObject(object, said);
    }
    if (element instanceof JsonArray array) {
      JsonArray copy = new JsonArray();
      array.forEach(one -> copy.add(filled(one, said)));
      return copy;
    }
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      return filledText(primitive.getAsString(), said);
    }
    return element;
  }

  private JsonObject filledObject(JsonObject object, Map<String, String> said) {
    JsonObject copy = new JsonObject();
    object.asMap().forEach((member, value) -> copy.add(member, filled(value, said)));
    return copy;
  }

  private JsonPrimitive filledText(String text, Map<String, String> said) {
    Matcher gap = GAP.matcher(text);
    if (gap.matches() && gap.group(2) != null) {
      return number(gap.group(1), value(gap.group(1), said));
    }
    StringBuilder filled = new StringBuilder();
    gap.reset();
    int end = 0;
    while (gap.find()) {
      filled.append(text, end, gap.start()).append(value(gap.group(1), said));
      end = gap.end();
    }
    return new JsonPrimitive(filled.append(text, end, text.length()).toString());
  }

  private String value(String gap, Map<String, String> said) {
    String value = said.get(gap);
    return value == null ? resolved(defaults.get(gap)) : value;
  }

  private String resolved(String value) {
    return switch (value) {
      case "@now" -> clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
      case "@seconds" -> Long.toString(clock.instant().getEpochSecond());
      case "@microseconds" ->
          Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
      default -> value;
    };
  }

  private JsonPrimitive number(String gap, String value) {
    try {
      return new JsonPrimitive(new BigDecimal(value.strip()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The parameter "
              + gap
              + " of the event template "
              + name
              + " is '"
              + value
              + "'; it is a number.",
          e);
    }
  }

  private static String compressed(JsonElement content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(GSON.toJson(content).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail so
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }
}
