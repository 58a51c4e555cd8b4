package io.scf4j.fakes;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * COS's signature of a request ({@code q-sign-algorithm=sha1}; the platform's page 436/7778),
 * computed from what came in. The host and every query parameter have to be in it.
 */
final class CosSignature {
  private final String secretId;
  private final String secretKey;

  CosSignature(String secretId, String secretKey) {
    this.secretId = secretId;
    this.secretKey = secretKey;
  }

  /** What is wrong with it; empty when nothing is. */
  String problem(HttpRequest request) {
    Map<String, String> said = new HashMap<>();
    for (String pair : request.headers().getOrDefault("authorization", "").split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        said.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    if (!"sha1".equals(said.get("q-sign-algorithm"))) {
      return "AccessDenied";
    }
    if (!secretId.equals(said.get("q-ak"))) {
      return "InvalidAccessKeyId";
    }
    String[] time = said.get("q-key-time").split(";");
    long now = Instant.now().getEpochSecond();
    if (now < Long.parseLong(time[0]) - 300 || now > Long.parseLong(time[1])) {
      return "RequestTimeTooSkewed";
    }
    List<String> headers = names(said.get("q-header-list"));
    List<String> parameters = names(said.get("q-url-param-list"));
    boolean complete = headers.contains("host") && parameters.containsAll(request.query().keySet());
    String text =
        request.method().toLowerCase(Locale.ROOT)
            + "\n"
            + request.path()
            + "\n"
            + pairs(parameters, request.query())
            + "\n"
            + pairs(headers, request.headers())
            + "\n";
    String signKey = hmac(secretKey, said.get("q-key-time"));
    String signed = hmac(signKey, "sha1\n" + said.get("q-sign-time") + "\n" + sha1(text) + "\n");
    return complete && signed.equals(said.get("q-signature")) ? "" : "SignatureDoesNotMatch";
  }

  private static List<String> names(String list) {
    return list == null || list.isEmpty() ? List.of() : List.of(list.split(";"));
  }

  private static String pairs(List<String> names, Map<String, String> values) {
    StringBuilder text = new StringBuilder();
    for (String name : names.stream().sorted().toList()) {
      text.append(text.isEmpty() ? "" : "&")
          .append(name)
          .append('=')
          .append(encode(values.getOrDefault(name, "")));
    }
    return text.toString();
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static String hmac(String key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha1(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
