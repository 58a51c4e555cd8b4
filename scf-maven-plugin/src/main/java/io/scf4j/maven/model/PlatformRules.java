package io.scf4j.maven.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The platform's rules for names and sizes, in one place because both the goals and the local SCF
 * judge by them. Each method gives the problem as a sentence with the offending value and the rule,
 * or nothing. Source: the API's CreateFunction page and the quota page (583/11637).
 */
public final class PlatformRules {
  /** What is sent when a function has no handler of its own; the console's default. */
  public static final String DEFAULT_HANDLER = "index.main_handler";

  public static final int MAX_DESCRIPTION_CHARS = 1000;
  public static final int MAX_ENVIRONMENT_BYTES = 4096;
  public static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;
  public static final int MAX_RESULT_BYTES = 6 * 1024 * 1024;

  /** Of a function's code, unpacked, and its layers together. */
  public static final long MAX_UNPACKED_BYTES = 500L * 1024 * 1024;

  /**
   * Of a zip in {@code Code.ZipFile} or the console; what comes from COS has no limit of its own.
   */
  public static final long MAX_INLINE_ZIP_BYTES = 50L * 1024 * 1024;

  /** From this share of a limit on there is a warning. */
  public static final double WARNING_SHARE = 0.8;

  /** What the platform has by application; without, it is 3072. */
  public static final int MAX_MEMORY_MB = 120 * 1024;

  public static final int MIN_TIMEOUT_S = 1;
  public static final int MAX_TIMEOUT_S = 900;
  public static final int MIN_INIT_TIMEOUT_S = 3;
  public static final int MAX_INIT_TIMEOUT_S = 300;

  /** Of an asynchronous event of a function with {@code AsyncRunEnable}: a day. */
  public static final int MAX_ASYNC_RUN_TIMEOUT_S = 24 * 3600;

  public static final int MAX_LAYERS = 5;

  /** Of a function. */
  public static final int MAX_TRIGGERS_OF_A_TYPE = 10;

  public static final int MIN_MSG_TTL_S = 60;
  public static final int MAX_MSG_TTL_S = 6 * 3600;
  public static final int MAX_RETRY_NUM = 2;

