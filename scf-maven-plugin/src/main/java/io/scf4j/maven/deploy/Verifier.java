package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.deploy.Change.Verify;
import io.scf4j.maven.invoke.InvokeReport;
import io.scf4j.maven.invoke.Invoker;
import io.scf4j.maven.invoke.Invoker.Judged;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.SmokeEvent;
import io.scf4j.maven.report.Console;
import io.scf4j.maven.report.JUnitReport;
import io.scf4j.maven.report.TestCase;
import io.scf4j.maven.report.TestCase.Broken;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Sends smoke events to one version and judges its answers: all of them before it fails, so that
 * one deploy tells everything. The report is there in either case.
 */
public final class Verifier {
  private static final String HOW_TO_DEPLOY = "Run mvn scf:deploy again.";
  private static final int LAST_LOG_LINES = 10;

  private final ScfCloud cloud;
  private final Console console;
  private final JUnitReport report;

  public Verifier(ScfCloud cloud, Console console, JUnitReport report) {
    this.cloud = cloud;
    this.console = console;
    this.report = report;
  }

  /**
   * Returns when all answers are as expected.
   *
   * @param version the number that the change's version stands for
   * @throws ScfFailure with all that is not as expected
   */
  void verify(Verify change, String version) {
    Invoker invoker = new Invoker(cloud, HOW_TO_DEPLOY);
    RemoteFunction function =
        cloud
            .function(change.id(), version)
            .orElseThrow(
                () ->
                    new ScfFailure(
                        "There is no version " + version + " of function " + change.id() + ".",
                        HOW_TO_DEPLOY));
    List<TestCase> cases = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    try {
      for (SmokeEvent event : change.events()) {
        Judged judged = invoker.invoke(change.id(), function, version, event.clientContext());
        List<String> missed = judged.missed(event.expectations());
        cases.add(judged.asTest(event.name(), missed));
        tell(event, judged.report(), missed);
        if (!missed.isEmpty()) {
          failures.add(failure(event, judged.report(), missed));
        }
      }
    } catch (CloudException e) {
      cases.add(
          new TestCase(
              TestCase.className(change.id().functionName()),
              change.events().get(cases.size()).name(),
              0,
              new Broken(e.getMessage()),
              ""));
      throw e;
    } finally {
      report.write(cases);
    }
    if (!failures.isEmpty()) {
      throw failed(change, version, failures);
    }
  }

  private void tell(SmokeEvent event, InvokeReport answer, List<String> missed) {
    console.info(
        String.format(
            Locale.ROOT,
            "  %s: %s, %.1f ms",
            event.name(),
            missed.isEmpty() ? "as expected" : "NOT as expected",
            answer.durationMs()));
  }

  private static String failure(SmokeEvent event, InvokeReport answer, List<String> missed) {
    StringBuilder text = new StringBuilder();
    for (String one : missed) {
      text.append("  - ").append(event.name()).append(": ").append(indented(one, "    "));
      text.append(".\n");
    }
    text.append("    RequestId ").append(answer.functionRequestId());
    List<String> log = answer.log().lines().toList();
    if (!log.isEmpty()) {
      text.append("; its log ends:");
      log.subList(Math.max(0, log.size() - LAST_LOG_LINES), log.size())
          .forEach(line -> text.append("\n      ").append(line));
    }
    return text.toString();
  }

  private static String indented(String text, String indent) {
    return text.strip().replace("\n", "\n" + indent);
  }

  private ScfFailure failed(Verify change, String version, List<String> failures) {
    return new ScfFailure(
        "%d of %s failed against %s of function %s."
            .formatted(failures.size(), change.count(), Verify.shown(version), change.id()),
        String.join("\n", failures),
        change.whatIsLeft(version)
            + " Mend the function and deploy again; the report is "
            + report.file()
            + ".",
        null);
  }
}
