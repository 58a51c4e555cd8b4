package io.scf4j.maven.cloud;

/**
 * What a user does about an error of COS, on the way of a large package: see {@link CloudAdvice}.
 */
final class CosAdvice {
  private static final String LIST_BUCKETS = "cos:GetService";

  private CosAdvice() {}

  static String toDo(CloudException refusal) {
    if (refusal.isUnreachable() || refusal.tookTooLong()) {
      return "Check the network and the <proxy> in settings.xml: "
          + refusal.host()
          + " has to be reached as well as the cloud API. Then run the goal again.";
    }
    if (refusal.is("ProxyAuthenticationRequired")) {
      return "Check name and password of the <proxy> in settings.xml.";
    }
    if (refusal.is("AccessDenied")) {
      return (refusal.action().equals(LIST_BUCKETS)
              ? "Set -Dscf.appId (the APPID on the console's account page), so that the buckets need"
                  + " not be listed; or ask"
              : "Ask")
          + " the owner of the account for a CAM policy that allows "
          + refusal.action()
          + (refusal.action().equals(LIST_BUCKETS) ? "." : " on this bucket.");
    }
    if (refusal.is("RequestTimeTooSkewed")
        || refusal.is("InvalidAccessKeyId")
        || refusal.is("SignatureDoesNotMatch")) {
      return "Check this machine's clock, and that SecretId and SecretKey belong together and are"
          + " still valid.";
    }
    if (refusal.is("ExpiredToken") || refusal.is("InvalidToken")) {
      return "The temporary credentials have expired or are incomplete; fetch new ones.";
    }
    if (refusal.is("NoSuchBucket")) {
      return "Make the bucket in the function's region, or leave -Dscf.cosBucket out: then one is"
          + " made.";
    }
    if (refusal.isEnvironment()) {
      return "COS is busy, and was asked several times; run the goal again in a minute.";
    }
    return "Change what the code names and run the goal again; the request id is what a support"
        + " ticket needs.";
  }
}
