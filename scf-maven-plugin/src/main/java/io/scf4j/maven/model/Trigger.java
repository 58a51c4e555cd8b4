package io.scf4j.maven.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trigger as it is sent. What the API tells of one is not what it was sent: {@link #read} undoes
 * that, so that two can be compared.
 *
 * @param type {@code timer}, {@code http} (a function URL), {@code cos}, {@code ckafka} and others
 * @param name unique for its type, but for function URLs, of which a qualifier has one
 * @param qualifier version or alias that gets the events
 * @param enabled whether it fires
 * @param desc a timer's cron expression, a JSON object of the others
 * @param argument what a timer sends as {@code Message}, else empty
 */
public record Trigger(
    String type, String name, String qualifier, boolean enabled, String desc, String argument) {
  public static final String TIMER = "timer";
  public static final String HTTP = "http";

  private static final String CORS = "CorsConfig";

  /** Where a function URL is, inside of its description; not for us to set. */
  private static final String[] URLS = {"ExtranetUrl", "IntranetUrl"};

  /**
   * A trigger as ListTriggers tells it: the description of a timer is an object around its cron
   * expression, that of a function URL also says where it is.
   */
  public static Trigger read(
      String type, String name, String qualifier, boolean enabled, String desc, String argument) {
    String plain = desc;
    if (StrictJson.parse(desc).orElse(null) instanceof JsonObject told) {
      plain = type.equals(TIMER) && told.has("cron") ? text(told.get("cron")) : withoutUrls(told);
    }
    return new Trigger(type, name, qualifier, enabled, plain, argument);
  }

  /** Where a function URL is, by the description that ListTriggers tells. */
  public static Optional<String> url(String desc) {
    if (StrictJson.parse(desc).orElse(null) instanceof JsonObject told
        && told.get("NetConfig") instanceof JsonObject net) {
      for (String url : URLS) {
        if (net.get(url) instanceof JsonPrimitive address && !address.getAsString().isEmpty()) {
          return Optional.of(address.getAsString());
        }
      }
    }
    return Optional.empty();
  }

  private static String withoutUrls(JsonObject told) {
    if (told.get("NetConfig") instanceof JsonObject net) {
      for (String url : URLS) {
        net.remove(url);
      }
    }
    return told.toString();
  }

  private static String text(JsonElement element) {
    return element instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
  }

  /** Who may call a function URL: {@code NONE} for everybody, {@code CAM}; else empty. */
  public String auth() {
    return StrictJson.parse(desc).orElse(null) instanceof JsonObject told && told.has("AuthType")
        ? text(told.get("AuthType"))
        : "";
  }

  /** Whether the other one is this one's earlier self, however it is set up. */
  public boolean isSameTrigger(Trigger other) {
    return type.equals(other.type)
        && qualifier.equals(other.qualifier)
        && (type.equals(HTTP) || name.equals(other.name));
  }

  /** Whether nothing has to be sent to make the other one like this one. */
  public boolean isAsIn(Trigger there) {
    return enabled == there.enabled && argument.equals(there.argument) && isSetUpAs(there);
  }

  /**
   * Whether the other description says all that this one does, however it is written: the platform
   * may tell more of a function URL than it was sent. It must not let pages in that this one does
   * not name.
   */
  public boolean isSetUpAs(Trigger there) {
    return desc.equals(there.desc)
        || (StrictJson.parse(desc).orElse(null) instanceof JsonObject wanted
            && StrictJson.parse(there.desc).orElse(null) instanceof JsonObject told
            && covers(wanted, told)
            && (wanted.has(CORS) || !hasCors(told)));
  }

  private static boolean covers(JsonElement wanted, JsonElement told) {
    return wanted instanceof JsonObject some && told instanceof JsonObject all
        ? some.keySet().stream()
            .allMatch(name -> all.has(name) && covers(some.get(name), all.get(name)))
        : wanted.equals(told);
  }

  private static boolean hasCors(JsonObject desc) {
    return desc.get(CORS) instanceof JsonObject cors && isOn(cors.get("Enable"));
  }

  /** The description for people: {@code 0 0 3 * * * *}, or {@code NONE, internet, CORS}. */
  public String setup() {
    if (!type.equals(HTTP) || !(StrictJson.parse(desc).orElse(null) instanceof JsonObject told)) {
      return desc;
    }
    List<String> parts = new ArrayList<>();
    parts.add("auth " + auth());
    JsonObject net = told.get("NetConfig") instanceof JsonObject given ? given : new JsonObject();
    if (isOn(net.get("EnableExtranet"))) {
      parts.add("internet");
    }
    if (isOn(net.get("EnableIntranet"))) {
      parts.add("intranet");
    }
    if (hasCors(told)) {
      JsonObject cors = told.getAsJsonObject(CORS).deepCopy();
      cors.remove("Enable");
      parts.add("CORS " + cors);
    }
    return String.join(", ", parts);
  }

  private static boolean isOn(JsonElement flag) {
    return flag instanceof JsonPrimitive primitive && primitive.getAsBoolean();
  }

  /** {@code timer 'nightly' of $DEFAULT}. */
  public String shown() {
    return (type.equals(HTTP) ? "function URL" : type + " '" + name + "'") + " of " + qualifier;
  }
}
