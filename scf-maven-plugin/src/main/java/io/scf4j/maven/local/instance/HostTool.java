package io.scf4j.maven.local.instance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a program of the host where systems keep them. Not by {@code PATH}: what is started for a
 * function runs with the function's environment, and must not depend on it.
 */
final class HostTool {
  private HostTool() {}

  static Optional<Path> find(String name) {
    return Stream.of("/usr/bin", "/bin", "/run/current-system/sw/bin")
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
