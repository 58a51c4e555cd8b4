package io.scf4j.maven.packaging.platform;

import java.util.List;

/**
 * What was found wrong with a package.
 *
 * @param findings what the function surely meets
 * @param warnings what it may meet, a line each
 */
public record TargetReport(List<Finding> findings, List<String> warnings) {
  public TargetReport {
    findings = List.copyOf(findings);
    warnings = List.copyOf(warnings);
  }
}
