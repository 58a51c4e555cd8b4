package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.scf4j.maven.local.http.UrlSettings;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredTrigger;
import io.scf4j.maven.local.trigger.CronExpression;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The platform's rules for triggers, each with the code the platform refuses with. */
final class TriggerRules {
  private static final int MAX_ARGUMENT_BYTES = 4096;

  private static final Set<String> TYPES = Set.of("timer", "http", "cos", "ckafka", "cls", "cmq");
  private static final Set<String> COS_EVENTS =
      Set.of(
          "cos:ObjectCreated:*",
          "cos:ObjectCreated:Put",
          "cos:ObjectCreated:Post",
          "cos:ObjectCreated:Copy",
          "cos:ObjectCreated:CompleteMultipartUpload",
          "cos:ObjectCreated:Origin",
          "cos:ObjectCreated:Replication",
          "cos:ObjectRemove:*",
          "cos:ObjectRemove:Delete",
          "cos:ObjectRemove:DeleteMarkerCreated",
          "cos:ObjectRestore:Post",
          "cos:ObjectRestore:Completed");

  private static final Map<String, Pattern> NAMES =
      Map.of(
          "timer", Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}"),
          "cos", Pattern.compile("[a-z0-9-]+-[0-9]+\\.cos\\.[a-z0-9-]+\\.myqcloud\\.com"),
          "ckafka", Pattern.compile("[A-Za-z0-9]+-[A-Za-z0-9]+-[A-Za-z0-9._-]+"));
  private static final Pattern OTHER_NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Map<String, String> NAME_FORMS =
      Map.of(
          "timer", "1 to 100 letters, digits, '_' or '-', starting with a letter",
          "cos", "the bucket's domain, such as example-1250000000.cos.ap-guangzhou.myqcloud.com",
          "ckafka", "the instance and the topic, such as ckafka-abc123-topic");

  private TriggerRules() {}

  /** The type of a trigger that is to be made. */
  static String creatableType(Parameters parameters) throws ApiFault {
    String type = parameters.requiredText("Type");
    switch (type) {
      case "apigw" ->
          throw new ApiFault(
              "UnsupportedOperation.Trigger",
              "API gateway triggers are retired: the platform has made none since July 2024. Use a"
                  + " function URL, Type http. The local SCF still gives every function the"
                  + " gateway's event at /apigw/<namespace>/<function>/.");
      case "mps", "clb" ->
          throw new ApiFault(
              "InvalidParameterValue.Type",
              "A trigger of type "
                  + type
                  + " is made by that service's own API. The local SCF sends its event with"
                  + " scf4j:FireTrigger and Type "
                  + type
                  + ".");
      default -> {
        if (!TYPES.contains(type)) {
          throw new ApiFault(
              "InvalidParameterValue.Type",
              "Type is " + type + "; allowed are timer, http, cos, ckafka, cls and cmq.");
        }
      }
    }
    return type;
  }

  /** One of the types that an action is for. */
  static String type(Parameters parameters, String... allowed) throws ApiFault {
    parameters.requiredText("Type");
    return parameters
        .oneOf("Type", "InvalidParameterValue.Type", allowed)
        .orElseThrow(() -> parameters.missing("Type"));
  }

  static String name(String type, Parameters parameters) throws ApiFault {
    String name = parameters.requiredText("TriggerName");
    if (!NAMES.getOrDefault(type, OTHER_NAME).matcher(name).matches()) {
      throw new ApiFault(
          "InvalidParameterValue.TriggerName",
          "TriggerName of a "
              + type
              + " trigger is '"
              + name
              + "'; it is "
              + NAME_FORMS.getOrDefault(type, "1 to 100 letters, digits, '.', '_' or '-'")
              + ".");
    }
    return name;
  }

  /** {@code OPEN} or {@code CLOSE}. */
  static Optional<Boolean> enable(Parameters parameters) throws ApiFault {
    Optional<String> word = parameters.text("Enable");
    if (word.isPresent() && !Set.of("OPEN", "CLOSE").contains(word.get())) {
      throw new ApiFault(
          "InvalidParameterValue.Enable",
          "Enable is '" + word.get() + "'; allowed are OPEN and CLOSE.");
    }
    return word.map("OPEN"::equals);
  }

  /** What only timers have. */
  static Optional<String> customArgument(String type, Parameters parameters) throws ApiFault {
    Optional<String> argument = parameters.text("CustomArgument");
    if (argument.filter(text -> !text.isEmpty()).isPresent() && !type.equals("timer")) {
      throw new ApiFault(
          "InvalidParameterValue.CustomArgument", "Only timers have a CustomArgument.");
    }
    if (argument.isPresent()
        && argument.get().getBytes(StandardCharsets.UTF_8).length > MAX_ARGUMENT_BYTES) {
      throw new ApiFault("InvalidParameterValue.CustomArgument", "CustomArgument is over 4 KB.");
    }
    return argument;
  }

  /** Refuses a {@code TriggerDesc} that its type cannot make sense of. */
  static void checkDesc(String type, String desc) throws ApiFault {
    try {
      switch (type) {
        case "timer" -> CronExpression.parse(desc);
        case "http" -> UrlSettings.parse(desc);
        case "cos" -> checkCos(object(desc));
        case "ckafka" -> checkCkafka(object(desc));
        default -> {
          if (!desc.isEmpty()) {
            object(desc);
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ApiFault(
          "InvalidParameterValue.TriggerDesc", "TriggerDesc: " + e.getMessage() + ".");
    }
  }

  private static JsonObject object(String desc) {
    if (StrictJson.parse(desc).orElse(null) instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException("it is not a JSON object");
  }

  private static void checkCos(JsonObject desc) {
    String event = text(desc, "event");
    if (!COS_EVENTS.contains(event)) {
      throw new IllegalArgumentException(
          "event is '" + event + "', which is not an event of COS, such as cos:ObjectCreated:*");
    }
    if (desc.has("filter")) {
      if (!(desc.get("filter") instanceof JsonObject filter)) {
        throw new IllegalArgumentException("filter is not an object of Prefix and Suffix");
      }
      text(filter, "Prefix");
      text(filter, "Suffix");
    }
  }

  private static void checkCkafka(JsonObject desc) {
    number(desc, "maxMsgNum", 1, 10_000);
    number(desc, "retry", 0, 10_000);
    number(desc, "timeOut", 1, 60);
    String offset = text(desc, "offset");
    if (!offset.matches("latest|earliest|[0-9]+|")) {
      throw new IllegalArgumentException(
          "offset is '" + offset + "'; it is latest, earliest or a time in milliseconds");
    }
  }

  /** A number, or its digits as a text, which the platform takes too. */
  private static void number(JsonObject json, String name, int least, int most) {
    JsonElement value = json.get(name);
    if (value == null) {
      return;
    }
    String digits = value instanceof JsonPrimitive primitive ? primitive.getAsString() : "";
    if (!digits.matches("[0-9]{1,6}")
        || Integer.parseInt(digits) < least
        || Integer.parseInt(digits) > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it is a number from " + least + " to " + most);
    }
  }

  private static String text(JsonObject json, String name) {
    JsonElement value = json.get(name);
    if (value == null || value.isJsonNull()) {
      return "";
    }
    if (value instanceof JsonPrimitive primitive) {
      return primitive.getAsString();
    }
    throw new IllegalArgumentException(name + " is not a text");
  }

  static void checkQualifier(StoredFunction function, String qualifier) throws ApiFault {
    boolean known =
        qualifier.equals(StoredFunction.LATEST)
            || function.version(qualifier).isPresent()
            || function.alias(qualifier).isPresent();
    if (!known) {
      throw ApiFault.versionNotFound(qualifier);
    }
  }

  /** Refuses a trigger that stands in the way of one that the function has. */
  static void checkRoom(StoredFunction function, StoredTrigger added) throws ApiFault {
    List<StoredTrigger> same =
        function.run().triggers().stream()
            .filter(known -> known.type().equals(added.type()))
            .toList();
    for (StoredTrigger known : same) {
      boolean sameQualifier = known.qualifier().equals(added.qualifier());
      boolean sameName = known.name().equals(added.name());
      if (added.type().equals("http") && sameQualifier) {
        throw new ApiFault(
            "ResourceInUse.Trigger",
            added.qualifier() + " has a function URL already, the trigger " + known.name() + ".");
      }
      // Several notifications of a bucket have its name, and each qualifier has its own URL.
      if (sameName && !added.type().equals("cos") && !added.type().equals("http")) {
        throw new ApiFault(
            "ResourceInUse.TriggerName", "This TriggerName already exists: " + added.name() + ".");
      }
    }
    if (same.size() >= PlatformRules.MAX_TRIGGERS_OF_A_TYPE) {
      throw new ApiFault(
          "LimitExceeded.Trigger",
          "The function has "
              + same.size()
              + " triggers of type "
              + added.type()
              + ", which is the most.");
    }
  }

  /** Refuses a notification of a bucket that another one has a part of. */
  static void checkCosConflict(List<StoredFunction> functions, StoredTrigger added)
      throws ApiFault {
    if (!added.type().equals("cos")) {
      return;
    }
    for (StoredFunction function : functions) {
      for (StoredTrigger known : function.run().triggers()) {
        if (known.type().equals("cos")
            && known.name().equals(added.name())
            && overlap(object(known.desc()), object(added.desc()))) {
          throw new ApiFault(
              "InvalidParameterValue.CosNotifyRuleConflict",
              "The function "
                  + function.name()
                  + " is notified of "
                  + known.desc()
                  + " by this bucket already; a bucket sends an event to one function only.");
        }
      }
    }
  }

  private static boolean overlap(JsonObject one, JsonObject other) {
    JsonObject oneFilter = filter(one);
    JsonObject otherFilter = filter(other);
    String onePrefix = text(oneFilter, "Prefix");
    String otherPrefix = text(otherFilter, "Prefix");
    String oneSuffix = text(oneFilter, "Suffix");
    String otherSuffix = text(otherFilter, "Suffix");
    return covers(text(one, "event"), text(other, "event"))
        && (onePrefix.startsWith(otherPrefix) || otherPrefix.startsWith(onePrefix))
        && (oneSuffix.endsWith(otherSuffix) || otherSuffix.endsWith(oneSuffix));
  }

  private static boolean covers(String one, String other) {
    return one.equals(other)
        || (one.endsWith("*") && other.startsWith(one.substring(0, one.length() - 1)))
        || (other.endsWith("*") && one.startsWith(other.substring(0, other.length() - 1)));
  }

  private static JsonObject filter(JsonObject desc) {
    return desc.get("filter") instanceof JsonObject filter ? filter : new JsonObject();
  }

  /** Whether two descriptions say the same, however they are written. */
  static boolean isSameDesc(String one, String other) {
    Optional<JsonElement> json = StrictJson.parse(one);
    return json.isPresent() ? json.equals(StrictJson.parse(other)) : one.equals(other);
  }
}
