package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;

/**
 * An API call that is refused: one of the platform's error codes and a message. It becomes {@code
 * Response.Error} with HTTP status 200, which is how the cloud answers. Clients match on the code,
 * so the codes are the platform's; the messages may say more than the platform's do.
 */
final class ApiFault extends Exception {
  private static final long serialVersionUID = 1L;

  static final String NO_FUNCTION = "ResourceNotFound.Function";
  static final String NO_QUALIFIER = "ResourceNotFound.Qualifier";

  /** Something is not Active, and so it cannot be invoked. */
  static final String NOT_ACTIVE = "FailedOperation.FunctionStatusError";

  /** The same of what is set for a version. */
  static final String VERSION_NOT_ACTIVE = "FailedOperation.FunctionVersionStatusNotActive";

  private final String code;

  ApiFault(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }

  static ApiFault versionNotFound(String version) {
    return new ApiFault(NO_QUALIFIER, "The version or alias does not exist: " + version + ".");
  }

  static ApiFault functionNotFound(String namespace, String name) {
    return new ApiFault(
        NO_FUNCTION, "The function does not exist: " + name + " in namespace " + namespace + ".");
  }

  /** The same of a published version. */
  static ApiFault notNow(String code, StoredVersion version) {
    return new ApiFault(
        code,
        "Version "
            + version.version()
            + " is "
            + version.status()
            + "; try again when it is Active.");
  }

  /** The function's status does not let it; which code tells that depends on the action. */
  static ApiFault notNow(String code, StoredFunction function) {
    return new ApiFault(
        code,
        "The function is "
            + function.status()
            + "; try again when it is Active (GetFunction tells).");
  }
}
