package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.CodePackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The platform's rules for the values of a function, each with the code the platform refuses it
 * with. Create and update share them; whether a value is required is the action's business.
 */
final class FunctionRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,58}[A-Za-z0-9]");
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_-]{1,60}");
  private static final Pattern ENVIRONMENT_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{1,63}");
  private static final List<String> RESERVED_PREFIXES = List.of("SCF_", "QCLOUD_", "TENCENTCLOUD_");
  private static final int MAX_ENVIRONMENT_BYTES = 4096;

  private FunctionRules() {}

  static String name(Parameters parameters) throws ApiFault {
    String name = parameters.requiredText("FunctionName");
    if (!NAME.matcher(name).matches()) {
      throw new ApiFault(
          "InvalidParameterValue.FunctionName",
          "FunctionName "
              + name
              + " is against the rule: 2 to 60 letters, digits, - and _, beginning with a letter and"
              + " ending with a letter or digit.");
    }
    return name;
  }

  static String namespace(Parameters parameters) throws ApiFault {
    String namespace =
        parameters.text("Namespace").filter(text -> !text.isEmpty()).orElse("default");
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new ApiFault(
          "InvalidParameterValue.Namespace",
          "Namespace " + namespace + " is against the rule: letters, digits, - and _.");
    }
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
    if (description.isPresent() && description.get().length() > 1000) {
      throw new ApiFault(
          "InvalidParameterValue.Description", "Description is over 1000 characters.");
    }
    return description;
  }

  static int memory(Parameters parameters, int absent) throws ApiFault {
    int memory = parameters.number("MemorySize").orElse(absent);
    boolean stepped = memory >= 128 && memory <= 3072 && memory % 128 == 0;
    if (memory != 64 && !stepped) {
      throw new ApiFault(
          "InvalidParameterValue.MemorySize",
          "MemorySize is " + memory + "; allowed are 64 and 128 to 3072 in steps of 128.");
    }
    return memory;
  }

  static int timeout(Parameters parameters, int absent) throws ApiFault {
    return seconds(parameters, "Timeout", absent, 1, 900);
  }

  static int initTimeout(Parameters parameters, int absent) throws ApiFault {
    return seconds(parameters, "InitTimeout", absent, 3, 300);
  }

  private static int seconds(Parameters parameters, String name, int absent, int min, int max)
      throws ApiFault {
    int seconds = parameters.number(name).orElse(absent);
    if (seconds > max) {
      throw new ApiFault(
          "LimitExceeded." + name, name + " is " + seconds + "; the most is " + max + " seconds.");
    }
    if (seconds < min) {
      throw new ApiFault(
          "InvalidParameterValue", name + " is " + seconds + "; the least is " + min + " seconds.");
    }
    return seconds;
  }

  /** The variables; empty for the one pair of empty strings by which clients clear them. */
  static Optional<Map<String, String>> environment(Parameters parameters) throws ApiFault {
    Optional<Parameters> environment = parameters.object("Environment");
    if (environment.isEmpty()) {
      return Optional.empty();
    }
    Parameters[] pairs = environment.get().allow("Variables").objects("Variables");
    Map<String, String> variables = new LinkedHashMap<>();
    int bytes = 0;
    for (Parameters pair : pairs) {
      String key = pair.allow("Key", "Value").requiredText("Key");
      String value = pair.text("Value").orElse("");
      if (pairs.length == 1 && key.isEmpty() && value.isEmpty()) {
        return Optional.of(Map.of());
      }
      checkKey(key);
      if (variables.put(key, value) != null) {
        throw new ApiFault(
            "InvalidParameterValue.Environment", "Environment has " + key + " twice.");
      }
      bytes +=
          key.getBytes(StandardCharsets.UTF_8).length
              + value.getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > MAX_ENVIRONMENT_BYTES) {
      throw new ApiFault(
          "InvalidParameterValue.EnvironmentExceededLimit",
          "Environment is " + bytes + " bytes; the most is 4 KB.");
    }
    return Optional.of(variables);
  }

  private static void checkKey(String key) throws ApiFault {
    if (key.equals("_HANDLER") || RESERVED_PREFIXES.stream().anyMatch(key::startsWith)) {
      throw new ApiFault(
          "InvalidParameterValue.EnvironmentSystemProtect",
          "Environment has " + key + ", which is the platform's own.");
    }
    if (!ENVIRONMENT_KEY.matcher(key).matches()) {
      throw new ApiFault(
          "InvalidParameterValue.Environment",
          "Environment has the key '"
              + key
              + "'; keys are 2 to 64 letters, digits and _, beginning with a letter.");
    }
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
