package io.scf4j.maven.packaging.jre;

import java.util.List;

/** Why a package has no AOT cache. Never a reason not to package: a function starts without one. */
public final class AotException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LINES = 20;
  private static final String JVM_REFUSES = "Could not create the Java Virtual Machine";
  private static final String PICKED_UP = "Picked up ";

  private final String output;

  AotException(String message, String output) {
    super(message);
    this.output = output;
  }

  /** Whether its JVM says that it does not start. */
  boolean isOfTheJvm() {
    return output.contains(JVM_REFUSES);
  }

  /** What the JVM says the reason is. */
  String saidByTheJvm() {
    List<String> reasons =
        output
            .substring(0, output.indexOf(JVM_REFUSES))
            .lines()
            .map(line -> line.replaceFirst("^Error: ", "").strip())
            .filter(line -> !line.isEmpty() && !line.startsWith(PICKED_UP))
            .filter(line -> !line.startsWith("NOTE: " + PICKED_UP))
            .toList();
    return reasons.isEmpty() ? JVM_REFUSES : reasons.get(reasons.size() - 1);
  }

  /** The end of what the function and its JVM have printed. */
  public List<String> lastLines() {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }
}
