package io.scf4j.maven.local.cloudapi;

import java.util.Set;

/**
 * Requests with signature version 1, the one of the older tools: action, version and signature are
 * parameters like the others, in a form or in the query string.
 */
final class V1Authentication {

  /** Parameters of every action; the last two tell the cloud about the client only. */
  private static final Set<String> COMMON =
      Set.of(
          "Action",
          "Version",
          "Region",
          "Timestamp",
          "Nonce",
          "SecretId",
          "Signature",
          "SignatureMethod",
          "Token",
          "Language",
          "RequestClient");

  private final LocalKey key;

  V1Authentication(LocalKey key) {
    this.key = key;
  }

  SignedCall authenticate(ApiRequest request) throws ApiFault {
    FormParameters form = request.form();
    String id = form.required("SecretId");
    String given = form.required("Signature");
    form.required("Nonce");
    key.timestamp("Timestamp", form.required("Timestamp"));
    key.checkId(id);
    checkSignature(request, form, given);
    key.checkToken(form.get("Token"));
    return new SignedCall(
        form.get("Action"),
        form.get("Version"),
        form.get("Region"),
        Parameters.ofForm(form.without(COMMON).nested()));
  }

  private void checkSignature(ApiRequest request, FormParameters form, String given)
      throws ApiFault {
    V1Signature.Method method = method(form.get("SignatureMethod"));
    FormParameters signed = form.without(Set.of("Signature"));
    for (String host : request.hosts()) {
      V1Signature expected = new V1Signature(request.method(), host, signed.all());
      if (LocalKey.isSame(expected.sign(key.secretKey(), method), given)) {
        return;
      }
    }
    throw LocalKey.signatureFailure(
        "the signature does not match this request, or was made with another SecretKey");
  }

  private static V1Signature.Method method(String name) throws ApiFault {
    return switch (name) {
      case "", "HmacSHA1" -> V1Signature.Method.SHA1;
      case "HmacSHA256" -> V1Signature.Method.SHA256;
      default ->
          throw LocalKey.signatureFailure(
              "SignatureMethod is " + name + "; allowed are HmacSHA1 and HmacSHA256");
    };
  }
}
