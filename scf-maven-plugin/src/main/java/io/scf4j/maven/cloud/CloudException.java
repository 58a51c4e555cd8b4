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

  private static final String SCF = "SCF";
  private static final String COS = "COS";

  private final String service;
  private final String host;
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
    this(SCF, "", action, code, said, requestId, cause);
  }

  private CloudException(
      String service,
      String host,
      String action,
      String code,
      String said,
      String requestId,
      Throwable cause) {
    super(action + " failed: " + describe(service, code, said, requestId), cause);
    this.service = service;
    this.host = host;
    this.action = action;
    this.code = code;
    this.said = said;
    this.requestId = requestId;
  }

  /**
   * A refusal of the object store.
   *
   * @param host the bucket's host, which is another one than that of the cloud API
   * @param action the name of the call in a CAM policy, such as {@code cos:PutObject}
   * @param code such as {@code NoSuchBucket}, or {@link #UNREACHABLE}
   */
  public static CloudException ofCos(
      String host, String action, String code, String said, String requestId, Throwable cause) {
    return new CloudException(COS, host, action, code, said, requestId, cause);
  }

  /** Whether it was the object store, not the cloud API. */
  public boolean isOfCos() {
    return service.equals(COS);
  }

  /** The host that refused; empty for that of the cloud API. */
  public String host() {
    return host;
  }

  public String action() {
    return action;
  }

  public String code() {
    return code;
  }

  /** The cloud's words, with code and request id: the middle line of an error. */
  public String said() {
    return describe(service, code, said, requestId);
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
        || is("ServerSideError")
        || is("ServiceUnavailable")
        || is("SlowDown");
  }

  private static String describe(String service, String code, String said, String requestId) {
    if (code.equals(UNREACHABLE) || code.equals(TOOK_TOO_LONG)) {
      return "No answer: " + said;
    }
    return service
        + " said: "
        + code
        + ", "
        + said
        + (requestId.isEmpty() ? "" : " (RequestId " + requestId + ")");
  }
}
