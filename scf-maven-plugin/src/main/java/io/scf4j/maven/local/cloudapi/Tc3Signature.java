package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tencent Cloud's signature version 3 (TC3-HMAC-SHA256) of one request, computed from what was
 * received: exactly the headers that {@code SignedHeaders} lists, and a hash of the body. Pure
 * arithmetic; what to make of it is decided by {@link Tc3Authentication}.
 *
 * @param method request method
 * @param query raw query string, empty for POST
 * @param headers value of a request header by its lower-case name, empty when it was not sent
 * @param payloadHash SHA-256 of what is signed as the body, in hex
 */
record Tc3Signature(
    String method, String query, UnaryOperator<String> headers, String payloadHash) {

  /**
   * What signs the requests of a day to a service.
   *
   * @param date the UTC day
   * @param mac has the key that is derived from the SecretKey; cloned for each use, which is half
   *     of what it takes to give it the key again
   */
  record Key(LocalDate date, String service, Mac mac) {
    static Key of(String secretKey, Instant timestamp, String service) {
      LocalDate date = day(timestamp);
      byte[] dated = hmac(("TC3" + secretKey).getBytes(StandardCharsets.UTF_8), date.toString());
      return new Key(date, service, keyed(hmac(hmac(dated, service), "tc3_request")));
    }

    /** Whether it is the key for that time and service. */
    boolean isFor(Instant timestamp, String other) {
      return date.equals(day(timestamp)) && service.equals(other);
    }

    private byte[] sign(String text) {
      try {
        return ((Mac) mac.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8));
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("every JDK's can be cloned", e);
      }
    }
  }

  /** The day that a signature of this moment has in its scope. */
  static LocalDate day(Instant timestamp) {
    return LocalDate.ofInstant(timestamp, ZoneOffset.UTC);
  }

  /** Hex signature for the scope {@code <date>/<service>/tc3_request} of the key. */
  String sign(Key key, Instant timestamp, List<String> signedHeaders) {
    String scope = key.date() + "/" + key.service() + "/tc3_request";
    String toSign =
        "TC3-HMAC-SHA256\n"
            + timestamp.getEpochSecond()
            + "\n"
            + scope
            + "\n"
            + Sha256.of(canonicalRequest(signedHeaders));
    return HexFormat.of().formatHex(key.sign(toSign));
  }

  String canonicalRequest(List<String> signedHeaders) {
    StringBuilder canonical = new StringBuilder();
    canonical.append(method).append("\n/\n").append(query).append('\n');
    for (String name : signedHeaders) {
      canonical
          .append(name)
          .append(':')
          .append(headers.apply(name).trim().toLowerCase(Locale.ROOT))
          .append('\n');
    }
    return canonical
        .append('\n')
        .append(String.join(";", signedHeaders))
        .append('\n')
        .append(payloadHash)
        .toString();
  }

  private static byte[] hmac(byte[] key, String text) {
    return keyed(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mac keyed(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
