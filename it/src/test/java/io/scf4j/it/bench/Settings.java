package io.scf4j.it.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * What the profile hands over.
 *
 * @param sources {@code src/bench}: the C programs and the functions
 * @param bashSample the code of the bash sample
 * @param work takes all that is built and reported
 * @param versions of what is compared, as text
 * @param rounds how many, for every load; 0 for the load's own number
 * @param quick fewer rounds and events: a look, not a measurement
 * @param parts which to run
 */
record Settings(
    Path sources,
    Path bashSample,
    Path work,
    String versions,
    int rounds,
    boolean quick,
    Set<Part> parts) {
  /** What can be run by itself. */
  enum Part {
    COLD,
    WARM,
    BUILDS,
    DEPLOY,
    LOCAL
  }

  private static final int QUICK_DIVISOR = 4;

  static Settings from(Properties properties) {
    return new Settings(
        path(properties, "bench.sources"),
        path(properties, "bench.bashSample"),
        path(properties, "bench.work"),
        properties.getProperty("bench.versions", ""),
        rounds(properties.getProperty("bench.rounds", "")),
        Boolean.parseBoolean(properties.getProperty("bench.quick")),
        parts(properties.getProperty("bench.only", "")));
  }

  boolean has(Part part) {
    return parts.contains(part);
  }

  /** Those of the parts that are run. */
  List<Load> loads() {
    return Arrays.stream(Load.values())
        .filter(load -> has(load == Load.COLD ? Part.COLD : Part.WARM))
        .toList();
  }

  /** The jars of a runtime, as the build put them there. */
  Path library(String name) {
    return work.resolve("lib").resolve(name);
  }

  /** The events that are counted; the warm-up stays whole, or a cold JVM would be measured. */
  int eventsOf(Load load) {
    return quick && load != Load.COLD ? load.events() / QUICK_DIVISOR : load.events();
  }

  int roundsOf(Load load) {
    if (rounds > 0) {
      return rounds;
    }
    return quick ? Math.min(load.rounds(), 3) : load.rounds();
  }

  /** Rounds that were asked for are run, however long they take. */
  boolean hasBudget() {
    return rounds == 0;
  }

  private static Path path(Properties properties, String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new BenchmarkException(
          name + " is not set. Run the benchmark as 'mvn -Pbench verify -pl it -am'.");
    }
    return Path.of(value).toAbsolutePath();
  }

  private static Set<Part> parts(String value) {
    if (value.isBlank()) {
      return EnumSet.allOf(Part.class);
    }
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (String name : value.split(",")) {
      try {
        parts.add(Part.valueOf(name.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException unknown) {
        throw new BenchmarkException(
            "bench.only is '"
                + value
                + "', but must be some of cold, warm, builds, deploy, local.");
      }
    }
    return parts;
  }

  private static int rounds(String value) {
    if (value.isBlank()) {
      return 0;
    }
    if (!value.matches("[1-9][0-9]{0,2}")) {
      throw new BenchmarkException(
          "bench.rounds is '" + value + "', but must be a number of rounds, such as 5.");
    }
    return Integer.parseInt(value);
  }
}
