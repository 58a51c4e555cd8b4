package io.scf4j.maven.packaging.jre;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A JDK on this machine, as its own {@code release} file describes it; that file is as old as Java
 * 9 and saves starting a JVM to ask.
 *
 * @param home the directory with {@code bin}, {@code lib} and {@code release}
 * @param feature the version's first number, such as 25
 * @param version with build, such as {@code 25.0.3+9-LTS}
 * @param vendor such as {@code Eclipse Adoptium}; empty when the file does not say
 * @param platform such as {@code Linux x86_64}
 * @param modules all that it has
 */
public record Jdk(
    Path home, int feature, String version, String vendor, String platform, List<String> modules) {
  private static final int FIRST_TWO_YEAR_LTS = 17;

  /** The JDK in that directory; empty when there is none, a JRE, or one before Java 9. */
  public static Optional<Jdk> at(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isRegularFile(home.resolve("bin/jlink"))) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(release).replace("\"", "")));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty(); // of a directory that happens to lie where JDKs are
    }
    String version = properties.getProperty("JAVA_VERSION", "");
    String feature = version.replaceFirst("[^0-9].*", "");
    if (!feature.matches("[0-9]{1,4}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Jdk(
            home,
            Integer.parseInt(feature),
            properties.getProperty("JAVA_RUNTIME_VERSION", version),
            properties.getProperty("IMPLEMENTOR", ""),
            properties.getProperty("OS_NAME", "") + " " + properties.getProperty("OS_ARCH", ""),
            List.of(properties.getProperty("MODULES", "java.base").split(" ", -1))));
  }

  /** Whether its vendors maintain it for years: 11, 17, 21, 25 and every fourth after it. */
  boolean isLts() {
    return feature == 11
        || (feature >= FIRST_TWO_YEAR_LTS && (feature - FIRST_TWO_YEAR_LTS) % 4 == 0);
  }

  /** Whether what it links is for the platform, as far as the operating system and CPU go. */
  boolean isForThePlatform() {
    return platform.equals("Linux x86_64") || platform.equals("Linux amd64");
  }

  Path tool(String name) {
    return home.resolve("bin").resolve(name);
  }

  @Override
  public String toString() {
    return (vendor.isEmpty() ? "JDK" : vendor) + " " + version + " (" + home + ")";
  }
}
