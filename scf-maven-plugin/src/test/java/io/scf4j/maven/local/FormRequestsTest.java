package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of the older kind: signature version 1 in a form or a query string, objects flattened to
 * names with dots. The signer here is written from the platform's page and not from our server.
 */
@Timeout(60)
class FormRequestsTest {
  @TempDir Path store;
  private LocalScf scf;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeEach
  void start() {
    Duration transition = Duration.ofMillis(10);
    scf = LocalScf.start(new LocalScf.Options(store, 0, Duration.ofSeconds(1), transition, 5));
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  private String signed(String method, String action, Map<String, String> parameters)
      throws Exception {
    TreeMap<String, String> all = new TreeMap<>(parameters);
    all.putIfAbsent("Action", action);
    all.putIfAbsent("Version", "2018-04-16");
    all.putIfAbsent("Region", "ap-guangzhou");
    all.put("Nonce", "4711");
    all.put("Timestamp", Long.toString(Instant.now().getEpochSecond()));
    all.put("SecretId", scf.access().secretId());
    all.put("RequestClient", "an older tool");
    all.values().removeIf(""::equals);
    String raw =
        all.entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue())
            .collect(Collectors.joining("&"));
    String algorithm = all.getOrDefault("SignatureMethod", "HmacSHA1");
    Mac mac = Mac.getInstance(algorithm);
    mac.init(
        new SecretKeySpec(scf.access().secretKey().getBytes(StandardCharsets.UTF_8), algorithm));
    String toSign = method + "127.0.0.1:" + scf.access().port() + "/?" + raw;
    all.put(
        "Signature",
        Base64.getEncoder().encodeToString(mac.doFinal(toSign.getBytes(StandardCharsets.UTF_8))));
    return all.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private JsonObject response(HttpRequest request) throws Exception {
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonParser.parseString(answer.body()).getAsJsonObject().getAsJsonObject("Response");
  }

  private JsonObject post(String action, Map<String, String> parameters) throws Exception {
    return response(
        HttpRequest.newBuilder(URI.create(scf.access().endpoint() + "/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(signed("POST", action, parameters)))
            .build());
  }

  private JsonObject get(String action, Map<String, String> parameters) throws Exception {
    return response(
        HttpRequest.newBuilder(
                URI.create(scf.access().endpoint() + "/?" + signed("GET", action, parameters)))
            .build());
  }

  private void create() throws Exception {
    JsonObject created =
        post(
            "CreateFunction",
            Map.of(
                "FunctionName", "by-form",
                "Runtime", "CustomRuntime",
                "Code.ZipFile",
                    FunctionZip.of(
                            FunctionZip.ECHO.replace(
                                "Echoing request: '$event'", "$FIRST $SECOND $event"))
                        .base64(),
                "MemorySize", "256",
                "Timeout", "7",
                "Environment.Variables.0.Key", "FIRST",
                "Environment.Variables.0.Value", "1 + 1",
                "Environment.Variables.1.Key", "SECOND",
                "Environment.Variables.1.Value", "é&="));
    assertThat(CloudClient.code(created)).isEqualTo("ok");
    while (!get("GetFunction", Map.of("FunctionName", "by-form"))
        .get("Status")
        .getAsString()
        .equals("Active")) {
      Thread.sleep(10);
    }
  }

  @Test
  void createsReadsAndInvokesByForm() throws Exception {
    create();

    JsonObject function = get("GetFunction", Map.of("FunctionName", "by-form"));
    assertThat(function.get("MemorySize").getAsInt()).isEqualTo(256);
    assertThat(function.get("Timeout").getAsInt()).isEqualTo(7);
    assertThat(function.getAsJsonObject("Environment").toString())
        .isEqualTo(
            "{\"Variables\":[{\"Key\":\"FIRST\",\"Value\":\"1 + 1\"},"
                + "{\"Key\":\"SECOND\",\"Value\":\"é&=\"}]}");

    JsonObject invoked =
        post(
            "Invoke",
            Map.of(
                "FunctionName", "by-form",
                "ClientContext", "{\"a\":\"b+c&d\"}",
                "SignatureMethod", "HmacSHA256"));
    assertThat(invoked.getAsJsonObject("Result").get("RetMsg").getAsString())
        .isEqualTo("1 + 1 é&= {\"a\":\"b+c&d\"}");
    assertThat(invoked.get("RequestId"))
        .isEqualTo(invoked.getAsJsonObject("Result").get("FunctionRequestId"));
  }

  @Test
  void refusesValuesAsFromJson() throws Exception {
    assertThat(
            CloudClient.code(
                post("GetFunction", Map.of("FunctionName", "by-form", "Unheard.0", "1"))))
        .isEqualTo("UnknownParameter");
    assertThat(
            CloudClient.code(
                post(
                    "CreateFunction",
                    Map.of(
                        "FunctionName", "by-form",
                        "Runtime", "CustomRuntime",
                        "MemorySize", "lots"))))
        .isEqualTo("InvalidParameter");
  }

  @Test
  void namesWhatIsMissingOrUnknown() throws Exception {
    assertThat(get("", Map.of()).getAsJsonObject("Error").toString())
        .isEqualTo(
            "{\"Code\":\"MissingParameter\",\"Message\":\"The request is missing the required"
                + " parameter `Action`.\"}");
    assertThat(post("GetFunction", Map.of("Version", "")).getAsJsonObject("Error").toString())
        .isEqualTo(
            "{\"Code\":\"MissingParameter\",\"Message\":\"The request is missing the required"
                + " parameter `Version`.\"}");
    assertThat(CloudClient.code(post("GetFunction", Map.of("Version", "2017-03-12"))))
        .isEqualTo("NoSuchVersion");
    assertThat(CloudClient.code(post("GetFunction", Map.of("Region", "Guang/zhou"))))
        .isEqualTo("UnsupportedRegion");
    JsonObject unknown = post("getfunctions", Map.of()).getAsJsonObject("Error");
    assertThat(unknown.get("Code").getAsString()).isEqualTo("InvalidAction");
    assertThat(unknown.get("Message").getAsString())
        .startsWith("The local SCF has no action 'getfunctions', but GetFunction");
  }

  @Test
  void refusesAQueryOverThePlatformsLimit() throws Exception {
    JsonObject response = get("GetFunction", Map.of("FunctionName", "x".repeat(33 * 1024)));
    assertThat(CloudClient.code(response)).isEqualTo("RequestSizeLimitExceeded");
  }
}
