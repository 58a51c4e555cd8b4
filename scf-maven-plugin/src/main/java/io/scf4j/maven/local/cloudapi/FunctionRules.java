package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.LayerVersion;
import io.scf4j.maven.model.PlatformRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The platform's rules for the values of a function, each with the code the platform refuses it
 * with. Create and update share them; whether a value is required is the action's business.
 */
final class FunctionRules {
  /** What CreateFunction takes for what is not sent, as the code of nothing. */
  static final FunctionConfig DEFAULTS =
      new FunctionConfig(
          PlatformRules.DEFAULT_HANDLER,
          "",
          128,
          3,
          65,
          Map.of(),
          null,
          List.of(),
          new JsonObject(),
          "",
          0);

  /** The platform's quota. */
  static final int MAX_OF_A_NAMESPACE = 50;

  private static final int MAX_NAME_AND_NAMESPACE = 118;

  private FunctionRules() {}

  static String name(Parameters parameters, String parameter) throws ApiFault {
    String name = parameters.requiredText(parameter);
    refuse("InvalidParameterValue.FunctionName", PlatformRules.functionName(name));
    return name;
  }

  /** Of a function that is to be made: name and namespace together have a limit of their own. */
  static Key newKey(String name, String namespace) throws ApiFault {
    int length = name.length() + namespace.length();
    if (length > MAX_NAME_AND_NAMESPACE) {
      throw new ApiFault(
          "InvalidParameterValue.FunctionName",
          "Name and namespace have "
              + length
              + " characters together; the most is "
              + MAX_NAME_AND_NAMESPACE
              + ".");
    }
    return new Key(namespace, name);
  }

