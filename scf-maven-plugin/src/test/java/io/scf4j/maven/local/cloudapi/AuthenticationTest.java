package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scf4j.maven.local.cloudapi.V1Signature.Method;
import io.scf4j.maven.local.store.Credentials;
import io.scf4j.maven.model.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call: each way of signing, at a fixed time, and each code of a refusal. */
class AuthenticationTest {
  private static final String ID = "AKIDexample";
  private static final String KEY = "not-a-secret";
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String JSON = "{\"FunctionName\":\"hello\"}";

  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> form = new TreeMap<>();

  private static Authentication at(Instant now) {
    return new Authentication(new Credentials(ID, KEY), () -> now);
  }

  private ApiRequest request(String method, String query, String body) {
    Map<String, String> sent = Map.copyOf(headers);
    return new ApiRequest(
        method,
        query,
        name -> sent.getOrDefault(name.toLowerCase(Locale.ROOT), ""),
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String code(ApiRequest request) {
    ApiFault fault = catchThrowableOfType(ApiFault.class, () -> at(NOW).authenticate(request));
    return fault == null ? "ok" : fault.code();
  }

  private static String message(ApiRequest request) {
    return catchThrowableOfType(ApiFault.class, () -> at(NOW).authenticate(request)).getMessage();
  }

  /** Signs what is in the headers so far; host, query and hash may differ from what is sent. */
  private void sign(String method, String query, String host, String payloadHash) {
    sign(method, query, host, payloadHash, NOW, "scf");
  }

  private void sign(
      String method, String query, String host, String payloadHash, Instant time, String service) {
    sign(method, query, host, payloadHash, time, service, List.of("content-type", "host"));
  }

  private void sign(
      String method,
      String query,
      String host,
      String payloadHash,
      Instant time,
      String service,
      List<String> signed) {
    headers.putIfAbsent("x-tc-timestamp", Long.toString(time.getEpochSecond()));
    headers.putIfAbsent("x-tc-action", "GetFunction");
    headers.putIfAbsent("x-tc-version", "2018-04-16");
    String signature =
        new Tc3Signature(
                method,
                query,
                name -> name.equals("host") ? host : headers.getOrDefault(name, ""),
                payloadHash)
            .sign(Tc3Signature.Key.of(KEY, time, service), time, signed);
    headers.put(
        "authorization",
        "TC3-HMAC-SHA256 Credential="
            + ID
            + "/"
            + time.toString().substring(0, 10)
            + "/"
            + service
            + "/tc3_request, SignedHeaders="
            + String.join(";", signed)
            + ", Signature="
            + signature);
  }

  private ApiRequest json() {
    headers.putIfAbsent("content-type", "application/json");
    headers.putIfAbsent("host", "127.0.0.1:9080");
    sign("POST", "", headers.get("host"), Sha256.of(JSON));
    return request("POST", "", JSON);
  }

  @Test
  void takesTheDocumentedExampleOfVersionThreeSignedWithAnotherKey() throws Exception {
    headers.put("host", "cvm.tencentcloudapi.com");
    headers.put("content-type", "application/x-www-form-urlencoded");
    headers.put("x-tc-timestamp", "1539084154");
    headers.put("x-tc-action", "DescribeInstances");
    headers.put("x-tc-version", "2017-03-12");
    headers.put("x-tc-region", "ap-guangzhou");
    headers.put(
        "authorization",
        "TC3-HMAC-SHA256 Credential="
            + ID
            + "/2018-10-09/cvm/tc3_request, SignedHeaders=content-type;host, Signature="
            + "f4a394b49fa7e1725045da72437b86ba907c5cf06f0ab8588da856cadd216b5c");

    SignedCall call =
        at(Instant.ofEpochSecond(1539084154)).authenticate(request("GET", "Limit=10&Offset=0", ""));

    assertThat(call.action()).isEqualTo("DescribeInstances");
    assertThat(call.version()).isEqualTo("2017-03-12");
    assertThat(call.region()).isEqualTo("ap-guangzhou");
    assertThat(call.parameters().number("Limit")).hasValue(10);
    assertThat(call.parameters().number("Offset")).hasValue(0);
  }

  @Test
  void takesTheDocumentedExampleOfVersionOneSignedWithAnotherKey() throws Exception {
    headers.put("host", "cvm.tencentcloudapi.com");
    String query =
        "Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0"
            + "&Region=ap-guangzhou&SecretId="
            + ID
            + "&Signature=gV4pvQI5XxuVfZyajip8dLMILMs%3D&Timestamp=1465185768"
            + "&Version=2017-03-12";

    SignedCall call = at(Instant.ofEpochSecond(1465185768)).authenticate(request("GET", query, ""));

    assertThat(call.action()).isEqualTo("DescribeInstances");
    assertThat(call.version()).isEqualTo("2017-03-12");
    assertThat(call.region()).isEqualTo("ap-guangzhou");
    assertThat(call.parameters().allow("InstanceIds", "Limit", "Offset").number("Limit"))
        .hasValue(20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8",
        ""
      })
  void takesJsonUnderAnyOfItsNames(String contentType) {
    headers.put("content-type", contentType);
    assertThat(code(json())).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:9080, 127.0.0.1:9080, ok",
    "127.0.0.1:9080, 127.0.0.1,      ok",
    "[::1]:9080,     [::1],          ok",
    "[::1],          [::1],          ok",
    "127.0.0.1,      127.0.0.1:9080, AuthFailure.SignatureFailure",
    "127.0.0.1:9080, 127.0.0.1:9081, AuthFailure.SignatureFailure",
    "127.0.0.1:9080, localhost,      AuthFailure.SignatureFailure",
  })
  void takesAHostSignedWithOrWithoutItsPort(String sent, String signed, String code) {
    headers.put("host", sent);
    headers.put("content-type", "application/json");
    sign("POST", "", signed, Sha256.of(JSON));
    assertThat(code(request("POST", "", JSON))).isEqualTo(code);
  }

  @Test
  void leavesTheBodyUnsignedOnlyWhenTheRequestSaysSo() {
    headers.put("content-type", "application/json");
    headers.put("host", "127.0.0.1:9080");
    sign("POST", "", "127.0.0.1:9080", Sha256.of("UNSIGNED-PAYLOAD"));
    assertThat(code(request("POST", "", JSON))).isEqualTo("AuthFailure.SignatureFailure");

    headers.put("x-tc-content-sha256", "UNSIGNED-PAYLOAD");
    assertThat(code(request("POST", "", JSON))).isEqualTo("ok");
    assertThat(code(request("POST", "", "{}"))).isEqualTo("ok");

    sign("POST", "", "127.0.0.1:9080", Sha256.of(JSON));
    assertThat(code(request("POST", "", JSON))).isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void signsTheQueryOfAGetAsItStandsInTheUrl() {
    headers.put("host", "127.0.0.1:9080");
    headers.put("content-type", "application/x-www-form-urlencoded");
    sign("GET", "FunctionName=a%2Db&Limit=1", "127.0.0.1:9080", Sha256.of(""));

    assertThat(code(request("GET", "FunctionName=a%2Db&Limit=1", ""))).isEqualTo("ok");
    assertThat(code(request("GET", "FunctionName=a-b&Limit=1", "")))
        .isEqualTo("AuthFailure.SignatureFailure");
    assertThat(code(request("GET", "Limit=1&FunctionName=a%2Db", "")))
        .isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void refusesWhatWasSignedOfSomethingElse() {
    json();
    assertThat(code(request("POST", "", JSON + " "))).isEqualTo("AuthFailure.SignatureFailure");
    headers.put("content-type", "application/json; charset=utf-8");
    assertThat(code(request("POST", "", JSON))).isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void judgesEveryRequestByTheKeyOfItsDayAndService() throws Exception {
    Instant[] now = {NOW};
    Authentication authentication = new Authentication(new Credentials(ID, KEY), () -> now[0]);
    headers.put("content-type", "application/json");
    headers.put("host", "127.0.0.1:9080");
    for (Instant time : List.of(NOW, NOW.plus(Duration.ofDays(1)), NOW)) {
      for (String service : List.of("scf", "127", "scf")) {
        now[0] = time;
        headers.remove("x-tc-timestamp");
        sign("POST", "", "127.0.0.1:9080", Sha256.of(JSON), time, service);

        assertThat(authentication.authenticate(request("POST", "", JSON)).action())
            .isEqualTo("GetFunction");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "content-type;host, ok",
    "content-type;host;x-tc-action, ok",
    "host, AuthFailure.SignatureFailure",
    "content-type, AuthFailure.SignatureFailure",
    "x-tc-action;x-tc-timestamp, AuthFailure.SignatureFailure",
  })
  void wantsContentTypeAndHostSigned(String signed, String code) {
    headers.put("content-type", "application/json");
    headers.put("host", "127.0.0.1:9080");
    sign("POST", "", "127.0.0.1:9080", Sha256.of(JSON), NOW, "scf", List.of(signed.split(";")));
    ApiRequest request = request("POST", "", JSON);
    assertThat(code(request)).isEqualTo(code);
    if (!code.equals("ok")) {
      assertThat(message(request)).contains("SignedHeaders must contain content-type and host");
    }
  }

  @Test
  void refusesADateThatIsNotTheTimestamps() {
    json();
    headers.put(
        "authorization", headers.get("authorization").replace("/2026-03-04/", "/2026-03-05/"));
    assertThat(code(request("POST", "", JSON))).isEqualTo("AuthFailure.SignatureFailure");
    assertThat(message(request("POST", "", JSON))).contains("not the UTC day");
  }

  @Test
  void refusesAHeaderThatIsNoAuthorization() {
    ApiRequest signed = json();
    assertThat(code(signed)).isEqualTo("ok");
    headers.put("authorization", "Bearer abc");
    assertThat(code(request("POST", "", JSON))).isEqualTo("AuthFailure.InvalidAuthorization");
    headers.remove("authorization");
    assertThat(code(request("POST", "", JSON))).isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void refusesATokenBecauseTheKeyHasNone() {
    headers.put("x-tc-token", "of another key");
    assertThat(code(json())).isEqualTo("AuthFailure.TokenFailure");
    headers.put("x-tc-token", "");
    assertThat(code(json())).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource({
    "-300, ok",
    "300, ok",
    "-301, AuthFailure.SignatureExpire",
    "301, AuthFailure.SignatureExpire"
  })
  void takesASignatureForFiveMinutes(int seconds, String code) {
    ApiRequest request = json();
    ApiFault fault =
        catchThrowableOfType(
            ApiFault.class, () -> at(NOW.plusSeconds(seconds)).authenticate(request));
    assertThat(fault == null ? "ok" : fault.code()).isEqualTo(code);
  }

  @Test
  void refusesASignatureWhoseTimeWasOverWhenTheBodyHadCome() throws Exception {
    Instant[] now = {NOW.plusSeconds(300)};
    Authentication authentication = new Authentication(new Credentials(ID, KEY), () -> now[0]);
    ApiRequest request = json();
    Optional<Tc3Authentication.Claim> claim = authentication.claim(request);
    assertThat(authentication.authenticate(claim, request).action()).isEqualTo("GetFunction");

    now[0] = NOW.plusSeconds(301);

    assertThat(
            catchThrowableOfType(ApiFault.class, () -> authentication.authenticate(claim, request))
                .code())
        .isEqualTo("AuthFailure.SignatureExpire");
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data; boundary=x, multipart/form-data",
    "text/plain, text/plain",
    "application/xml, application/xml"
  })
  void refusesOtherContentTypes(String contentType, String named) {
    headers.put("content-type", contentType);
    assertThat(code(json())).isEqualTo("InvalidRequest");
    assertThat(message(json())).contains(named).endsWith("send application/json.");
  }

  private ApiRequest form() {
    headers.putIfAbsent("host", "127.0.0.1:9080");
    headers.putIfAbsent("content-type", "application/x-www-form-urlencoded; charset=UTF-8");
    return request("POST", "", encoded(form));
  }

  private static String encoded(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            parameter ->
                parameter.getKey()
                    + "="
                    + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private void signForm(String host, Method method) {
    form.putIfAbsent("Action", "GetFunction");
    form.putIfAbsent("Version", "2018-04-16");
    form.putIfAbsent("Region", "ap-shanghai");
    form.putIfAbsent("Nonce", "17");
    form.putIfAbsent("RequestClient", "a tool");
    form.putIfAbsent("Timestamp", Long.toString(NOW.getEpochSecond()));
    form.putIfAbsent("SecretId", ID);
    form.remove("Signature");
    form.put("Signature", new V1Signature("POST", host, Map.copyOf(form)).sign(KEY, method));
  }

  @Test
  void takesAFormSignedWithEitherMethod() throws Exception {
    form.put("FunctionName", "名 a+b&c=d%");
    signForm("127.0.0.1:9080", Method.SHA1);
    SignedCall call = at(NOW).authenticate(form());
    assertThat(call.action()).isEqualTo("GetFunction");
    assertThat(call.region()).isEqualTo("ap-shanghai");
    assertThat(call.parameters().allow("FunctionName").text("FunctionName")).contains("名 a+b&c=d%");

    form.put("SignatureMethod", "HmacSHA1");
    signForm("127.0.0.1", Method.SHA1);
    assertThat(code(form())).isEqualTo("ok");

    form.put("SignatureMethod", "HmacSHA256");
    signForm("127.0.0.1:9080", Method.SHA256);
    assertThat(code(form())).isEqualTo("ok");

    form.put("SignatureMethod", "HmacMD5");
    signForm("127.0.0.1:9080", Method.SHA1);
    assertThat(code(form())).isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void refusesAFormThatWasChangedOrIsNotOurs() {
    signForm("127.0.0.1:9080", Method.SHA1);
    form.put("Extra", "1");
    assertThat(code(form())).isEqualTo("AuthFailure.SignatureFailure");
    form.remove("Extra");
    assertThat(code(form())).isEqualTo("ok");

    form.put("SecretId", "AKIDother");
    signForm("127.0.0.1:9080", Method.SHA1);
    assertThat(code(form())).isEqualTo("AuthFailure.SecretIdNotFound");

    form.put("SecretId", ID);
    form.put("Token", "of another key");
    signForm("127.0.0.1:9080", Method.SHA1);
    assertThat(code(form())).isEqualTo("AuthFailure.TokenFailure");

    form.remove("Token");
    form.put("Timestamp", Long.toString(NOW.getEpochSecond() - 301));
    signForm("127.0.0.1:9080", Method.SHA1);
    assertThat(code(form())).isEqualTo("AuthFailure.SignatureExpire");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SecretId", "Signature", "Nonce", "Timestamp"})
  void namesTheParameterThatAFormLacks(String name) {
    signForm("127.0.0.1:9080", Method.SHA1);
    form.remove(name);
    assertThat(code(form())).isEqualTo("MissingParameter");
    assertThat(message(form())).contains("`" + name + "`");
  }

  @Test
  void refusesAFormWithTheOtherSignature() {
    headers.put("content-type", "application/x-www-form-urlencoded");
    assertThat(code(json())).isEqualTo("InvalidRequest");
    assertThat(message(json())).contains("send application/json");
  }
}
