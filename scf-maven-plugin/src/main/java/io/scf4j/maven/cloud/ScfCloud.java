package io.scf4j.maven.cloud;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.RemoteFunction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The few calls of SCF's cloud API (2018-04-16) that the goals make. A port: the goals and the plan
 * know nothing of the SDK behind it. Every method throws {@link CloudException} when the cloud
 * refuses or cannot be reached, and after as many tries as {@link RetryPolicy} allows.
 */
public interface ScfCloud extends AutoCloseable {

  /** The version that every update changes, and that is meant where none is named. */
  String LATEST = "$LATEST";

  /** GetFunction of {@link #LATEST}; empty when there is no such function. */
  default Optional<RemoteFunction> function(FunctionId id) {
    return function(id, LATEST);
  }

  /**
   * GetFunction; empty when there is no such function or no such version of it.
   *
   * @param qualifier {@code $LATEST}, or a version such as {@code 3}
   */
  Optional<RemoteFunction> function(FunctionId id, String qualifier);

  /** CreateFunction. Asynchronous: the function is {@code Creating} when this returns. */
  void createFunction(NewFunction function);

  /** UpdateFunctionCode, the only call that can change the handler. Asynchronous. */
  void updateCode(FunctionId id, String handler, CodePackage code);

  /** UpdateFunctionConfiguration with what is given; the rest stays as it is. Asynchronous. */
  void updateConfiguration(FunctionId id, ConfigurationUpdate update);

  /**
   * Invoke, synchronously.
   *
   * @param clientContext the event, JSON text
   * @param readTimeout how long to wait for the answer
   */
  Invocation invoke(FunctionId id, String clientContext, Duration readTimeout);

  @Override
  void close();

  /** Everything CreateFunction is told; runtime is {@link FunctionSpec#RUNTIME}. */
  record NewFunction(
      FunctionId id,
      String handler,
      int memorySizeMb,
      int timeoutS,
      int initTimeoutS,
      String description,
      Map<String, String> environment,
      CodePackage code) {}

  /**
   * What UpdateFunctionConfiguration is told; an empty Optional is not sent. An empty environment
   * takes all variables away.
   */
  record ConfigurationUpdate(
      Optional<Integer> memorySizeMb,
      Optional<Integer> timeoutS,
      Optional<Integer> initTimeoutS,
      Optional<String> description,
      Optional<Map<String, String>> environment) {

    /** Whether there is nothing to send. */
    public boolean isEmpty() {
      return memorySizeMb.isEmpty()
          && timeoutS.isEmpty()
          && initTimeoutS.isEmpty()
          && description.isEmpty()
          && environment.isEmpty();
    }
  }

  /**
   * The answer of one invocation. A failed function is an answer too, not an exception.
   *
   * @param requestId of the API call
   * @param functionRequestId of the invocation, as in the function's log
   * @param invokeResult 0 when the function succeeded
   * @param retMsg what the function returned, or the platform's JSON about the failure
   * @param errMsg the platform's text about the failure, else empty
   * @param log the last 4 KB of the log
   * @param durationMs run time, ms
   * @param billDurationMs billed time, ms
   * @param memUsageBytes memory used, bytes
   */
  record Invocation(
      String requestId,
      String functionRequestId,
      long invokeResult,
      String retMsg,
      String errMsg,
      String log,
      double durationMs,
      long billDurationMs,
      long memUsageBytes) {}
}
