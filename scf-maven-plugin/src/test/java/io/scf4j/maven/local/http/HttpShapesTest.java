package io.scf4j.maven.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of requests and results, without a server. */
class HttpShapesTest {
  private static final String MALFORMED =
      "{\"errno\":403,\"error\":\"Invalid scf response format. please check your scf response"
          + " format.\"}";

  private final HttpShape url = new FunctionUrlShape();
  private final HttpShape gateway = new ApiGatewayShape();

  private static UrlRequest request(String query, Map<String, String> headers, byte[] body) {
    return new UrlRequest(
        "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        "$DEFAULT",
        "POST",
        "/a%20b",
        query,
        headers,
        body,
        "127.0.0.1");
  }

  private static UrlRequest request(byte[] body) {
    return request("", Map.of(), body);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  private static String body(UrlAnswer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }

  @Test
  void aFunctionUrlSendsThePlatformsFields() {
    String event =
        url.event(
            request(
                "a=1&b=2",
                Map.of("accept", "*/*"),
                "{\"x\":\"é\"}".getBytes(StandardCharsets.UTF_8)));
    assertThat(event)
        .isEqualTo(
            "{\"body\":\"{\\\"x\\\":\\\"é\\\"}\",\"headers\":{\"accept\":\"*/*\","
                + "\"x-scf-remote-addr\":\"127.0.0.1\"},\"httpMethod\":\"POST\","
                + "\"path\":\"/a%20b\",\"queryString\":{\"a\":\"1\",\"b\":\"2\"}}");
  }

  @Test
  void clientsCannotSetThePlatformsHeaders() {
    JsonObject headers =
        json(url.event(
                request(
                    "",
                    Map.of("x-scf-remote-addr", "6.6.6.6", "x-scf-other", "1", "x-mine", "2"),
                    new byte[0])))
            .getAsJsonObject("headers");
    assertThat(headers).isEqualTo(json("{\"x-mine\":\"2\",\"x-scf-remote-addr\":\"127.0.0.1\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a=1              | {'a':'1'}",
        "a=1&a=2&a=       | {'a':['1','2','']}",
        "a                | {'a':''}",
        "a=b=c&&d         | {'a':'b=c','d':''}",
        "%C3%A9=x+y%26    | {'é':'x y&'}",
        "a=100%           | {'a':'100%'}",
      })
  void queryStringsAreDecoded(String query, String expected) {
    assertThat(QueryString.parse(query)).isEqualTo(json(quoted(expected)));
  }

  @Test
  void theGatewaySendsTheFieldsOfItsSample() {
    JsonObject event = json(gateway.event(request("foo=bar", Map.of("host", "h"), new byte[0])));
    assertThat(event)
        .isEqualTo(
            json(
                quoted(
                    "{'headerParameters':{},'headers':{'host':'h','x-anonymous-consumer':'true',"
                        + "'x-api-requestid':'c6af9ac67b6111e69a4193e8deadbeef',"
                        + "'x-api-scheme':'http','x-b3-traceid':'c6af9ac67b6111e69a4193e8deadbeef',"
                        + "'x-qualifier':'$DEFAULT'},'httpMethod':'POST','path':'/a%20b',"
                        + "'pathParameters':{},'queryString':{'foo':'bar'},"
                        + "'queryStringParameters':{},'requestContext':{'httpMethod':'ANY',"
                        + "'identity':{},'path':'/','requestId':'c6af9ac67b6111e69a4193e8deadbeef',"
                        + "'serviceId':'service-scf4j','sourceIp':'127.0.0.1','stage':'release'},"
                        + "'stageVariables':{'stage':'release'}}")));
  }

  @Test
  void theGatewayEncodesBytesThatAreNoText() {
    JsonObject event = json(gateway.event(request(new byte[] {(byte) 0xff, 0})));
    assertThat(event.get("body").getAsString()).isEqualTo("/wA=");
    assertThat(event.get("isBase64Encoded").getAsBoolean()).isTrue();
    JsonObject text = json(gateway.event(request(new byte[] {'h', 'i'})));
    assertThat(text.get("body").getAsString()).isEqualTo("hi");
    assertThat(text.has("isBase64Encoded")).isFalse();
  }

  @Test
  void anIntegratedResponseIsTheAnswer() {
    UrlAnswer answer =
        url.answer(
            quoted(
                "{'statusCode':201,'headers':{'Content-Type':'text/html','Set-Cookie':['a=1','b=2'],"
                    + "'X-Count':3,'content-length':'99'},'body':'<p>'}"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.headers())
        .isEqualTo(
            Map.of(
                "Content-Type", List.of("text/html"),
                "Set-Cookie", List.of("a=1", "b=2"),
                "X-Count", List.of("3")));
    assertThat(body(answer)).isEqualTo("<p>");
  }

  @Test
  void anIntegratedResponseMayBeBytes() {
    UrlAnswer answer =
        url.answer(quoted("{'isBase64Encoded':true,'statusCode':200,'headers':{},'body':'/wA='}"));
    assertThat(answer.body()).isEqualTo(new byte[] {(byte) 0xff, 0});
  }

  @Test
  void anIntegratedResponseMayLackAllButItsStatus() {
    UrlAnswer answer = url.answer("{\"statusCode\":404}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.headers()).isEqualTo(Map.of("Content-Type", List.of("application/json")));
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'statusCode':'200','body':''}",
        "{'statusCode':200.5,'body':''}",
        "{'statusCode':99,'body':''}",
        "{'statusCode':100,'body':''}",
        "{'statusCode':600,'body':''}",
        "{'statusCode':1e99,'body':''}",
        "{'statusCode':null,'body':''}",
        "{'statusCode':200,'body':{'a':1}}",
        "{'statusCode':200,'body':5}",
        "{'statusCode':200,'headers':[],'body':''}",
        "{'statusCode':200,'headers':{'a':{}},'body':''}",
        "{'statusCode':200,'headers':{'a':null},'body':''}",
        "{'statusCode':200,'headers':{'a':'x\\r\\nSet-Cookie: b=1'},'body':''}",
        "{'statusCode':200,'headers':{'a b':'x'},'body':''}",
        "{'statusCode':200,'headers':{'':'x'},'body':''}",
        "{'statusCode':200,'isBase64Encoded':'true','body':''}",
        "{'statusCode':200,'isBase64Encoded':true,'body':'%%'}",
      })
  void aMalformedResponseIsThePlatforms403(String result) {
    UrlAnswer answer = url.answer(quoted(result));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(body(answer)).isEqualTo(MALFORMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'a': 1}   | application/json",
        "[1, 2]     | application/json",
        "'hello'    | application/json",
        "5          | application/json",
        "null       | application/json",
        "hello      | text/plain; charset=utf-8",
        "{'a':1}{}  | text/plain; charset=utf-8",
        "{a:1}      | text/plain; charset=utf-8",
      })
  void anyOtherResultIsTheBodyOfA200AndMalformedForTheGateway(String result, String type) {
    UrlAnswer answer = url.answer(quoted(result));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).isEqualTo(Map.of("Content-Type", List.of(type)));
    assertThat(body(answer)).isEqualTo(quoted(result));

    UrlAnswer refused = gateway.answer(quoted(result));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(body(refused)).isEqualTo(MALFORMED);
  }

  @Test
  void anEmptyResultIsAnEmptyText() {
    assertThat(url.answer("").status()).isEqualTo(200);
    assertThat(url.answer("").body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/default/hello                | default | hello |          | /",
        "/default/hello/               | default | hello |          | /",
        "/default/hello/a%2Fb/../c     | default | hello |          | /a%2Fb/../c",
        "/default/hello//              | default | hello |          | //",
        "/default/hello:2/x            | default | hello | 2        | /x",
        "/default/hello:$LATEST        | default | hello | $LATEST  | /",
        "/default/hello%3A%24DEFAULT/x | default | hello | $DEFAULT | /x",
      })
  void pathsNameFunctionAndVersion(
      String path, String namespace, String function, String qualifier, String rest) {
    assertThat(UrlPath.parse(path))
        .contains(new UrlPath(namespace, function, Optional.ofNullable(qualifier), rest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/default", "/default/", "//hello/", "/a/b:/x", "/../hello", "/a/b c"})
  void otherPathsNameNone(String path) {
    assertThat(UrlPath.parse(path)).isEmpty();
  }
}
