package io.scf4j.maven.cloud;

import io.scf4j.maven.model.ScfFailure;

/**
 * What a user does about an error of the cloud, by its code: the third line of the message. In one
 * place, so that the texts can be read together.
 */
public final class CloudAdvice {
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
    if (refusal.tookTooLong()) {
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
      return "The clock of this machine is more than five minutes off; set it and try again.";
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
    if (refusal.is("ServerSideError")) {
      return "This is not an answer of SCF: check the <proxy> in settings.xml and -Dscf.endpoint (now "
          + endpoint
          + "), then run the goal again in a minute.";
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
}
