package io.scf4j.maven.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Two JDKs of which the platform runs one; a test without them is skipped, and fails in CI. */
public final class RealJdks {
  private static final Path PLACE = Path.of("/usr/lib/jvm");

  private RealJdks() {}

  /** Built on Debian, and so for its own glibc. */
  public static Path debian17() {
    return require("Debian", 17);
  }

  /** Built on CentOS, for many systems. */
  public static Path temurin25() {
    return require("Eclipse Adoptium", 25);
  }

  private static Path require(String vendor, int feature) {
    Optional<Path> found = find(vendor, feature);
    Machine.requires(found.isPresent(), "a JDK " + feature + " of " + vendor + " in " + PLACE);
    return found.get();
  }

  private static Optional<Path> find(String vendor, int feature) {
    if (!Files.isDirectory(PLACE)) {
      return Optional.empty();
    }
    try (Stream<Path> inside = Files.list(PLACE)) {
      return inside
          .sorted()
          .filter(
              home -> {
                String release = release(home);
                return release.contains("IMPLEMENTOR=\"" + vendor + "\"")
                    && release.contains("JAVA_VERSION=\"" + feature + ".");
              })
          .findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String release(Path home) {
    try {
      Path file = home.resolve("release");
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
