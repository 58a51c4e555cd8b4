package io.scf4j.maven.packaging.jre;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/** A tool of a JDK, run to its end: a process, because it is another JDK's than Maven's. */
final class Tool {
  private Tool() {}

  /**
   * What it printed.
   *
   * @param status its exit status
   * @param output both streams, as they came
   */
  record Result(int status, String output) {}

  /** What is meant for the user's own programs must not change what a tool prints or does. */
  static void forgetOptions(Map<String, String> environment) {
    environment
        .keySet()
        .removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
  }

  /** Runs a command, with nothing to read. */
  static Result run(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    forgetOptions(builder.environment());
    try {
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        byte[] output = process.getInputStream().readAllBytes();
        return new Result(process.waitFor(), new String(output, Charset.defaultCharset()).strip());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while it ran", e);
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + command.get(0), e);
    }
  }
}
