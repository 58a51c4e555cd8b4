package io.scf4j.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The C compiler of this machine, for programs that nobody should have to trust as binaries. */
public final class Gcc {
  private Gcc() {}

  /**
   * Compiles into one file that needs no library of the machine it runs on. Without a compiler the
   * test is skipped, and fails where CI has to be complete.
   */
  public static void compileStatically(Path source, Path program) {
    require();
    try {
      Files.createDirectories(program.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-static", "-Wall", "-Wextra"));
    command.addAll(List.of("-o", program.toString(), source.toString()));
    try {
      Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
      gcc.getOutputStream().close();
      String output = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (gcc.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed:\n" + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void require() {
    boolean there =
        List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "gcc")));
    if (!there && ItSettings.isCi()) {
      throw new AssertionError("CI needs gcc and has none");
    }
    assumeTrue(there, "no gcc on this machine");
  }
}
