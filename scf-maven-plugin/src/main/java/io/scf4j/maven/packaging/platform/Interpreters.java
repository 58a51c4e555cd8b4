package io.scf4j.maven.packaging.platform;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what a script or program names as the file that runs it will be there: on the platform,
 * in the package, or in a layer, into which nobody can look from here.
 */
final class Interpreters {
  private static final int LONGEST_LINE = 256;

  private final Set<String> packagePaths;

  /**
   * @param packagePaths of the files in the package
   */
  Interpreters(Set<String> packagePaths) {
    this.packagePaths = packagePaths;
  }

  /** Whether it is there, or may be. */
  boolean has(String interpreter) {
    if (interpreter.startsWith(PlatformLimits.CODE)) {
      return packagePaths.contains(interpreter.substring(PlatformLimits.CODE.length()));
    }
    return interpreter.startsWith("/")
        ? PlatformLimits.hasInterpreter(interpreter)
        : packagePaths.contains(interpreter.replaceFirst("^\\./", ""));
  }

  /**
   * What is wrong with the first line of a script; nothing for a file without {@code #!}. Of
   * programs found by {@code env} the one on the {@code PATH} counts, where neither the package nor
   * a layer is, and all that follows {@code env} is one word to it.
   */
  Optional<String> problem(byte[] script) {
    String head =
        new String(script, 0, Math.min(script.length, LONGEST_LINE), StandardCharsets.UTF_8);
    String line = head.lines().findFirst().orElse("");
    if (!line.startsWith("#!")) {
      return Optional.empty();
    }
    String command = line.substring("#!".length()).strip();
    String interpreter = command.replaceFirst("[ \t].*", "");
    String argument = command.substring(interpreter.length()).strip();
    if (!has(interpreter)) {
      return Optional.of(missing(line, interpreter.isEmpty() ? "interpreter there" : interpreter));
    }
    if (isEnv(interpreter) && !PlatformLimits.hasProgram(argument)) {
      return Optional.of(missing(line, "program '" + argument + "' for env to find"));
    }
    return Optional.empty();
  }

  private static boolean isEnv(String interpreter) {
    return interpreter.equals("/usr/bin/env") || interpreter.equals("/bin/env");
  }

  private static String missing(String line, String what) {
    String printable = line.replaceAll("\\p{Cntrl}", " ");
    return "begins with '"
        + printable
        + "'; the platform ("
        + PlatformLimits.NAME
        + ") has no "
        + what;
  }
}
