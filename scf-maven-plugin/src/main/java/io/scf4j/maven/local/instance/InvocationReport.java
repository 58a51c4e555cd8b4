package io.scf4j.maven.local.instance;

/**
 * The outcome of one invocation, success or failure, in the terms of the cloud API's {@code
 * Result}.
 *
 * @param requestId the invocation's id
 * @param statusCode 200, or the platform's code of the failure
 * @param result the function's result as it posted it, or the JSON of the failure
 * @param log the whole log, platform lines included
 * @param memoryBytes peak memory of the instance; 0 where it cannot be measured
 * @param durationMs from delivery of the event to its result
 * @param coldStartMs from the start of the instance that was started for it until that was ready,
 *     or had failed; 0 when it went to one that was there
 */
public record InvocationReport(
    String requestId,
    int statusCode,
    String result,
    String log,
    long memoryBytes,
    double durationMs,
    long coldStartMs) {

  /** Whether the function did not answer, or answered with an error. */
  public boolean failed() {
    return statusCode != 200;
  }

  /** Billed time: whole milliseconds, at least one for an event that reached the function. */
  public long billedMs() {
    return (long) Math.ceil(durationMs);
  }
}
