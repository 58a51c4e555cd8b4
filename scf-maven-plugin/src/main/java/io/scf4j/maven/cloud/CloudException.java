package io.scf4j.maven.cloud;

import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cloud refused a call, or could not be reached. Carries what a support ticket needs: the
 * action, the code (match on it, never on the text, which the platform may reword) and the request
 * id.
 */
public final class CloudException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** The code when there was no connection: nothing was sent. */
  public static final String UNREACHABLE = "Unreachable";

  /**
   * The code when the call was sent and the connection ended before the whole answer had come; it
   * may have been carried out.
   */
  public static final String ANSWER_LOST = "AnswerLost";

  /** The code when the call was sent and no answer came in time; it may have been carried out. */
  public static final String TOOK_TOO_LONG = "TookTooLong";

  /** The code of an answer that is not SCF's, such as a gateway's page; the SDK's own. */
  public static final String NOT_AN_ANSWER = "ServerSideError";

  /**
   * The code of an answer that is not SCF's and will be the same next time, such as that of a proxy
   * that wants a password.
   */
  public static final String REFUSED_ON_THE_WAY = "RefusedOnTheWay";

  private static final String NO_ANSWER = "No answer: ";
  private static final String THROTTLED = "RequestLimitExceeded";
  private static final String SCF = "SCF";
  private static final String COS = "COS";

  private static final Set<String> BUSY =
      Set.of(
          "FailedOperation.CreateTrigger",
          "FailedOperation.DeleteFunction",
          "FailedOperation.FunctionNameStatusError",
          "FailedOperation.FunctionStatusError",
          "FailedOperation.FunctionVersionStatusNotActive",
          "FailedOperation.OperationConflict",
          "FailedOperation.PublishVersion",
          "FailedOperation.UpdateFunctionCode",
          "FailedOperation.UpdateFunctionConfiguration",
          "ResourceInUse",
          "UnsupportedOperation.PublishVersion");

  private final String service;
  private final String host;
  private final String action;
  private final String code;
  private final String said;
  private final String requestId;
  private final int tries;
  private final Duration clockBehind;

  /**
   * @param action the API's name of the call, such as {@code GetFunction}
   * @param code such as {@code ResourceNotFound.Function}, or {@link #UNREACHABLE}
   * @param said the cloud's words
   * @param requestId of the API call; empty when there was no answer
   * @param cause what the client threw
   */
  public CloudException(
      String action, String code, String said, String requestId, Throwable cause) {
    this(SCF, "", action, code, said, requestId, 1, null, cause);
  }

  private CloudException(
      String service,
      String host,
      String action,
      String code,
      String said,
      String requestId,
      int tries,
      Duration clockBehind,
      Throwable cause) {
    super(action + " failed: " + describe(service, code, said, requestId, tries), cause);
    this.service = service;
    this.host = host;
    this.action = action;
    this.code = code;
    this.said = said;
    this.requestId = requestId;
    this.tries = tries;
    this.clockBehind = clockBehind;
  }

  /** The same, and how often the call was made. */
  public CloudException afterTries(int number) {
    return new CloudException(
        service, host, action, code, said, requestId, number, clockBehind, getCause());
  }

  /** The same, and how far this machine's clock is behind the cloud's; negative when ahead. */
  public CloudException withClockBehind(Duration behind) {
    return new CloudException(
        service, host, action, code, said, requestId, tries, behind, getCause());
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
    return new CloudException(COS, host, action, code, said, requestId, 1, null, cause);
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

  /** The cloud's words, with code, request id and number of tries: the middle line of an error. */
  public String said() {
    return describe(service, code, said, requestId, tries);
  }

  /** The code, or why there was no answer: what a line has room for. */
  String why() {
    return hasNoAnswer(code) ? "no answer, " + said : code;
  }

  /**
   * How far this machine's clock was behind the cloud's when it answered, negative when ahead;
   * empty when the answer did not say.
   */
  public Optional<Duration> clockBehind() {
    return Optional.ofNullable(clockBehind);
  }

  /** Whether the code is this one or one below it, as {@code AuthFailure} covers its children. */
  public boolean is(String codeOrParent) {
    return code.equals(codeOrParent) || code.startsWith(codeOrParent + ".");
  }

  /** Whether there was no connection, so that nothing was done. */
  public boolean isUnreachable() {
    return code.equals(UNREACHABLE);
  }

  /** Whether there is no answer because it did not come in time. */
  public boolean tookTooLong() {
    return code.equals(TOOK_TOO_LONG);
  }

  /**
   * Whether the function's state forbids the call for now: it can be made again once the function
   * has settled. The platform has many codes for it, some of which also mean other failures.
   */
  public boolean isBusy() {
    return BUSY.contains(code) || code.endsWith("InProgress");
  }

  /** Whether the same call may succeed in a moment, with nothing changed here. */
  boolean isTransient() {
    return isUnreachable() || is(THROTTLED) || mayHaveBeenDone();
  }

  /** Whether the call failed in a way that leaves open whether it was carried out. */
  public boolean mayHaveBeenDone() {
    return code.equals(ANSWER_LOST) || tookTooLong() || is(NOT_AN_ANSWER) || is("InternalError");
  }

  /** Whether nobody here did anything wrong: no answer, or the platform is in trouble. */
  public boolean isEnvironment() {
    return isTransient() || is(REFUSED_ON_THE_WAY) || is("ServiceUnavailable") || is("SlowDown");
  }

  private static boolean hasNoAnswer(String code) {
    return code.equals(UNREACHABLE) || code.equals(ANSWER_LOST) || code.equals(TOOK_TOO_LONG);
  }

  private static String describe(
      String service, String code, String said, String requestId, int tries) {
    List<String> notes = new ArrayList<>();
    if (!requestId.isEmpty()) {
      notes.add("RequestId " + requestId);
    }
    if (tries > 1) {
      notes.add("tried " + tries + " times");
    }
    String prefix = hasNoAnswer(code) ? NO_ANSWER : service + " said: " + code + ", ";
    if (code.equals(REFUSED_ON_THE_WAY)) {
      prefix = "Not an answer of " + service + ": ";
    }
    return prefix + said + (notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")");
  }
}
