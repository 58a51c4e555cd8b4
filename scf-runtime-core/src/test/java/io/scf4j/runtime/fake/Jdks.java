package io.scf4j.runtime.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The JDKs of this machine by feature version: the one that runs, then the well-known places. */
public final class Jdks {
  private static final List<Path> PLACES =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/Library/Java/JavaVirtualMachines"),
          Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"));

  private Jdks() {}

  /** That JDK; without one the test is skipped, and fails in a build that has to be complete. */
  public static Path require(int feature) {
    Optional<Path> found = candidates().filter(home -> featureOf(home) == feature).findFirst();
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI=true, and there is no JDK " + feature + " on this machine");
    }
    Assumptions.assumeTrue(found.isPresent(), "there is no JDK " + feature + " on this machine");
    return found.get();
  }

  private static Stream<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    homes.add(FunctionProcess.currentJava());
    for (Path place : PLACES) {
      if (Files.isDirectory(place)) {
        try (Stream<Path> inside = Files.list(place)) {
          inside.sorted().forEach(homes::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return homes.stream().map(Jdks::macHome);
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
          .map(line -> line.replaceAll("[^0-9.]", "").replaceFirst("\\..*", ""))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
