package io.scf4j.maven.local.trigger;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredTrigger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The event that a trigger of a function sends: the template of its type, with what its own name
 * and description say about bucket, topic and the like, and over that what the caller says.
 */
public final class TriggerEvent {
  private static final Pattern BUCKET =
      Pattern.compile("(.+)-([0-9]+)\\.cos\\.([a-z0-9-]+)\\.myqcloud\\.com");
  private static final Pattern TOPIC = Pattern.compile("ckafka-[^-]+-(.+)");

  private TriggerEvent() {}

  /**
   * Builds the event.
   *
   * @param said parameters of the template by name
   * @throws IllegalArgumentException when the template has no such parameter
   */
  public static byte[] of(
      StoredFunction function,
      StoredTrigger trigger,
      Map<String, String> said,
      EventTemplates templates) {
    EventTemplate template = templates.get(template(trigger));
    Map<String, String> known = new LinkedHashMap<>(known(trigger));
    known.put("namespace", function.namespace());
    known.put("function", function.name());
    known.put("qualifier", trigger.qualifier());
    known.keySet().retainAll(template.parameters().keySet());
    known.putAll(said);
    return template.render(known).getBytes(StandardCharsets.UTF_8);
  }

  /** The trigger as it is named where its invocations are listed: type and name. */
  public static String origin(StoredTrigger trigger) {
    return trigger.name().equals(trigger.type())
        ? trigger.type()
        : trigger.type() + " " + trigger.name();
  }

  /** Name of the template for a trigger. */
  static String template(StoredTrigger trigger) {
    if (!trigger.type().equals("cos")) {
      return trigger.type();
    }
    return cosEvent(trigger).startsWith("cos:ObjectRemove") ? "cos-delete" : "cos-put";
  }

  private static Map<String, String> known(StoredTrigger trigger) {
    Map<String, String> known = new LinkedHashMap<>();
    switch (trigger.type()) {
      case "timer" -> {
        known.put("triggerName", trigger.name());
        known.put("message", trigger.customArgument() == null ? "" : trigger.customArgument());
      }
      case "cos" -> {
        Matcher bucket = BUCKET.matcher(trigger.name());
        if (bucket.matches()) {
          known.put("bucket", bucket.group(1));
          known.put("appId", bucket.group(2));
          known.put("region", bucket.group(3));
        }
        if (!cosEvent(trigger).endsWith("*")) {
          known.put("eventName", cosEvent(trigger));
        }
        known.put("key", filter(trigger, "Prefix") + "example" + filter(trigger, "Suffix"));
      }
      case "ckafka" -> {
        Matcher topic = TOPIC.matcher(trigger.name());
        if (topic.matches()) {
          known.put("topic", topic.group(1));
        }
      }
      case "cmq" -> known.put("topic", trigger.name());
      case "cls" -> known.put("topicId", trigger.name());
      default -> {
        // nothing that the event would repeat
      }
    }
    return known;
  }

  private static String cosEvent(StoredTrigger trigger) {
    return text(JsonParser.parseString(trigger.desc()).getAsJsonObject(), "event");
  }

  private static String filter(StoredTrigger trigger, String name) {
    JsonElement filter = JsonParser.parseString(trigger.desc()).getAsJsonObject().get("filter");
    return filter instanceof JsonObject object ? text(object, name) : "";
  }

  private static String text(JsonObject json, String name) {
    return json.has(name) ? json.get(name).getAsString() : "";
  }
}
