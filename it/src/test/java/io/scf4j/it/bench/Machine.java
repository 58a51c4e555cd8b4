package io.scf4j.it.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the figures come from: without it nobody can compare them.
 *
 * @param jdks feature version to full name
 * @param busyBefore processes that wanted a CPU in the minute before the first round
 */
record Machine(
    String cpu,
    int cpus,
    long memoryMb,
    String system,
    String compiler,
    Map<Integer, String> jdks,
    double busyBefore) {

  static Machine look(String compiler, Map<Integer, Path> homes) throws IOException {
    Map<Integer, String> jdks = new TreeMap<>();
    for (Map.Entry<Integer, Path> jdk : homes.entrySet()) {
      jdks.put(jdk.getKey(), nameOf(jdk.getValue()));
    }
    return new Machine(
        lineOf("/proc/cpuinfo", "model name").replaceFirst(".*:\\s*", ""),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(lineOf("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) / 1024,
        lineOf("/etc/os-release", "PRETTY_NAME").replaceAll("PRETTY_NAME=|\"", "")
            + ", Linux "
            + System.getProperty("os.version"),
        compiler,
        jdks,
        load());
  }

  /** The load average of the last minute. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  String text() {
    return String.format(
        Locale.ROOT,
        "%d × %s, %d MB, %s, %s; %s",
        cpus,
        cpu,
        memoryMb,
        system,
        compiler,
        String.join(", ", jdks.values()));
  }

  private static String nameOf(Path home) throws IOException {
    Map<String, String> release;
    try (Stream<String> lines = Files.lines(home.resolve("release"))) {
      release =
          lines
              .filter(line -> line.contains("="))
              .map(line -> line.replace("\"", "").split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1], (a, b) -> a));
    }
    String version =
        release.getOrDefault(
            "JAVA_RUNTIME_VERSION", release.getOrDefault("JAVA_VERSION", "unknown"));
    return "JDK " + version + " (" + release.getOrDefault("IMPLEMENTOR", "unknown vendor") + ")";
  }

  private static String lineOf(String file, String start) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines.filter(line -> line.startsWith(start)).findFirst().orElse("unknown");
    }
  }
}
