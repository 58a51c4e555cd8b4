package io.scf4j.maven.local.store;

/**
 * An event that was accepted and whose invocation is nobody's to wait for.
 *
 * @param requestId of the call that brought it, and of its invocations
 * @param namespace of the function
 * @param function its name
 * @param functionId its id; another function of that name does not get the event
 * @param qualifier the version or alias that it is for
 * @param routingKey JSON object by which an alias may choose a version
 * @param event the event itself, JSON
 * @param origin what led to it, such as {@code timer nightly}
 * @param acceptedMs when it was accepted, milliseconds since 1970
 * @param endedMs when its status became final, or 0
 * @param tries how often it was tried
 * @param failures how many of the tries count as executions that failed, which only a number of
 *     times are repeated
 * @param status {@code RUNNING}, {@code FINISHED}, {@code FAILED} or {@code ABORTED}
 * @param statusCode of the last try, or 0
 * @param result what the last try answered, or null
 */
public record AsyncEvent(
    String requestId,
    String namespace,
    String function,
    String functionId,
    String qualifier,
    String routingKey,
    String event,
    String origin,
    long acceptedMs,
    long endedMs,
    int tries,
    int failures,
    String status,
    int statusCode,
    String result) {

  /** Waiting to be tried, again or for the first time, or being tried. */
  public static final String RUNNING = "RUNNING";

  /** Takes a store of before there were origins. */
  public AsyncEvent {
    origin = origin == null ? "" : origin;
  }

  /** An event that was just accepted. */
  public static AsyncEvent accepted(
      String requestId,
      StoredFunction function,
      String qualifier,
      String routingKey,
      String event,
      String origin,
      long atMs) {
    return new AsyncEvent(
        requestId,
        function.namespace(),
        function.name(),
        function.id(),
        qualifier,
        routingKey,
        event,
        origin,
        atMs,
        0,
        0,
        0,
        RUNNING,
        0,
        null);
  }

  /**
   * The same after another try.
   *
   * @param failed whether the function was executed and failed
   */
  public AsyncEvent tried(int statusCode, String result, boolean failed) {
    return with(0, tries + 1, failures + (failed ? 1 : 0), RUNNING, statusCode, result);
  }

  /** The same, and nothing can be tried, for this reason. */
  public AsyncEvent untried(int statusCode, String reason) {
    return with(0, tries, failures, RUNNING, statusCode, reason);
  }

  /** The same, whatever its status, with what came of a try. */
  public AsyncEvent answered(int statusCode, String result) {
    return with(endedMs, tries, failures, status, statusCode, result);
  }

  /** The same, and done with. */
  public AsyncEvent ended(String status, long atMs) {
    return with(atMs, tries, failures, status, statusCode, result);
  }

  private AsyncEvent with(
      long endedMs, int tries, int failures, String status, int statusCode, String result) {
    return new AsyncEvent(
        requestId,
        namespace,
        function,
        functionId,
        qualifier,
        routingKey,
        event,
        origin,
        acceptedMs,
        endedMs,
        tries,
        failures,
        status,
        statusCode,
        result);
  }

  /** Whether nothing will be done with it any more. */
  public boolean isOver() {
    return !status.equals(RUNNING);
  }

  /** Whether it was accepted for this function, and not for one of its name that is no more. */
  public boolean isFor(StoredFunction other) {
    return functionId == null
        || functionId.equals(other.id()); // null: written before there was one
  }
}
