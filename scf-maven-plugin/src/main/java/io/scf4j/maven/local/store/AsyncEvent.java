package io.scf4j.maven.local.store;

/**
 * An event that was accepted and whose invocation is nobody's to wait for.
 *
 * @param requestId of the call that brought it, and of its invocations
 * @param namespace of the function
 * @param function its name
 * @param qualifier the version or alias that it is for
 * @param routingKey JSON object by which an alias may choose a version
 * @param event the event itself, JSON
 * @param origin what led to it, such as {@code timer nightly}
 * @param acceptedMs when it was accepted, milliseconds since 1970
 * @param endedMs when its status became final, or 0
 * @param tries how often it was tried
 * @param status {@code RUNNING}, {@code FINISHED}, {@code FAILED} or {@code ABORTED}
 * @param statusCode of the last try, or 0
 * @param result what the last try answered, or null
 */
public record AsyncEvent(
    String requestId,
    String namespace,
    String function,
    String qualifier,
    String routingKey,
    String event,
    String origin,
    long acceptedMs,
    long endedMs,
    int tries,
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
      String namespace,
      String function,
      String qualifier,
      String routingKey,
      String event,
      String origin,
      long atMs) {
    return new AsyncEvent(
        requestId,
        namespace,
        function,
        qualifier,
        routingKey,
        event,
        origin,
        atMs,
        0,
        0,
        RUNNING,
        0,
        null);
  }

  /** The same after another try. */
  public AsyncEvent tried(int statusCode, String result) {
    return with(0, tries + 1, RUNNING, statusCode, result);
  }

  /** The same, and done with. */
  public AsyncEvent ended(String status, long atMs) {
    return with(atMs, tries, status, statusCode, result);
  }

  private AsyncEvent with(long endedMs, int tries, String status, int statusCode, String result) {
    return new AsyncEvent(
        requestId,
        namespace,
        function,
        qualifier,
        routingKey,
        event,
        origin,
        acceptedMs,
        endedMs,
        tries,
        status,
        statusCode,
        result);
  }

  /** Whether nothing will be done with it any more. */
  public boolean isOver() {
    return !status.equals(RUNNING);
  }
}
