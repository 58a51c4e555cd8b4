package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decides whether a request was signed with this store's key. As strict as the cloud, with one
 * habit of the SDKs allowed: they take the service's name from the first label of the endpoint,
 * which for an address is {@code 127}.
 */
final class Authentication {
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "TC3-HMAC-SHA256\\s+Credential=([^/,\\s]+)/([^/,\\s]+)/([^/,\\s]+)/tc3_request,\\s*"
              + "SignedHeaders=([^,\\s]+),\\s*Signature=([0-9a-fA-F]{64})");

  private final Credentials credentials;
  private final InstantSource clock;

  Authentication(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /**
   * Returns when the signature is right, else throws with the platform's code for what is wrong.
   */
  void check(Tc3Signature request) throws ApiFault {
    Matcher authorization = AUTHORIZATION.matcher(request.headers().apply("authorization").trim());
    if (!authorization.matches()) {
      throw signatureFailure(
          "the Authorization header is missing or not of the form TC3-HMAC-SHA256");
    }
    Instant timestamp = timestamp(request.headers().apply("x-tc-timestamp"));
    if (Duration.between(timestamp, clock.instant()).abs().compareTo(MAX_SKEW) > 0) {
      throw new ApiFault(
          "AuthFailure.SignatureExpire",
          "Signature expired: X-TC-Timestamp "
              + timestamp
              + " is over 5 minutes from the server's time "
              + clock.instant()
              + ".");
    }
    if (!authorization.group(1).equals(credentials.secretId())) {
      throw new ApiFault(
          "AuthFailure.SecretIdNotFound",
          "The SecretId is not found; the local SCF has its own, see local.json.");
    }
    String service = authorization.group(3);
    String host = request.headers().apply("host");
    if (!service.equals("scf")
        && !service.equals(host.split("\\.", 2)[0])
        && !service.equals(host.split("[.:]", 2)[0])) {
      throw signatureFailure(
          "the credential scope names the service " + service + " instead of scf");
    }
    List<String> signed = Arrays.asList(authorization.group(4).toLowerCase(Locale.ROOT).split(";"));
    if (!signed.contains("content-type") || !signed.contains("host")) {
      throw signatureFailure("SignedHeaders must contain content-type and host");
    }
    String expected = request.sign(credentials.secretKey(), timestamp, service, signed);
    boolean dated = timestamp.toString().startsWith(authorization.group(2) + "T");
    if (!dated || !sameText(expected, authorization.group(5).toLowerCase(Locale.ROOT))) {
      throw signatureFailure("it does not match this request, or was made with another SecretKey");
    }
  }

  private static Instant timestamp(String header) throws ApiFault {
    try {
      return Instant.ofEpochSecond(Long.parseLong(header.trim()));
    } catch (RuntimeException e) {
      throw signatureFailure("X-TC-Timestamp is missing or not a UNIX time in seconds");
    }
  }

  private static boolean sameText(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
  }

  private static ApiFault signatureFailure(String reason) {
    return new ApiFault(
        "AuthFailure.SignatureFailure",
        "The provided credentials could not be validated: " + reason + ".");
  }
}
