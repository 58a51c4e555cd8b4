package io.scf4j.maven.local;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client of the cloud API that signs by itself, written from the platform's page and not from our
 * server, and that can be told to get things wrong.
 */
final class CloudClient {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final LocalScfAccess access;
  private String secretKey;

  Instant timestamp;
  String service = "scf";
  String version = "2018-04-16";
  String tamper = "";

  CloudClient(LocalScfAccess access) {
    this.access = access;
    this.secretKey = access.secretKey();
  }

  /** The content of {@code Response}. */
  JsonObject call(String action, String body) throws Exception {
    return response(request(action, body));
  }

  /** A call, signed. */
  HttpRequest request(String action, String body) throws Exception {
    Instant time = timestamp == null ? Instant.now() : timestamp;
    String date = time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    String host = access.endpoint().replace("http://", "");
    String canonical =
        "POST\n/\n\ncontent-type:application/json\nhost:"
            + host
            + "\nx-tc-action:"
            + action.toLowerCase(java.util.Locale.ROOT)
            + "\n\ncontent-type;host;x-tc-action\n"
            + sha256(body);
    String scope = date + "/" + service + "/tc3_request";
    String toSign =
        "TC3-HMAC-SHA256\n" + time.getEpochSecond() + "\n" + scope + "\n" + sha256(canonical);
    byte[] key =
        hmac(
            hmac(hmac(("TC3" + secretKey).getBytes(StandardCharsets.UTF_8), date), service),
            "tc3_request");
    return HttpRequest.newBuilder(URI.create(access.endpoint() + "/"))
        .header("Content-Type", "application/json")
        .header("X-TC-Action", action)
        .header("X-TC-Version", version)
        .header("X-TC-Timestamp", Long.toString(time.getEpochSecond()))
        .header("X-TC-Region", "ap-shanghai")
        .header(
            "Authorization",
            "TC3-HMAC-SHA256 Credential="
                + access.secretId()
                + "/"
                + scope
                + ", SignedHeaders=content-type;host;x-tc-action, Signature="
                + HexFormat.of().formatHex(hmac(key, toSign)))
        .POST(HttpRequest.BodyPublishers.ofString(body + tamper))
        .build();
  }

  /** A request to a function URL, signed as the platform's page on them says. */
  HttpRequest signedUrl(String path, String body) throws Exception {
    Instant time = Instant.now();
    String date = time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    String canonical =
        "POST\n/\n\ncontent-type:application/json\nhost:"
            + access.endpoint().replace("http://", "")
            + "\n\ncontent-type;host\n"
            + sha256(body);
    String scope = date + "/scf/tc3_request";
    String toSign =
        "TC3-HMAC-SHA256\n" + time.getEpochSecond() + "\n" + scope + "\n" + sha256(canonical);
    byte[] key =
        hmac(
            hmac(hmac(("TC3" + secretKey).getBytes(StandardCharsets.UTF_8), date), "scf"),
            "tc3_request");
    return HttpRequest.newBuilder(URI.create(access.endpoint() + path))
        .header("Content-Type", "application/json")
        .header("X-Scf-Cam-Timestamp", Long.toString(time.getEpochSecond()))
        .header(
            "Authorization",
            "TC3-HMAC-SHA256 Credential="
                + access.secretId()
                + "/"
                + scope
                + ", SignedHeaders=content-type;host, Signature="
                + HexFormat.of().formatHex(hmac(key, toSign)))
        .POST(HttpRequest.BodyPublishers.ofString(body + tamper))
        .build();
  }

  /** Sends a request as it is. */
  JsonObject response(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("HTTP status " + answer.statusCode());
    }
    return JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("Response");
  }

  /** The code of the error, or "ok". */
  String code(String action, String body) throws Exception {
    return code(call(action, body));
  }

  /** The content of {@code Response} of a call that succeeds; quotes may be single ones. */
  JsonObject ok(String action, String parameters) throws Exception {
    JsonObject response = call(action, parameters.replace('\'', '"'));
    if (response.has("Error")) {
      throw new AssertionError(action + ": " + response);
    }
    return response;
  }

  static String code(JsonObject response) {
    return response.has("Error")
        ? response.getAsJsonObject("Error").get("Code").getAsString()
        : "ok";
  }

  /** Creates a function and waits until it is Active. */
  void create(String name, String bootstrap, String more) throws Exception {
    String body =
        "{\"FunctionName\":\""
            + name
            + "\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"ZipFile\":\""
            + FunctionZip.of(bootstrap).base64()
            + "\"}"
            + more
            + "}";
    JsonObject response = call("CreateFunction", body);
    if (response.has("Error")) {
      throw new IOException(response.toString());
    }
    awaitActive(name);
  }

  void awaitActive(String name) throws Exception {
    while (!status(name).equals("Active")) {
      Thread.sleep(10);
    }
  }

  String status(String name) throws Exception {
    return get(name).get("Status").getAsString();
  }

  JsonObject get(String name) throws Exception {
    return call("GetFunction", "{\"FunctionName\":\"" + name + "\"}");
  }

  /** The {@code Result} of an invocation with an event. */
  JsonObject invoke(String name, String event) throws Exception {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("FunctionName", name);
    parameters.addProperty("ClientContext", event);
    parameters.addProperty("LogType", "Tail");
    JsonObject response = call("Invoke", parameters.toString());
    if (response.has("Error")) {
      throw new IOException(response.toString());
    }
    return response.getAsJsonObject("Result");
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
