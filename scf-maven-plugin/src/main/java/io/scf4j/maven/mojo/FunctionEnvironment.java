package io.scf4j.maven.mojo;

import io.scf4j.maven.model.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The POM's {@code <environment>}: absent, empty or filled; and keys that should not be there. */
final class FunctionEnvironment {
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(secret|passw|token|credential|api_?key|private_?key).*");

  private FunctionEnvironment() {}

  static Setting<Map<String, String>> setting(Map<String, String> environment) {
    return setting(environment, Optional.empty());
  }

  /** The same with those of a file, which count less. */
  static Setting<Map<String, String>> setting(
      Map<String, String> environment, Optional<Map<String, String>> file) {
    if (environment == null && file.isEmpty()) {
      return Setting.absent();
    }
    Map<String, String> filled = new LinkedHashMap<>(file.orElse(Map.of()));
    filled.putAll(values(environment));
    return filled.isEmpty() ? Setting.clear() : new Setting.Value<>(filled);
  }

  /**
   * The variables there are; an empty element, {@code <KEY/>}, which Maven hands over as null, is
   * empty.
   */
  static Map<String, String> values(Map<String, String> environment) {
    Map<String, String> filled = new LinkedHashMap<>();
    if (environment != null) {
      environment.forEach((key, value) -> filled.put(key, value == null ? "" : value));
    }
    return filled;
  }

  static List<String> secretLooking(Map<String, String> environment) {
    return environment == null
        ? List.of()
        : environment.keySet().stream()
            .filter(key -> SECRET.matcher(key).matches())
            .sorted()
            .toList();
  }
}
