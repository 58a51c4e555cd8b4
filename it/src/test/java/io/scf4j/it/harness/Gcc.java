package io.scf4j.it.harness;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The machine's C compiler: what it makes needs the machine's own libraries. */
public final class Gcc {
  private Gcc() {}

  /**
   * Compiles a program or library. Without a compiler the test is skipped, and fails where CI has
   * to be complete.
   */
  public static void compile(String source, Path output, String... options) {
    try {
      Files.createDirectories(output.getParent());
      Path file = Files.createTempFile("scf-it-", ".c");
      Files.writeString(file, source);
      List<String> command = new ArrayList<>(List.of("gcc", "-o", output.toString()));
      command.addAll(List.of(options));
      command.add(file.toString());
      Process process = start(command);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + said);
      }
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException missing) {
      if (ItSettings.isCi()) {
        throw new AssertionError("CI needs gcc and has none", missing);
      }
      assumeTrue(false, "no gcc on this machine");
      throw new AssertionError("not reached", missing);
    }
  }
}
