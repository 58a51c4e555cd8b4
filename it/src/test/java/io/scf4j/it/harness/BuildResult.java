package io.scf4j.it.harness;

import java.util.List;

/**
 * What a Maven call printed and how it ended.
 *
 * @param lines of both outputs, in order
 */
public record BuildResult(int exitCode, List<String> lines) {
  public BuildResult {
    lines = List.copyOf(lines);
  }

  /** All of it. */
  public String output() {
    return String.join("\n", lines);
  }
}
