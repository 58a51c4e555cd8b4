package io.scf4j.maven.cloud;

import java.io.Serial;

/**
 * The cloud refused a call, or could not be reached. Carries what a support ticket needs: the
 * action, the code (match on it, never on the text, which the platform may reword) and the request
 * id.
 */
public final class CloudException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** The code when there was no answer at all. */
  public static final String UNREACHABLE = "Unreachable";

  /** The code when the call was sent and no answer came in time; it may have been carried out. */
  public static final String TOOK_TOO_LONG = "TookTooLong";

  private final String action;
  private final String code;
  private final String said;
  private final String requestId;

  /**
   * @param action the API's name of the call, such as {@code GetFunction}
   * @param code such as {@code ResourceNotFound.Function}, or {@link #UNREACHABLE}
   * @param said the cloud's words
   * @param requestId of the API call; empty when there was no answer
   * @param cause what the client threw
   */
  public CloudException(
      String action, String code, String said, String requestId, Throwable cause) {
    super(describe(action, code, said, requestId), cause);
    this.action = action;
    this.code = code;
    this.said = said;
    this.requestId = requestId;
  }

  public String action() {
    return action;
  }

  public String code() {
    return code;
  }

  /** The cloud's words, with code and request id: the middle line of an error. */
  public String said() {
    return describeAnswer(code, said, requestId);
  }

  /** Whether the code is this one or one below it, as {@code AuthFailure} covers its children. */
  public boolean is(String codeOrParent) {
    return code.equals(codeOrParent) || code.startsWith(codeOrParent + ".");
  }

  public boolean isUnreachable() {
    return code.equals(UNREACHABLE);
  }

  /** Whether there is no answer because it did not come in time. */
  public boolean tookTooLong() {
    return code.equals(TOOK_TOO_LONG);
  }

  /** Whether nobody here did anything wrong: no answer, or the platform is in trouble. */
  public boolean isEnvironment() {
    return isUnreachable()
        || tookTooLong()
        || is("InternalError")
        || is("RequestLimitExceeded")
        || is("ServerSideError");
  }

  private static String describe(String action, String code, String said, String requestId) {
    return action + " failed: " + describeAnswer(code, said, requestId);
  }

  private static String describeAnswer(String code, String said, String requestId) {
    if (code.equals(UNREACHABLE) || code.equals(TOOK_TOO_LONG)) {
      return "No answer: " + said;
    }
    return "SCF said: "
        + code
        + ", "
        + said
        + (requestId.isEmpty() ? "" : " (RequestId " + requestId + ")");
  }
}
