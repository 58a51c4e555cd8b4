package io.scf4j.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Programs that a function's bootstrap needs, where a function finds them: by its own PATH. */
public final class HostTools {
  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private HostTools() {}

  /**
   * Where it is. Without the program the test is skipped, and fails where CI has to be complete.
   */
  public static Path require(String name) {
    Optional<Path> program =
        PATH.stream().map(place -> Path.of(place, name)).filter(Files::isExecutable).findFirst();
    if (program.isEmpty() && ItSettings.isCi()) {
      throw new AssertionError("CI needs " + name + " and has none");
    }
    assumeTrue(program.isPresent(), "no " + name + " on this machine");
    return program.orElseThrow();
  }
}
