package io.scf4j.maven.invoke;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.ScfFailure;
import java.time.Duration;

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
    Invocation call = cloud.invoke(id, RemoteVersion.LATEST, event.json(), readTimeout(function));
    return new Judged(id, function, InvokeReport.of(id, function, call));
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
      FunctionError error = FunctionError.parse(report.retMsg(), report.errMsg());
      throw new ScfFailure(
          "Function " + id + " failed (RequestId " + report.functionRequestId() + ").",
          error.said(),
          error.toDo(function),
          null);
    }
  }
}
