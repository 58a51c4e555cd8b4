package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Optional;

/**
 * The settings of a function that make no difference on one machine: networks, log topics, tags.
 * They are kept as they were sent and can be read again, so that a deploy tool which compares finds
 * what it has set.
 */
final class SilentSettings {
  /** By the names of CreateFunction; those of UpdateFunctionConfiguration are among them. */
  static final List<String> NAMES =
      List.of(
          "VpcConfig",
          "ClsLogsetId",
          "ClsTopicId",
          "DeadLetterConfig",
          "PublicNetConfig",
          "IntranetConfig",
          "DnsCache",
          "AsyncRunEnable",
          "TraceEnable",
          "InstallDependency",
          "L5Enable",
          "Tags",
          "ProtocolType",
          "ProtocolParams",
          "InstanceConcurrencyConfig");

  private SilentSettings() {}

  /** Those that the call has, over what was there before. */
  static JsonObject merged(JsonObject before, Parameters parameters) {
    JsonObject merged = before.deepCopy();
    for (String name : NAMES) {
      Optional<JsonElement> value = parameters.value(name);
      value.ifPresent(sent -> merged.add(name, sent.deepCopy()));
    }
    return merged;
  }

  /** Adds them to what GetFunction answers, with the platform's values for what was never set. */
  static void addTo(JsonObject answer, JsonObject settings) {
    for (String name : NAMES) {
      answer.add(name, settings.has(name) ? settings.get(name) : absent(name));
    }
  }

  private static JsonElement absent(String name) {
    JsonObject object = new JsonObject();
    switch (name) {
      case "VpcConfig" -> {
        object.addProperty("VpcId", "");
        object.addProperty("SubnetId", "");
      }
      case "PublicNetConfig" -> {
        object.addProperty("PublicNetStatus", "ENABLE");
        JsonObject eip = new JsonObject();
        eip.addProperty("EipStatus", "DISABLE");
        object.add("EipConfig", eip);
      }
      case "DeadLetterConfig" -> {
        object.addProperty("Type", "");
        object.addProperty("Name", "");
        object.addProperty("FilterType", "");
      }
      case "IntranetConfig" -> object.addProperty("IpFixed", "DISABLE");
      case "DnsCache", "AsyncRunEnable", "TraceEnable", "InstallDependency", "L5Enable" -> {
        return new JsonPrimitive("FALSE");
      }
      case "ClsLogsetId", "ClsTopicId", "ProtocolType" -> {
        return new JsonPrimitive("");
      }
      case "Tags" -> {
        return new JsonArray();
      }
      default -> {
        return JsonNull.INSTANCE;
      }
    }
    return object;
  }
}
