package io.scf4j.maven.invoke;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.model.Expectations;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.report.TestCase;
import io.scf4j.maven.report.TestCase.Failed;
import io.scf4j.maven.report.TestCase.Outcome;
import io.scf4j.maven.report.TestCase.Passed;
import java.time.Duration;
import java.util.List;

/** Calls a function and judges the answer, since a failed function is a success of the API. */
public final class Invoker {
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final ScfCloud cloud;
  private final String howToDeploy;

  /**
   * An invoker at one cloud.
   *
   * @param howToDeploy what to do when the function is not there
   */
  public Invoker(ScfCloud cloud, String howToDeploy) {
    this.cloud = cloud;
    this.howToDeploy = howToDeploy;
  }

  /**
   * Calls the function; a failed function is in the report.
   *
   * @throws ScfFailure when there is no such function
   */
  public Judged invoke(FunctionId id, ClientContext event) {
    RemoteFunction function =
        cloud
            .function(id)
            .orElseThrow(() -> new ScfFailure("There is no function " + id + ".", howToDeploy));
    return invoke(id, function, RemoteVersion.LATEST, event.json());
  }

  /**
   * Calls one version of the function; a failed function is in the report.
   *
   * @param version as it is in the cloud
   * @param qualifier its number
   * @param event JSON text
   */
  public Judged invoke(FunctionId id, RemoteFunction version, String qualifier, String event) {
    Invocation call = cloud.invoke(id, qualifier, event, readTimeout(version));
    return new Judged(id, version, InvokeReport.of(id, version, call));
  }

  /** A cold start and the invocation may both use their limits up. */
  static Duration readTimeout(RemoteFunction function) {
    return Duration.ofSeconds(function.initTimeoutS())
        .plusSeconds(function.timeoutS())
        .plus(MARGIN);
  }

  /**
   * A report, and what is needed to explain it.
   *
   * @param function as it was when it was called
   */
  public record Judged(FunctionId id, RemoteFunction function, InvokeReport report) {

    /**
     * Ends the build of a failed function.
     *
     * @throws ScfFailure saying what went wrong and which limit fired, when the function failed
     */
    public void requireSuccess() {
      if (report.succeeded()) {
        return;
      }
      FunctionError error = error();
      throw new ScfFailure(
          "Function " + id + " failed (RequestId " + report.functionRequestId() + ").",
          error.said(),
          error.toDo(function),
          null);
    }

    /** What is not as expected, first of all that the function failed; empty when all is. */
    public List<String> missed(Expectations expected) {
      return report.succeeded()
          ? expected.missedBy(report.retMsg(), report.durationMs())
          : List.of("the function failed: " + error().said());
    }

    /**
     * Ends the build of a function that answered otherwise than expected.
     *
     * @param missed what {@link #missed} said
     * @throws ScfFailure with all of it, when there is anything
     */
    public void requireNone(List<String> missed) {
      if (!missed.isEmpty()) {
        throw new ScfFailure(
            "Function "
                + id
                + " answered otherwise than expected (RequestId "
                + report.functionRequestId()
                + ").",
            "  - " + String.join("\n  - ", missed),
            "Mend the function, or what is expected of it.",
            null);
      }
    }

    /**
     * For a report.
     *
     * @param name of the event
     * @param missed what {@link #missed} said
     */
    public TestCase asTest(String name, List<String> missed) {
      Outcome outcome =
          missed.isEmpty()
              ? new Passed()
              : new Failed(
                  missed.get(0).lines().findFirst().orElse(""),
                  String.join("\n", missed) + "\nRequestId " + report.functionRequestId());
      return new TestCase(
          TestCase.className(id.functionName()), name, report.durationMs(), outcome, report.log());
    }

    private FunctionError error() {
      return FunctionError.parse(report.retMsg(), report.errMsg());
    }
  }
}
