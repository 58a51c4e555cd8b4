package io.scf4j.maven.cloud;

import io.scf4j.maven.model.ScfFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * What a user does about an error of the cloud, by its code: the third line of the message. In one
 * place, so that the texts can be read together.
 */
public final class CloudAdvice {
  /** Below this it is not the clock: the platform takes requests that are five minutes old. */
  private static final Duration CLOCKS_AGREE = Duration.ofMinutes(4);

  private CloudAdvice() {}

  /**
   * The failure to show for a refused or unanswered call.
   *
   * @param what what was being done, such as {@code Deploying function 'hello' failed.}
   */
  public static ScfFailure explain(String what, CloudException refusal, CloudEndpoint endpoint) {
    return new ScfFailure(
        what
            + " ("
            + refusal.action()
            + " at "
            + (refusal.isOfCos() ? refusal.host() : endpoint)
            + ")",
        refusal.said(),
        refusal.isOfCos() ? CosAdvice.toDo(refusal) : toDo(refusal, endpoint),
        refusal);
  }

  private static String toDo(CloudException refusal, CloudEndpoint endpoint) {
    if (refusal.tookTooLong() || refusal.is(CloudException.ANSWER_LOST)) {
      return refusal.action().equals("Invoke")
          ? "The function may still be running; look at its log, and at <timeout> and <initTimeout>."
          : "The call may have been carried out; run the goal again, it goes on from what is there.";
    }
    if (refusal.isUnreachable()) {
      return endpoint.isLoopback()
          ? "Is something listening on "
              + endpoint
              + "? Check -Dscf.endpoint, or use -Dscf.local, which starts a local SCF by itself."
          : "Check the network, the <proxy> in settings.xml and -Dscf.endpoint (now "
              + endpoint
              + ").";
    }
    if (refusal.is("AuthFailure.SignatureExpire")) {
      return clock(refusal.clockBehind());
    }
    if (refusal.is("AuthFailure.TokenFailure")) {
      return "The temporary credentials have expired or are incomplete; fetch new ones.";
    }
    if (refusal.is("AuthFailure")) {
      return "SecretId and SecretKey do not belong together or are no longer valid; check the"
          + " source named above.";
    }
    if (refusal.is("UnauthorizedOperation")) {
      return "Ask the owner of the account for a CAM policy that allows scf:"
          + refusal.action()
          + " on this function.";
    }
    if (refusal.is("ResourceNotFound.Namespace")) {
      return "Create the namespace in the console first, or set <namespace>default</namespace>.";
    }
    if (refusal.is("ResourceNotFound.Function") || refusal.is("ResourceNotFound.FunctionName")) {
      return "Deploy it first: mvn package scf:deploy. Check region and namespace too.";
    }
    if (refusal.is("FailedOperation.FunctionStatusError")
        || refusal.is("FailedOperation.OperationConflict")
        || refusal.is("FailedOperation.UpdateFunctionCode")
        || refusal.is("FailedOperation.UpdateFunctionConfiguration")) {
      return "Something else is changing this function; run the goal again in a minute.";
    }
    if (refusal.is(CloudException.NOT_AN_ANSWER)) {
      return "This is not an answer of SCF: check the <proxy> in settings.xml and -Dscf.endpoint (now "
          + endpoint
          + "), then run the goal again in a minute.";
    }
    if (refusal.is(CloudException.REFUSED_ON_THE_WAY)) {
      return "Something between here and SCF refuses: check the <proxy> in settings.xml and"
          + " -Dscf.endpoint (now "
          + endpoint
          + ").";
    }
    if (refusal.is("RequestLimitExceeded") || refusal.is("InternalError")) {
      return "The platform is busy; run the goal again in a minute.";
    }
    if (refusal.is("ResourceUnavailable.InsufficientBalance")
        || refusal.is("FailedOperation.InsufficientBalance")) {
      return "The account's balance does not suffice; top it up.";
    }
    if (refusal.is("LimitExceeded")) {
      return "A quota of the account is used up; delete what is not needed or ask for more.";
    }
    return "Change what the code names and run the goal again; the request id is what a support"
        + " ticket needs.";
  }

  private static String clock(Optional<Duration> behind) {
    if (behind.isPresent() && behind.get().abs().compareTo(CLOCKS_AGREE) < 0) {
      return "This machine's clock agrees with the cloud's, so the request was more than five"
          + " minutes on its way: the line is too slow for what it carries.";
    }
    return "This machine's clock is "
        + behind
            .map(b -> text(b.abs()) + (b.isNegative() ? " ahead of" : " behind") + " the cloud's")
            .orElse("more than five minutes off")
        + "; set it (on Linux: sudo timedatectl set-ntp true, or sudo chronyc makestep) and run the"
        + " goal again.";
  }

  /** Its two largest units: {@code 7 min 12 s}, {@code 3 d 1 h}. */
  private static String text(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    if (time.toHours() > 0) {
      return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
    return time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
