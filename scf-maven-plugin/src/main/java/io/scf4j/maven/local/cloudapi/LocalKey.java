package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The store's key pair, and what every way of signing has to say of it: which key, when, and with
 * which token.
 */
final class LocalKey {
  private static final Duration MAX_SKEW = Duration.ofMinutes(5);

  private final Credentials credentials;
  private final InstantSource clock;

  LocalKey(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  String secretKey() {
    return credentials.secretKey();
  }

  /**
   * The moment of signing.
   *
   * @param name what the request calls it
   * @param text UNIX time in seconds
   */
  Instant timestamp(String name, String text) throws ApiFault {
    Instant timestamp;
    try {
      timestamp = Instant.ofEpochSecond(Long.parseLong(text.trim()));
    } catch (RuntimeException e) {
      throw signatureFailure(name + " is missing or not a UNIX time in seconds");
    }
    checkTime(name, timestamp);
    return timestamp;
  }

  /** Whether that moment is near enough still. */
  void checkTime(String name, Instant timestamp) throws ApiFault {
    if (Duration.between(timestamp, clock.instant()).abs().compareTo(MAX_SKEW) > 0) {
      throw new ApiFault(
          "AuthFailure.SignatureExpire",
          "Signature expired: "
              + name
              + " "
              + timestamp
              + " is over 5 minutes from the server's time "
              + clock.instant()
              + ".");
    }
  }

  void checkId(String secretId) throws ApiFault {
    if (!secretId.equals(credentials.secretId())) {
      throw new ApiFault(
          "AuthFailure.SecretIdNotFound",
          "The SecretId is not found. The local SCF does not know the cloud's keys; it has one of"
              + " its own, see local.json.");
    }
  }

  /** Tokens belong to temporary keys, and this one is for good. */
  void checkToken(String token) throws ApiFault {
    if (!token.isEmpty()) {
      throw new ApiFault(
          "AuthFailure.TokenFailure",
          "The token does not belong to this SecretId: the local SCF's key needs none. Leave it out"
              + " (environment variable TENCENTCLOUD_TOKEN, third value of the SDK's"
              + " Credential).");
    }
  }

  /** Whether two signatures are the same, in a time that does not tell where they differ. */
  static boolean isSame(String expected, String given) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  static ApiFault signatureFailure(String reason) {
    return new ApiFault(
        "AuthFailure.SignatureFailure",
        "The provided credentials could not be validated: " + reason + ".");
  }
}
