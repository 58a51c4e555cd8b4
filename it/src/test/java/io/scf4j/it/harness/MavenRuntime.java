package io.scf4j.it.harness;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Maven on a JDK.
 *
 * @param version of Maven
 * @param home of Maven
 * @param jdk feature version of the JDK
 */
public record MavenRuntime(String version, Path home, int jdk) {
  private static final List<String> VERSIONS = List.of("3.8.7", "3.9.16", "3.10.0", "4.0.0-rc-6");
  private static final String USUAL = "3.9.16";
  private static final int OLD_JDK = 17;
  private static final int NEW_JDK = 25;

  /** Every Maven on the oldest and the newest JDK. */
  public static Stream<MavenRuntime> every() {
    return VERSIONS.stream()
        .flatMap(version -> Stream.of(of(version, OLD_JDK), of(version, NEW_JDK)));
  }

  /** The one that a test runs on which says nothing about Mavens. */
  public static MavenRuntime usual() {
    return of(USUAL, OLD_JDK);
  }

  /** Skips the test, or fails it in CI, when the JDK is not here. */
  public Path requireJavaHome() {
    return Jdks.require(jdk);
  }

  @Override
  public String toString() {
    return "Maven " + version + " on JDK " + jdk;
  }

  private static MavenRuntime of(String version, int jdk) {
    return new MavenRuntime(
        version, ItSettings.mavenHomes().resolve("apache-maven-" + version), jdk);
  }
}
