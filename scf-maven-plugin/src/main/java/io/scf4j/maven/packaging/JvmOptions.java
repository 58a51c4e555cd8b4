package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The options of a function's JVM, each for a measured reason (page "Fast starts"). What the POM
 * says in {@code jvmOptions} comes last, where the JVM lets it win, and takes the place of ours
 * where the JVM would refuse both.
 */
public final class JvmOptions {

  /** How much CPU a function has. */
  public enum Profile {
    /** Enough for what runs long to be compiled well, once the start is over. */
    STANDARD,
    /**
     * A fraction of a CPU: what is not done at the start counts, what could be gained later not.
     */
    SMALL;

    /**
     * By its name in a POM.
     *
     * @param text {@code standard} or {@code small}; null or empty for {@code standard}
     */
    static Profile parse(String text) {
      if (text == null || text.isBlank()) {
        return STANDARD;
      }
      for (Profile profile : values()) {
        if (profile.name().equalsIgnoreCase(text.strip())) {
          return profile;
        }
      }
      throw new ScfFailure(
          "profile is '" + text.strip() + "', which is neither standard nor small.",
          "Set <profile>small</profile> for a function with a fraction of a CPU, or leave it out.");
    }
  }

  private static final int BESIDE_HEAP_MB = 64;

  /** Code, classes and the collector's own tables grow with what a function does. */
  private static final int BESIDE_HEAP_DIVISOR = 8;

  private static final String NATIVE_REFLECTION = "-Djdk.reflect.useNativeAccessorOnly=true";

  private JvmOptions() {}

  /**
   * All options.
   *
   * @param memoryMb the function's limit
   * @param hasLibraries whether there are jars besides the function's own and the runtime core
   * @param own from the POM
   */
  static List<String> of(Profile profile, int memoryMb, boolean hasLibraries, List<String> own) {
    for (String option : own) {
      if (option.strip().matches("-\\S+\\s+-[XD].*")) {
        throw new ScfFailure(
            "jvmOptions has two options in one: '" + option.strip() + "'.",
            "Give each an element of its own: <jvmOption>…</jvmOption>, or commas with"
                + " -Dscf.jvmOptions.");
      }
    }
    List<String> options = new ArrayList<>();
    if (own.stream().noneMatch(option -> option.matches("-XX:\\+Use\\w+GC"))) {
      options.add("-XX:+UseSerialGC"); // what less than two CPUs get anyway
    }
    options.add("-XX:-UsePerfData"); // no file in /tmp
    if (own.stream().noneMatch(option -> option.startsWith("-Xlog"))) {
      options.add("-Xlog:disable");
      options.add("-Xlog:all=warning:stderr");
    }
    if (own.stream().noneMatch(JvmOptions::setsHeap)) {
      options.add(String.format(Locale.ROOT, "-Xmx%dm", heapMb(memoryMb)));
    }
    options.add(
        profile == Profile.SMALL ? "-XX:TieredStopAtLevel=1" : "-XX:CompileThresholdScaling=4");
    if (profile == Profile.SMALL || !hasLibraries) {
      // From JDK 18 on the first reflective calls build code. Without libraries the runtime makes
      // one such call for an event, which is not worth it.
      options.add(NATIVE_REFLECTION);
    }
    options.addAll(own);
    return options;
  }

  /**
   * The largest heap with which a JVM stays below the function's memory, MB: what it needs besides
   * is 30 MB for an empty function and 100 MB for one with thirty libraries.
   */
  static int heapMb(int memoryMb) {
    int rest = memoryMb - BESIDE_HEAP_MB - memoryMb / BESIDE_HEAP_DIVISOR;
    return Math.max(memoryMb * 3 / 8, rest);
  }

  private static boolean setsHeap(String option) {
    return option.startsWith("-Xmx")
        || option.startsWith("-XX:MaxHeapSize")
        || option.startsWith("-XX:MaxRAM");
  }
}
