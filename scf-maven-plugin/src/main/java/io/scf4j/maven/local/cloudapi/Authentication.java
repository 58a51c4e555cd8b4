package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.Credentials;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides whether a request was signed with this store's key, as strictly as the cloud, and reads
 * what it asks for. Which of the two signatures it must have is decided by its form: JSON has
 * version 3 in a header, a form has version 1 among its parameters, and a GET may have either.
 */
final class Authentication {
  private final Tc3Authentication tc3;
  private final V1Authentication v1;

  Authentication(Credentials credentials, InstantSource clock) {
    LocalKey key = new LocalKey(credentials, clock);
    this.tc3 = new Tc3Authentication(key);
    this.v1 = new V1Authentication(key);
  }

  /** What the first request would else wait for. */
  void prepare(Instant now) {
    tc3.prepare(now);
  }

  /** Returns when a request that is no call of the API was signed like one, version 3. */
  void check(ApiRequest request) throws ApiFault {
    tc3.check(request);
  }

  /** Returns when the signature is right, else throws with the platform's code for what is not. */
  SignedCall authenticate(ApiRequest request) throws ApiFault {
    return authenticate(claim(request), request);
  }

  /** The same of a request that has come to its end, by what its head was found to say. */
  SignedCall authenticate(Optional<Tc3Authentication.Claim> claim, ApiRequest request)
      throws ApiFault {
    return claim.isPresent() ? tc3.authenticate(claim.get(), request) : v1.authenticate(request);
  }

  /**
   * Judges a request by its head, before anything is kept of its body.
   *
   * @return what it says of its signature, this store's SecretId first of all; empty for a form,
   *     which says it in its body only
   */
  Optional<Tc3Authentication.Claim> claim(ApiRequest head) throws ApiFault {
    return isVersion3(head) ? Optional.of(tc3.claim(head)) : Optional.empty();
  }

  private static boolean isVersion3(ApiRequest request) throws ApiFault {
    boolean signedInHeader = !request.header("authorization").isEmpty();
    if (request.isGet()) {
      return signedInHeader;
    }
    return switch (request.mediaType()) {
      case "application/json", "" -> true;
      case "application/x-www-form-urlencoded" -> {
        if (signedInHeader) {
          throw new ApiFault(
              "InvalidRequest",
              "A form is signed with HmacSHA1 or HmacSHA256 in its parameter Signature; with"
                  + " TC3-HMAC-SHA256 send application/json.");
        }
        yield false;
      }
      case "multipart/form-data" ->
          throw new ApiFault(
              "InvalidRequest",
              "No action of SCF takes multipart/form-data; send application/json.");
      default ->
          throw new ApiFault(
              "InvalidRequest",
              "The Content-Type "
                  + request.mediaType()
                  + " is not supported; send application/json.");
    };
  }
}