  static String newId() {
    return "lam-" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** {@code FunctionName} and {@code Namespace}. */
  static Key key(Parameters parameters) throws ApiFault {
    String name = name(parameters, "FunctionName");
    return new Key(namespace(parameters), name);
  }

  static String namespace(Parameters parameters) throws ApiFault {
    return namespace(parameters, "Namespace");
  }

  static String namespace(Parameters parameters, String parameter) throws ApiFault {
    String namespace = parameters.text(parameter).filter(text -> !text.isEmpty()).orElse("default");
    refuse("InvalidParameterValue.Namespace", PlatformRules.namespace(namespace));
    return namespace;
  }

  static String qualifier(Parameters parameters, String absent) throws ApiFault {
    return parameters.text("Qualifier").filter(text -> !text.isEmpty()).orElse(absent);
  }

  /** {@code TRUE} or {@code FALSE}, as texts. */
  static boolean flag(Parameters parameters, String name) throws ApiFault {
    return parameters
        .oneOf(name, "InvalidParameterValue", "TRUE", "FALSE")
        .filter("TRUE"::equals)
        .isPresent();
  }

  /** The code of a new function; which of its codes the platform has for none is UNVERIFIED. */
  static Parameters code(Parameters parameters) throws ApiFault {
    Parameters code = parameters.object("Code").orElse(Parameters.NONE);
    if (code.isEmpty()) {
      throw new ApiFault("MissingParameter.Code", "The function has no Code.");
    }
    return code;
  }

  static void runtime(Parameters parameters) throws ApiFault {
    String runtime = parameters.text("Runtime").orElse("Python2.7"); // the platform's own default
    if (runtime.isEmpty()) {
      throw new ApiFault("MissingParameter.Runtime", "Runtime is empty.");
    }
    if (!runtime.equals("CustomRuntime")) {
      throw new ApiFault(
          "InvalidParameterValue.Runtime",
          "Runtime is " + runtime + "; the local SCF runs CustomRuntime only.");
    }
  }

  static Optional<String> description(Parameters parameters) throws ApiFault {
    Optional<String> description = parameters.text("Description");
    if (description.isPresent()) {
      refuse("InvalidParameterValue.Description", PlatformRules.description(description.get()));
    }
    return description;
  }

  static int memory(Parameters parameters, int absent) throws ApiFault {
    int memory = parameters.number("MemorySize").orElse(absent);
    refuse(
        memory > PlatformRules.MAX_MEMORY_MB
            ? "LimitExceeded.Memory"
            : "InvalidParameterValue.MemorySize",
        PlatformRules.memorySize(memory));
    return memory;
  }

  static int timeout(Parameters parameters, int absent) throws ApiFault {
    int seconds = parameters.number("Timeout").orElse(absent);
    refuse(
        seconds > PlatformRules.MAX_TIMEOUT_S ? "LimitExceeded.Timeout" : "InvalidParameterValue",
        PlatformRules.timeout(seconds));
    return seconds;
  }

  static int initTimeout(Parameters parameters, int absent) throws ApiFault {
    int seconds = parameters.number("InitTimeout").orElse(absent);
    refuse(
        seconds > PlatformRules.MAX_INIT_TIMEOUT_S
            ? "LimitExceeded.InitTimeout"
            : "InvalidParameterValue",
        PlatformRules.initTimeout(seconds));
    return seconds;
  }

  private static void refuse(String code, Optional<String> problem) throws ApiFault {
    if (problem.isPresent()) {
      throw new ApiFault(code, problem.get());
    }
  }

  /** The variables; empty for the one pair of empty strings by which clients clear them. */
  static Optional<Map<String, String>> environment(Parameters parameters) throws ApiFault {
    Optional<Parameters> environment = parameters.object("Environment");
    if (environment.isEmpty()) {
      return Optional.empty();
    }
    Parameters[] pairs = environment.get().allow("Variables").objects("Variables");
    Map<String, String> variables = new LinkedHashMap<>();
    for (Parameters pair : pairs) {
      String key = pair.allow("Key", "Value").requiredText("Key");
      String value = pair.text("Value").orElse("");
      if (pairs.length == 1 && key.isEmpty() && value.isEmpty()) {
        return Optional.of(Map.of());
      }
      refuse(
          PlatformRules.isReservedKey(key)
              ? "InvalidParameterValue.EnvironmentSystemProtect"
              : "InvalidParameterValue.Environment",
          PlatformRules.environmentKey(key));
      if (variables.put(key, value) != null) {
        throw new ApiFault(
            "InvalidParameterValue.Environment", "Environment has " + key + " twice.");
      }
    }
    refuse(
        "InvalidParameterValue.EnvironmentExceededLimit", PlatformRules.environmentSize(variables));
    return Optional.of(variables);
  }

  /** The layers in their order; none for the one nameless layer by which clients clear them. */
  static Optional<List<LayerVersion>> layers(Parameters parameters) throws ApiFault {
    if (!parameters.has("Layers")) {
      return Optional.empty();
    }
    List<LayerVersion> layers = new ArrayList<>();
    for (Parameters layer : parameters.objects("Layers")) {
      layer.allow("LayerName", "LayerVersion");
      String name = layer.text("LayerName").orElse("");
      int version = layer.number("LayerVersion").orElse(0);
      if (name.isEmpty() && version == 0) {
        return Optional.of(List.of());
      }
      layers.add(new LayerVersion(name, version));
    }
    if (layers.size() > PlatformRules.MAX_LAYERS) {
      throw new ApiFault(
          "InvalidParameterValue.Layers",
          "Layers has "
              + layers.size()
              + " of them; a function has "
              + PlatformRules.MAX_LAYERS
              + " at most.");
    }
    return Optional.of(layers);
  }

  /** What would change how the function runs and is not emulated is refused, not ignored. */
  static void unsupported(Parameters parameters) throws ApiFault {
    if (parameters
        .text("Type")
        .filter(type -> !type.isEmpty() && !type.equals("Event"))
        .isPresent()) {
      throw new ApiFault(
          "InvalidParameterValue.Type", "Custom Runtime functions are of Type Event.");
    }
    if (parameters.has("CfsConfig")) {
      throw new ApiFault("UnsupportedOperation", "The local SCF has no file systems.");
    }
  }
}
