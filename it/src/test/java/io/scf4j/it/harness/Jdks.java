package io.scf4j.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scf4j.maven.packaging.jre.Jdk;
import io.scf4j.maven.packaging.jre.JdkSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The JDKs of this machine, by feature version: the one that runs, then the well-known places. */
public final class Jdks {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/Library/Java/JavaVirtualMachines"),
          Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"));

  private Jdks() {}

  public static Optional<Path> find(int feature) {
    return candidates().stream().filter(home -> featureOf(home) == feature).findFirst();
  }

  /** That JDK; without one the test is skipped, and fails where CI has to be complete. */
  public static Path require(int feature) {
    Optional<Path> home = find(feature);
    if (home.isEmpty() && ItSettings.isCi()) {
      throw new AssertionError("CI needs a JDK " + feature + " and has none");
    }
    assumeTrue(home.isPresent(), "no JDK " + feature + " on this machine");
    return home.get();
  }

  /** That vendor's; without one the test is skipped, and fails where CI has to be complete. */
  public static Path require(int feature, String vendor) {
    Optional<Path> home =
        candidates().stream()
            .filter(candidate -> featureOf(candidate) == feature)
            .filter(
                candidate ->
                    Jdk.at(candidate).filter(jdk -> jdk.vendor().equals(vendor)).isPresent())
            .findFirst();
    String missing = "no JDK " + feature + " of " + vendor;
    if (home.isEmpty() && ItSettings.isCi()) {
      throw new AssertionError("CI needs what it does not have: " + missing);
    }
    assumeTrue(home.isPresent(), missing + " on this machine");
    return home.get();
  }

  /** All others that the plugin would find on this machine. */
  static List<Path> allBut(Path kept) {
    try {
      Path own = kept.toRealPath();
      Set<Path> others = new TreeSet<>();
      for (Path place : JdkSearch.usualPlaces(Path.of(System.getProperty("user.home")))) {
        if (!Files.isDirectory(place)) {
          continue;
        }
        try (Stream<Path> inside = Files.list(place)) {
          for (Path home : inside.toList()) {
            for (Path candidate : List.of(home, home.resolve("x64"), macHome(home))) {
              if (Jdk.at(candidate).isPresent()) {
                others.add(candidate.toRealPath());
              }
            }
          }
        }
      }
      others.remove(own);
      return List.copyOf(others);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    for (Path place : PLACES) {
      if (!Files.isDirectory(place)) {
        continue;
      }
      try (Stream<Path> found = Files.list(place)) {
        found.sorted().forEach(home -> homes.add(macHome(home)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return homes;
  }

  private static Path macHome(Path home) {
    Path inner = home.resolve("Contents").resolve("Home");
    return Files.isDirectory(inner) ? inner : home;
  }

  /** From the {@code release} file that every JDK has; 0 for a directory that is none. */
  private static int featureOf(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", ""))
          .map(version -> version.replaceFirst("\\..*", ""))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
