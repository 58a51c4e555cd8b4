package io.scf4j.maven.packaging;

import io.scf4j.maven.packaging.platform.Finding;
import io.scf4j.maven.packaging.platform.TargetCheck;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.packaging.platform.TargetReport;
import io.scf4j.maven.report.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where files pass on their way into a package: as the goal's policy has it, those that the
 * platform would not run end the build, or are warned of and remembered. Twice, because a JRE is
 * only linked when all else is well.
 */
final class TargetGate {
  private static final String WAYS_PAST =
      "For the local SCF it is packaged all the same with -Dscf.local or -Dscf.targetCheck=warn;"
          + " -Dscf.targetCheck=off checks nothing.";

  private final String functionName;
  private final TargetPolicy policy;
  private final TargetCheck check;
  private final Console console;

  TargetGate(PackageInput input, Console console) {
    this.functionName = input.functionName();
    this.policy = input.targetPolicy();
    this.check = new TargetCheck(input.jre().cache());
    this.console = console;
  }

  /**
   * All but the JRE.
   *
   * @param java of the JRE that will be there; empty when it is not known
   */
  List<Finding> pass(List<PackageEntry> entries, OptionalInt java) {
    return policy == TargetPolicy.OFF ? List.of() : judge(policy, entries, java);
  }

  /**
   * The JRE's files.
   *
   * @param unfit whether it was taken for want of a better one, which is worth a word even to those
   *     who want no check: the look was needed to choose
   */
  List<Finding> passJre(List<PackageEntry> entries, boolean unfit) {
    if (policy == TargetPolicy.OFF) {
      return unfit ? judge(TargetPolicy.WARN, entries, OptionalInt.empty()) : List.of();
    }
    return judge(policy, entries, OptionalInt.empty());
  }

  private List<Finding> judge(TargetPolicy by, List<PackageEntry> entries, OptionalInt java) {
    SortedMap<String, Path> files = new TreeMap<>();
    entries.forEach(entry -> files.put(entry.path(), entry.file()));
    TargetReport report = check.of(files, java);
    String what =
        by == TargetPolicy.FAIL
            ? "Function '" + functionName + "' could not run on the platform:"
            : "Function '" + functionName + "' is for the local SCF only, not for the platform:";
    by.judge(what, report.findings(), WAYS_PAST, console::warn);
    report.warnings().forEach(console::warn);
    return report.findings();
  }
}
