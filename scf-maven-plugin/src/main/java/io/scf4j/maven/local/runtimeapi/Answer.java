package io.scf4j.maven.local.runtimeapi;

/**
 * What a function answered to an event: the body it posted, and where it posted it. A body over the
 * platform's 6 MB is not kept; what remains of it is that it was too large.
 *
 * @param kind which of the two result routes was used, or that the body was over the limit
 * @param body the posted bytes, empty for {@link Kind#TOO_LARGE}
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes; never compared
public record Answer(Kind kind, byte[] body) {

  /** The platform's limit for the result of a synchronous invocation, in bytes. */
  public static final int LIMIT_BYTES = 6 * 1024 * 1024;

  /** How an invocation was answered. */
  public enum Kind {
    /** {@code POST /runtime/invocation/response}. */
    RESPONSE,
    /** {@code POST /runtime/invocation/error}. */
    ERROR,
    /** Either of them with a body over {@link Answer#LIMIT_BYTES}. */
    TOO_LARGE
  }
}
