package io.scf4j.maven.packaging.platform;

import io.scf4j.maven.model.ScfFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What follows from a finding. */
public enum TargetPolicy {
  /** The goal fails. */
  FAIL,
  /** The goal says so and goes on. */
  WARN,
  /** Nothing: it is not looked for. */
  OFF;

  /**
   * By its name in a POM.
   *
   * @param text {@code fail}, {@code warn} or {@code off}; null or empty when it is not said
   * @throws ScfFailure when it is anything else
   */
  public static Optional<TargetPolicy> parse(String text) {
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    for (TargetPolicy policy : values()) {
      if (policy.name().equalsIgnoreCase(text.strip())) {
        return Optional.of(policy);
      }
    }
    throw new ScfFailure(
        "targetCheck is '" + text.strip() + "', which is none of fail, warn and off.",
        "Set <targetCheck>fail</targetCheck>, or leave it out.");
  }

  /**
   * That of a deploy: what could not run on the platform is not sent there, even where it was right
   * to warn of it only while it was packaged.
   *
   * @param text as for {@link #parse}
   * @param loopback whether the endpoint is on this machine
   */
  public static TargetPolicy forDeploy(String text, boolean loopback) {
    Optional<TargetPolicy> said = parse(text);
    if (loopback) {
      return said.orElse(WARN);
    }
    return said.filter(OFF::equals).orElse(FAIL);
  }

  /**
   * Does it.
   *
   * @param what the sentence that the findings prove
   * @param after what may be done without mending them
   * @param warn takes lines
   * @throws ScfFailure when the goal fails, with all findings and the ways out
   */
  public void judge(String what, List<Finding> findings, String after, Consumer<String> warn) {
    if (findings.isEmpty() || this == OFF) {
      return;
    }
    List<String> lines = lines(findings);
    if (this == WARN) {
      warn.accept(what);
      lines.forEach(warn);
      return;
    }
    throw new ScfFailure(what, String.join("\n", lines), toDo(findings) + after, null);
  }

  /** A line each, but one for all files of the JRE with the same problem. */
  private static List<String> lines(List<Finding> findings) {
    Map<String, Integer> files = new LinkedHashMap<>();
    Map<String, Finding> firstOfJre = new HashMap<>();
    for (Finding finding : findings) {
      Finding first =
          finding.isOfTheJre()
              ? firstOfJre.computeIfAbsent(finding.problem(), problem -> finding)
              : finding;
      files.merge(first.toString(), 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    files.forEach(
        (line, count) ->
            lines.add(
                "  - " + line + (count == 1 ? "" : " (and " + (count - 1) + " more of the JRE)")));
    return lines;
  }

  private static String toDo(List<Finding> findings) {
    StringBuilder all = new StringBuilder();
    findings.stream().map(Finding::toDo).distinct().forEach(toDo -> all.append(toDo).append('\n'));
    return all.toString();
  }
}
