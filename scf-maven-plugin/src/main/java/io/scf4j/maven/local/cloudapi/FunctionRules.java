package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.model.PlatformRules;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The platform's rules for the values of a function, each with the code the platform refuses it
 * with. Create and update share them; whether a value is required is the action's business.
 */
final class FunctionRules {
  private FunctionRules() {}

  static String name(Parameters parameters) throws ApiFault {
    String name = parameters.requiredText("FunctionName");
    refuse("InvalidParameterValue.FunctionName", PlatformRules.functionName(name));
    return name;
  }

  static String namespace(Parameters parameters) throws ApiFault {
    String namespace =
        parameters.text("Namespace").filter(text -> !text.isEmpty()).orElse("default");
    refuse("InvalidParameterValue.Namespace", PlatformRules.namespace(namespace));
    return namespace;
  }

  static void qualifier(Parameters parameters) throws ApiFault {
    String qualifier =
        parameters.text("Qualifier").filter(text -> !text.isEmpty()).orElse("$LATEST");
    if (!qualifier.equals("$LATEST") && !qualifier.equals("$DEFAULT")) {
      throw new ApiFault(
          "ResourceNotFound.Qualifier", "The version does not exist: " + qualifier + ".");
    }
  }

  static void runtime(Parameters parameters) throws ApiFault {
    String runtime = parameters.text("Runtime").orElse("Python2.7"); // the platform's own default
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
    refuse("InvalidParameterValue.MemorySize", PlatformRules.memorySize(memory));
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

  /** The zip of a {@code Code} object, or of the same fields at the top level. */
  static CodePackage code(Parameters code) throws ApiFault {
    if (code.has("CosBucketName")
        || code.has("CosObjectName")
        || code.has("TempCosObjectName")
        || code.has("ImageConfig")
        || code.has("DemoId")) {
      throw new ApiFault("UnsupportedOperation", "The local SCF takes code as ZipFile only.");
    }
    byte[] zip;
    try {
      zip = Base64.getDecoder().decode(code.requiredText("ZipFile"));
    } catch (IllegalArgumentException e) {
      throw new ApiFault(
          "InvalidParameterValue.ZipFileBase64BinasciiError",
          "ZipFile is not base64: " + e.getMessage() + ".");
    }
    try {
      return CodePackage.of(zip);
    } catch (IOException | RuntimeException e) { // the reader meets hostile bytes with either
      throw new ApiFault(
          "InvalidParameterValue.ZipFile",
          "ZipFile is not a usable zip file: " + e.getMessage() + ".");
    }
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
    for (Parameters layer : parameters.objects("Layers")) {
      if (layer
          .text("LayerName")
          .filter(name -> !name.isEmpty())
          .isPresent()) { // an empty name clears all layers
        throw new ApiFault("UnsupportedOperation", "The local SCF has no layers.");
      }
    }
    if (parameters.has("CfsConfig")) {
      throw new ApiFault("UnsupportedOperation", "The local SCF has no file systems.");
    }
  }
}
