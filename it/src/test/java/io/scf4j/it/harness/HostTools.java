package io.scf4j.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs that a function's bootstrap needs, where a function finds them: by its own PATH. */
public final class HostTools {
  private static final List<String> PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private HostTools() {}

  /** Without the program the test is skipped, and fails where CI has to be complete. */
  public static void require(String name) {
    boolean there = PATH.stream().anyMatch(place -> Files.isExecutable(Path.of(place, name)));
    if (!there && ItSettings.isCi()) {
      throw new AssertionError("CI needs " + name + " and has none");
    }
    assumeTrue(there, "no " + name + " on this machine");
  }
}
