package io.scf4j.runtime.api;

/**
 * One event as SCF delivered it: the exact bytes, the headers that come with them and the moment of
 * arrival, from which its time limit counts.
 *
 * <p>The documents disagree on the case of the header names, and a missing or odd header must not
 * cost the event, so everything but the body may be empty or zero.
 */
public final class Event {
  private final String requestId;
  private final byte[] body;
  private final int memoryLimitMb;
  private final long timeLimitMs;
  private final long arrivedNanos;

  /** All that is known about an event; {@code ""} and 0 stand for what was not sent. */
  public Event(
      String requestId, byte[] body, int memoryLimitMb, long timeLimitMs, long arrivedNanos) {
    this.requestId = requestId;
    this.body = body;
    this.memoryLimitMb = memoryLimitMb;
    this.timeLimitMs = timeLimitMs;
    this.arrivedNanos = arrivedNanos;
  }

  static Event of(HttpResponse response, long arrivedNanos) {
    String requestId = response.header(HttpResponse.REQUEST_ID);
    return new Event(
        requestId == null ? "" : requestId,
        response.body(),
        (int)
            Math.min(
                Integer.MAX_VALUE, numberOrZero(response.header(HttpResponse.MEMORY_LIMIT_IN_MB))),
        numberOrZero(response.header(HttpResponse.TIME_LIMIT_IN_MS)),
        arrivedNanos);
  }

  private static long numberOrZero(String text) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    try {
      return Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  /** The id of the request, or {@code ""}. */
  public String requestId() {
    return requestId;
  }

  /** The exact bytes of the event; handed to one handler call only. */
  public byte[] body() {
    return body;
  }

  /** The function's memory in megabytes, or 0. */
  public int memoryLimitMb() {
    return memoryLimitMb;
  }

  /** The time limit of this invocation in milliseconds, or 0. */
  public long timeLimitMs() {
    return timeLimitMs;
  }

  /** When the event arrived, by {@link Clock#nanos()}. */
  public long arrivedNanos() {
    return arrivedNanos;
  }
}