  private static final Pattern FUNCTION_NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,58}[A-Za-z0-9]");
  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,59}");
  private static final Pattern ENVIRONMENT_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]{1,63}");
  private static final Pattern HANDLER_PART =
      Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,58}[A-Za-z]");
  private static final List<String> RESERVED_PREFIXES =
      List.of("SCF_", "QCLOUD_", "TENCENTCLOUD_", "_");
  private static final int MEMORY_STEP_MB = 128;
  private static final int MAX_STANDARD_MEMORY_MB = 3072;

  private PlatformRules() {}

  /** 2 to 60 letters, digits, {@code -} and {@code _}; starts with a letter, ends with either. */
  public static Optional<String> functionName(String name) {
    return FUNCTION_NAME.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "functionName '"
                + name
                + "': 2 to 60 letters, digits, '-' or '_', starting with a letter and ending with"
                + " a letter or digit.");
  }

  /** Letters, digits, {@code -} and {@code _}, up to 60; starts with a letter. */
  public static Optional<String> namespace(String namespace) {
    return NAMESPACE.matcher(namespace).matches()
        ? Optional.empty()
        : Optional.of(
            "namespace '"
                + namespace
                + "': up to 60 letters, digits, '-' or '_', starting with a letter.");
  }

  /** 64, or a multiple of 128 up to 3072; larger sizes exist by application, in whole gigabytes. */
  public static Optional<String> memorySize(int mb) {
    boolean standard = mb == 64 || (mb > 0 && mb % MEMORY_STEP_MB == 0);
    return standard && mb <= MAX_MEMORY_MB
        ? Optional.empty()
        : Optional.of(
            "memorySize "
                + mb
                + ": 64, or a multiple of 128 up to "
                + MAX_STANDARD_MEMORY_MB
                + " (MB; larger ones, in steps of 128, need the platform's approval).");
  }

  /** 1 to 900 seconds. */
  public static Optional<String> timeout(int seconds) {
    return range("timeout", seconds, MIN_TIMEOUT_S, MAX_TIMEOUT_S);
  }

  /** 1 to 86400 seconds, for a function whose events run asynchronously. */
  public static Optional<String> asyncRunTimeout(int seconds) {
    return range("timeout", seconds, MIN_TIMEOUT_S, MAX_ASYNC_RUN_TIMEOUT_S);
  }

  /** 60 to 21600 seconds. */
  public static Optional<String> msgTtl(int seconds) {
    return range("msgTTL", seconds, MIN_MSG_TTL_S, MAX_MSG_TTL_S);
  }

  /** 0 to 2. */
  public static Optional<String> retryNum(int retries) {
    return retries >= 0 && retries <= MAX_RETRY_NUM
        ? Optional.empty()
        : Optional.of("retryNum " + retries + ": 0 to " + MAX_RETRY_NUM + ".");
  }

  /** 3 to 300 seconds. */
  public static Optional<String> initTimeout(int seconds) {
    return range("initTimeout", seconds, MIN_INIT_TIMEOUT_S, MAX_INIT_TIMEOUT_S);
  }

  /** At most 1000 characters. */
  public static Optional<String> description(String text) {
    return text.length() <= MAX_DESCRIPTION_CHARS
        ? Optional.empty()
        : Optional.of(
            "description: "
                + text.length()
                + " characters, at most "
                + MAX_DESCRIPTION_CHARS
                + ".");
  }

  /** Whether a name is the platform's own: {@code SCF_…}, {@code _HANDLER} and the like. */
  public static boolean isReservedKey(String key) {
    return RESERVED_PREFIXES.stream().anyMatch(key::startsWith);
  }

  /** The key of one environment variable: 2 to 64 letters, digits and {@code _}; none reserved. */
  public static Optional<String> environmentKey(String key) {
    for (String prefix : RESERVED_PREFIXES) {
      if (key.startsWith(prefix)) {
        return Optional.of(
            "environment key '" + key + "': names that start with '" + prefix + "' are reserved.");
      }
    }
    return ENVIRONMENT_KEY.matcher(key).matches()
        ? Optional.empty()
        : Optional.of(
            "environment key '"
                + key
                + "': 2 to 64 letters, digits or '_', starting with a letter.");
  }

  /** Keys and values together: at most 4 KB. */
  public static Optional<String> environmentSize(Map<String, String> environment) {
    long bytes = environmentBytes(environment);
    return bytes <= MAX_ENVIRONMENT_BYTES
        ? Optional.empty()
        : Optional.of(
            "environment: " + bytes + " bytes, at most " + MAX_ENVIRONMENT_BYTES + " in all.");
  }

  /** All that is wrong with a function's variables: keys and size. */
  public static List<String> environment(Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    environment.keySet().forEach(key -> environmentKey(key).ifPresent(problems::add));
    environmentSize(environment).ifPresent(problems::add);
    return problems;
  }

  /** A warning, when the environment is allowed but has little room left. */
  public static Optional<String> environmentNearlyFull(Map<String, String> environment) {
    long bytes = environmentBytes(environment);
    return bytes > MAX_ENVIRONMENT_BYTES * WARNING_SHARE && bytes <= MAX_ENVIRONMENT_BYTES
        ? Optional.of(
            "environment: " + bytes + " bytes of the " + MAX_ENVIRONMENT_BYTES + " allowed.")
        : Optional.empty();
  }

  private static long environmentBytes(Map<String, String> environment) {
    long bytes = 0;
    for (Map.Entry<String, String> entry : environment.entrySet()) {
      bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length;
      bytes += entry.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    return bytes;
  }

  /**
   * Whether the API takes this text as {@code Handler}: two parts, {@code file.method} or {@code
   * pkg.Class::method}, each 2 to 60 characters, beginning and ending with a letter. Where it does
   * not, the handler travels inside the package.
   */
  public static boolean isHandler(String handler) {
    int colons = handler.indexOf("::");
    int split = colons >= 0 ? colons : handler.lastIndexOf('.');
    if (split < 0) {
      return false;
    }
    String first = handler.substring(0, split);
    String second = handler.substring(split + (colons >= 0 ? 2 : 1));
    return HANDLER_PART.matcher(first).matches()
        && HANDLER_PART.matcher(second).matches()
        && second.indexOf('.') < 0;
  }

  private static Optional<String> range(String name, int value, int low, int high) {
    return value >= low && value <= high
        ? Optional.empty()
        : Optional.of(name + " " + value + ": " + low + " to " + high + " (seconds).");
  }
}
