package io.scf4j.maven.packaging.jre;

import java.util.List;

/** Why a package has no AOT cache. Never a reason not to package: a function starts without one. */
public final class AotException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LINES = 20;

  private final String output;

  AotException(String message, String output) {
    super(message);
    this.output = output;
  }

  /** The end of what the function and its JVM have printed. */
  public List<String> lastLines() {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }
}
