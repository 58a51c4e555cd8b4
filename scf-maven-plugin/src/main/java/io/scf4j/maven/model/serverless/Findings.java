package io.scf4j.maven.model.serverless;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is found while a file is read: problems and notices, told in the order of its lines. */
final class Findings {
  private record Finding(int line, String text) {}

  private final Set<Finding> problems = new LinkedHashSet<>();
  private final Set<Finding> notices = new LinkedHashSet<>();

  /**
   * @param text with the path of the key: {@code inputs.memorySize 100: …}
   */
  void problem(int line, String text) {
    problems.add(new Finding(line, text));
  }

  void notice(int line, String text) {
    notices.add(new Finding(line, text));
  }

  List<String> problems() {
    return told(problems);
  }

  List<String> notices() {
    return told(notices);
  }

  private static List<String> told(Set<Finding> findings) {
    return findings.stream()
        .sorted(Comparator.comparingInt(Finding::line))
        .map(finding -> "line " + finding.line + ": " + sentence(finding.text))
        .toList();
  }

  private static String sentence(String text) {
    return text.endsWith(".") || text.endsWith("?") ? text : text + ".";
  }
}
