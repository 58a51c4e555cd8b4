package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDKs that a function's JRE could be made from: the one that was named, else the build's
 * toolchain, {@code JAVA_HOME}, Maven's own and those in the places where they are usually
 * installed. Each is found once, under the first place that has it.
 */
public final class JdkSearch {
  private final Optional<Path> named;
  private final List<Path> ownPlaces;
  private final List<Path> parents;

  private JdkSearch(Optional<Path> named, List<Path> ownPlaces, List<Path> parents) {
    this.named = named;
    this.ownPlaces = ownPlaces;
    this.parents = parents;
  }

  /**
   * @param home {@code scf.targetJdk}: this one or none
   */
  public static JdkSearch named(Path home) {
    return new JdkSearch(Optional.of(home), List.of(), List.of());
  }

  /**
   * @param homes of single JDKs, the likeliest first
   * @param parents directories that hold JDKs, such as {@code /usr/lib/jvm}
   */
  public static JdkSearch in(List<Path> homes, List<Path> parents) {
    return new JdkSearch(Optional.empty(), List.copyOf(homes), List.copyOf(parents));
  }

  /** Where Linux distributions, installers, SDKMAN, IDEs and CI machines put JDKs. */
  public static List<Path> usualPlaces(Path userHome) {
    return List.of(
        Path.of("/usr/lib/jvm"),
        Path.of("/usr/java"),
        Path.of("/opt/java"),
        Path.of("/opt"),
        Path.of("/usr/local"),
        Path.of("/opt/hostedtoolcache/Java_Temurin-Hotspot_jdk"),
        Path.of("/Library/Java/JavaVirtualMachines"),
        userHome.resolve(".sdkman/candidates/java"),
        userHome.resolve(".jdks"),
        userHome.resolve(".local/share/mise/installs/java"));
  }

  /** Whether the user has said which. */
  public boolean isNamed() {
    return named.isPresent();
  }

  /**
   * Those that are there.
   *
   * @throws ScfFailure when the named one is no JDK
   */
  List<Jdk> jdks() {
    if (named.isPresent()) {
      return List.of(
          in(named.get())
              .orElseThrow(
                  () ->
                      new ScfFailure(
                          "scf.targetJdk: " + named.get() + " is no JDK (it has no bin/jlink).",
                          "Name the directory of a whole JDK 11 or newer, or leave it out.")));
    }
    Map<Path, Jdk> found = new LinkedHashMap<>();
    for (Path home : candidates()) {
      in(home).ifPresent(jdk -> found.putIfAbsent(real(jdk.home()), jdk));
    }
    return List.copyOf(found.values());
  }

  private List<Path> candidates() {
    List<Path> homes = new ArrayList<>(ownPlaces);
    for (Path parent : parents) {
      for (Path home : children(parent)) {
        homes.add(home);
        // A CI machine's cache has a directory for the version and one for the CPU.
        homes.add(home.resolve("x64"));
      }
    }
    return homes;
  }

  /** A JDK of macOS lies deeper. */
  private static Optional<Jdk> in(Path home) {
    return Jdk.at(home).or(() -> Jdk.at(home.resolve("Contents").resolve("Home")));
  }

  private static List<Path> children(Path directory) {
    if (!Files.isReadable(directory) || !Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(directory)) {
      return inside.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + directory, e);
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot resolve " + path, e);
    }
  }
}
