package io.scf4j.maven.local.cloudapi;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tencent Cloud's signature version 1 (HmacSHA1, HmacSHA256) of one request: of its parameters
 * sorted by name, with their values as they are before they are encoded.
 *
 * @param method request method
 * @param host host as the client knows it
 * @param parameters every parameter but the signature itself
 */
record V1Signature(String method, String host, Map<String, String> parameters) {

  /** The value of {@code SignatureMethod}. */
  enum Method {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256");

    private final String algorithm;

    Method(String algorithm) {
      this.algorithm = algorithm;
    }
  }

  /** The signature, as base64. */
  String sign(String secretKey, Method signatureMethod) {
    try {
      Mac mac = Mac.getInstance(signatureMethod.algorithm);
      mac.init(
          new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), signatureMethod.algorithm));
      byte[] signature = mac.doFinal(toSign().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + signatureMethod.algorithm, e);
    }
  }

  private String toSign() {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
            .collect(Collectors.joining("&", method + host + "/?", ""));
  }
}
