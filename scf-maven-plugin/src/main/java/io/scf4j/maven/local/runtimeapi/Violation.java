package io.scf4j.maven.local.runtimeapi;

/**
 * A request that broke the runtime protocol. The platform tolerates most of these and documents
 * none of its answers; strict mode refuses and lists them, because each is a mistake in a runtime
 * that shows itself elsewhere, and only sometimes. Results that are ignored are listed in either
 * mode: somebody has computed them.
 *
 * @param kind what was wrong
 * @param afterMs when, in milliseconds since the instance was started
 * @param requestLine the request, {@code POST /runtime/init/ready HTTP/1.1}
 */
public record Violation(Kind kind, long afterMs, String requestLine) {

  /** What can be wrong, and the status that strict mode answers with. */
  public enum Kind {
    /** {@code next} before the function is ready; held otherwise. */
    NEXT_BEFORE_READY(409, "Conflict", "next was called before ready"),
    /** A second {@code ready}; ignored otherwise. */
    READY_TWICE(409, "Conflict", "ready was reported before"),
    /** A result when there never was an event; ignored otherwise. */
    RESULT_WITHOUT_EVENT(409, "Conflict", "there is no event to answer"),
    /** A result of the open event before it was given out; ignored otherwise. */
    RESULT_BEFORE_FETCH(409, "Conflict", "the event was answered before next had fetched it"),
    /** Another result of the event that was answered last; ignored otherwise. */
    SECOND_RESULT(409, "Conflict", "the event has its result, and the first one is final"),
    /** A result of an event that was answered before this one; ignored otherwise. */
    LATE_RESULT(409, "Conflict", "the result is for an event that was answered before"),
    /** A path that the runtime API does not have, or HEAD; not found otherwise too. */
    UNKNOWN_ROUTE(404, "Not Found", "the runtime API has no such route"),
    /** A path of the runtime API with another method; refused otherwise too. */
    WRONG_METHOD(405, "Method Not Allowed", "the route has another method"),
    /** A result over 6 MB, which fails the invocation in either mode. */
    RESULT_TOO_LARGE(413, "Content Too Large", "the result is over 6 MB"),
    /** A POST that does not tell the length of its body; empty otherwise. */
    NO_CONTENT_LENGTH(411, "Length Required", "a POST needs Content-Length, or chunks"),
    /** Not HTTP; refused otherwise too. */
    MALFORMED(400, "Bad Request", "the request is not HTTP/1.1");

    private final int status;
    private final String reason;
    private final String description;

    Kind(int status, String reason, String description) {
      this.status = status;
      this.reason = reason;
      this.description = description;
    }

    int status() {
      return status;
    }

    String reason() {
      return reason;
    }

    /** Whether a result was posted that has no effect. */
    boolean ignoresResult() {
      return this == RESULT_WITHOUT_EVENT
          || this == RESULT_BEFORE_FETCH
          || this == SECOND_RESULT
          || this == LATE_RESULT;
    }

    /** What was wrong, in words. */
    public String description() {
      return description;
    }
  }

  /** One line for the log of a function whose result was ignored. */
  public String warning() {
    return "Warning: a result was ignored after "
        + afterMs
        + " ms: "
        + kind.description
        + " ("
        + requestLine
        + ")";
  }

  /** One line for a log. */
  @Override
  public String toString() {
    return "Runtime API violation after "
        + afterMs
        + " ms: "
        + kind.description
        + " ("
        + requestLine
        + ")";
  }
}
