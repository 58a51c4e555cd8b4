package io.scf4j.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the build has put what the tests work with; handed over as system properties by failsafe.
 */
public final class ItSettings {
  private ItSettings() {}

  /** The repository that holds the plugin under test, used as the local one of every Maven. */
  public static Path stagedRepository() {
    return path("it.staged");
  }

  public static Path mavenHomes() {
    return path("it.mavenHomes");
  }

  /** The sample projects. */
  public static Path projects() {
    return path("it.projects");
  }

  /** Where the clients of {@code src/it/clients} run, with the packages that they need. */
  public static Path clients() {
    return path("it.clients");
  }

  /** The sources of this build, its root. */
  public static Path sources() {
    return path("it.sources");
  }

  /** The version under test. */
  public static String version() {
    return property("it.version");
  }

  /** Whether every test runs on every Maven. */
  public static boolean fullMatrix() {
    return property("it.matrix").equals("all");
  }

  /** A directory of a test's own, below target. */
  public static Path newWorkDirectory(String name) {
    try {
      Path work = Files.createDirectories(path("it.work"));
      return Files.createTempDirectory(work, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings.xml of the started Mavens, filled in. */
  public static String settingsXml() {
    try {
      return Files.readString(path("it.settings"))
          .replace("@localRepositoryUrl@", path("it.outerRepository").toUri().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether something missing is an error, or a reason to skip. */
  public static boolean isCi() {
    return "true".equals(System.getenv("CI"));
  }

  private static Path path(String name) {
    return Path.of(property(name));
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException(
          name + " is not set: run the tests with mvn verify -pl it -am");
    }
    return value;
  }
}
