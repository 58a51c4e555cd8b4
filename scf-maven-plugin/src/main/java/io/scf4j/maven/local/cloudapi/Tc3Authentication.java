package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.model.Sha256;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests with signature version 3, the one of today's SDKs: everything but the parameters is in
 * headers. As strict as the cloud, with two habits of the SDKs allowed that make no difference
 * there: they may leave the port out of the host, and take the service's name from the first label
 * of the endpoint, which for an address is {@code 127}.
 */
final class Tc3Authentication {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "TC3-HMAC-SHA256\\s+Credential=([^/,\\s]+)/([^/,\\s]+)/([^/,\\s]+)/tc3_request,\\s*"
              + "SignedHeaders=([^,\\s]+),\\s*Signature=([0-9a-fA-F]{64})");

  private static final String TIMESTAMP = "X-TC-Timestamp";

  /** What {@code X-TC-Content-SHA256} says when the body is not signed, and what is hashed then. */
  private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

  private final LocalKey key;

  /** Kept, because deriving it is half of what a signature costs. */
  private volatile Tc3Signature.Key lastKey;

  Tc3Authentication(LocalKey key) {
    this.key = key;
  }

  /** Derives today's key ahead: the first request would wait for the JDK to load its algorithms. */
  void prepare(Instant now) {
    signingKey(now, "scf");
  }

  /** Reads a request whose head has said this. */
  SignedCall authenticate(Claim claim, ApiRequest request) throws ApiFault {
    key.checkTime(TIMESTAMP, claim.timestamp());
    check(claim, request);
    return new SignedCall(
        request.header("x-tc-action"),
        request.header("x-tc-version"),
        request.header("x-tc-region"),
        request.isGet()
            ? Parameters.ofForm(request.form().nested())
            : Parameters.parse(request.body()));
  }

  /**
   * What the Authorization header says.
   *
   * @param signature in lower-case hex digits
   */
  record Claim(Instant timestamp, String service, List<String> signed, String signature) {}

  /** Returns when the signature is right. */
  void check(ApiRequest request) throws ApiFault {
    check(claim(request), request);
  }

  private void check(Claim claim, ApiRequest request) throws ApiFault {
    checkSignature(request, claim);
    key.checkToken(request.header("x-tc-token"));
  }

  /** Returns when nothing is wrong but perhaps the signature, for which the body is needed. */
  Claim claim(ApiRequest head) throws ApiFault {
    String header = head.header("authorization").trim();
    if (header.isEmpty()) {
      throw LocalKey.signatureFailure("the request has no Authorization header");
    }
    Matcher authorization = AUTHORIZATION.matcher(header);
    if (!authorization.matches()) {
      throw new ApiFault(
          "AuthFailure.InvalidAuthorization",
          "The Authorization header is not of the form TC3-HMAC-SHA256 Credential=<SecretId>/<date>"
              + "/scf/tc3_request, SignedHeaders=<names>, Signature=<64 hex digits>.");
    }
    Instant timestamp = key.timestamp(TIMESTAMP, head.header("x-tc-timestamp"));
    key.checkId(authorization.group(1));
    String service = authorization.group(3);
    checkService(service, head.header("host"));
    List<String> signed = Arrays.asList(authorization.group(4).toLowerCase(Locale.ROOT).split(";"));
    if (!signed.contains("content-type") || !signed.contains("host")) {
      throw LocalKey.signatureFailure("SignedHeaders must contain content-type and host");
    }
    if (!Tc3Signature.day(timestamp).toString().equals(authorization.group(2))) {
      throw LocalKey.signatureFailure(
          "the date in Credential is not the UTC day of X-TC-Timestamp");
    }
    return new Claim(timestamp, service, signed, authorization.group(5).toLowerCase(Locale.ROOT));
  }

  private static void checkService(String service, String host) throws ApiFault {
    if (!service.equals("scf")
        && !service.equals(host.split("\\.", 2)[0])
        && !service.equals(host.split("[.:]", 2)[0])) {
      throw LocalKey.signatureFailure(
          "the credential scope names the service " + service + " instead of scf");
    }
  }

  private void checkSignature(ApiRequest request, Claim claim) throws ApiFault {
    Tc3Signature.Key signingKey = signingKey(claim.timestamp(), claim.service());
    String payloadHash = payloadHash(request);
    String query = request.isGet() ? request.query() : ""; // of a POST, none is signed
    for (String host : request.hosts()) {
      Tc3Signature expected =
          new Tc3Signature(
              request.method(),
              query,
              name -> name.equals("host") ? host : request.header(name),
              payloadHash);
      String signature = expected.sign(signingKey, claim.timestamp(), claim.signed());
      if (LocalKey.isSame(signature, claim.signature())) {
        return;
      }
    }
    throw LocalKey.signatureFailure(
        "the signature does not match this request, or was made with another SecretKey");
  }

  private Tc3Signature.Key signingKey(Instant timestamp, String service) {
    Tc3Signature.Key last = lastKey;
    if (last == null || !last.isFor(timestamp, service)) {
      last = Tc3Signature.Key.of(key.secretKey(), timestamp, service);
      lastKey = last;
    }
    return last;
  }

  private static String payloadHash(ApiRequest request) {
    if (request.header("x-tc-content-sha256").trim().equals(UNSIGNED_PAYLOAD)) {
      return Sha256.of(UNSIGNED_PAYLOAD);
    }
    return request.isGet() ? Sha256.of("") : Sha256.of(request.body());
  }
}
