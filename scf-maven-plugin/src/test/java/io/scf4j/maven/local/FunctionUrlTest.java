package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Function URLs over real HTTP, with functions that run. */
@Timeout(60)
class FunctionUrlTest {
  private static final String ECHO =
      FunctionZip.ECHO.replace("Echoing request: '$event'", "$event");
  private static final String ANSWER =
      FunctionZip.ECHO.replace("Echoing request: '$event'", "$ANSWER");
  private static final String FAIL =
      ANSWER.replace("$api/invocation/response", "$api/invocation/error");

  @TempDir Path store;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    scf =
        LocalScf.start(
            new LocalScf.Options(store, 0, Duration.ofSeconds(1), Duration.ofMillis(20), 5));
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
  }

  private void answering(String name, String bootstrap, String answer) throws Exception {
    JsonObject pair = new JsonObject();
    pair.addProperty("Key", "ANSWER");
    pair.addProperty("Value", answer.replace('\'', '"'));
    client.create(name, bootstrap, ",\"Environment\":{\"Variables\":[" + pair + "]}");
  }

  private void trigger(String name, String qualifier, String desc) throws Exception {
    JsonObject parameters = new JsonObject();
    parameters.addProperty("FunctionName", "fn");
    parameters.addProperty("TriggerName", name);
    parameters.addProperty("Type", "http");
    parameters.addProperty("Qualifier", qualifier);
    parameters.addProperty("TriggerDesc", desc.replace('\'', '"'));
    assertThat(client.code("CreateTrigger", parameters.toString())).isEqualTo("ok");
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(scf.access().endpoint() + path));
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = to(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends text as it stands and returns all that comes back. */
  private String raw(String text) throws IOException {
    int port = URI.create(scf.access().endpoint()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(StandardCharsets.UTF_8);
    }
  }

  private static String raw(String method, String path, String... headers) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: localhost:1234\r\nConnection: close\r\n"
        + String.join("", Stream.of(headers).map(header -> header + "\r\n").toList())
        + "\r\n";
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  @Test
  void everyFunctionHasAUrlAndGetsThePlatformsEvent() throws Exception {
    client.create("fn", ECHO, "");
    String answer =
        raw(
            raw(
                    "POST",
                    "/url/default/fn/a/b%20c?x=1&x=2&y=%C3%A9",
                    "X-Mine: One",
                    "X-Mine: Two",
                    "X-SCF-Remote-Addr: 6.6.6.6",
                    "Content-Length: 9")
                + "body \"é\"");
    assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-type: application/json");
    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
        .isEqualTo(
            "{\"body\":\"body \\\"é\\\"\",\"headers\":{\"connection\":\"close\","
                + "\"content-length\":\"9\",\"host\":\"localhost:1234\",\"x-mine\":\"One,Two\","
                + "\"x-scf-remote-addr\":\"127.0.0.1\"},\"httpMethod\":\"POST\","
                + "\"path\":\"/a/b%20c\",\"queryString\":{\"x\":[\"1\",\"2\"],\"y\":\"é\"}}\n"
                    .strip());
  }

  @Test
  void takesAnyMethodAndGivesEachRequestAnIdOfItsInvocation() throws Exception {
    client.create("fn", ECHO, "");
    for (String method : List.of("GET", "PUT", "DELETE", "PATCH", "OPTIONS")) {
      HttpResponse<String> answer =
          http.send(
              to("/url/default/fn").method(method, BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      assertThat(json(answer).get("httpMethod").getAsString()).isEqualTo(method);
      assertThat(json(answer).get("path").getAsString()).isEqualTo("/");
      assertThat(answer.headers().firstValue("X-Scf-Request-Id").orElse(""))
          .matches("[0-9a-f-]{36}");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void theFunctionDecidesStatusHeadersAndBytes() throws Exception {
    answering(
        "fn",
        ANSWER,
        "{'statusCode':418,'headers':{'Content-Type':'image/png','Set-Cookie':['a=1','b=2']},"
            + "'body':'/wD/','isBase64Encoded':true}");
    HttpResponse<byte[]> answer =
        http.send(to("/url/default/fn/").build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(418);
    assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
    assertThat(answer.headers().allValues("Content-Type")).containsExactly("image/png");
    assertThat(answer.body()).isEqualTo(new byte[] {(byte) 0xff, 0, (byte) 0xff});

    String head = raw(raw("HEAD", "/url/default/fn/"));
    assertThat(head).startsWith("HTTP/1.1 418").contains("Content-length: 3\r\n");
    assertThat(head).endsWith("\r\n\r\n");
  }

  @Test
  void aStatusWithoutABodyHasNone() throws Exception {
    answering("fn", ANSWER, "{'statusCode':204,'body':'not to be seen'}");
    assertThat(get("/url/default/fn/").body()).isEmpty();
    String answer = raw(raw("GET", "/url/default/fn/"));
    assertThat(answer).startsWith("HTTP/1.1 204").endsWith("\r\n\r\n");
  }

  @Test
  void aFailedInvocationIsItsStatusCodeAndItsJson() throws Exception {
    answering("fn", FAIL, "it broke");
    HttpResponse<String> answer = get("/url/default/fn/");
    assertThat(answer.statusCode()).isEqualTo(430);
    assertThat(json(answer).get("errorMessage").getAsString()).isEqualTo("it broke");
    assertThat(json(answer).get("statusCode").getAsInt()).isEqualTo(430);
    assertThat(json(answer).get("requestId").getAsString())
        .isEqualTo(answer.headers().firstValue("X-Scf-Request-Id").orElse(""));
  }

  @Test
  void namesWhatIsNotThere() throws Exception {
    client.create("fn", ECHO, "");
    assertThat(get("/url/default/none/").statusCode()).isEqualTo(404);
    assertThat(json(get("/url/default/none/")).get("errorMessage").getAsString())
        .isEqualTo("There is no function none in namespace default.");
    assertThat(get("/url/other/fn/").statusCode()).isEqualTo(404);
    assertThat(json(get("/url/default")).get("errorMessage").getAsString())
        .startsWith("No function is named. The path is /url/<namespace>/<function>/…");
    assertThat(get("/url/default/fn:7/").statusCode()).isEqualTo(442);
    assertThat(json(get("/url/default/fn:7/")).get("errorMessage").getAsString())
        .isEqualTo("ResourceNotFound.Qualifier: The version or alias does not exist: 7.");
  }

  @Test
  void refusesMoreThanSixMegabytes() throws Exception {
    client.create("fn", ECHO, "");
    byte[] body = "x".repeat(6 * 1024 * 1024 + 1).getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> answer =
        http.send(
            to("/url/default/fn/").POST(BodyPublishers.ofByteArray(body)).build(),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(406);
    assertThat(json(answer).get("errorMessage").getAsString()).isEqualTo("The body is over 6 MB.");
    byte[] quotes = "\"".repeat(4 * 1024 * 1024).getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> escaped =
        http.send(
            to("/url/default/fn/").POST(BodyPublishers.ofByteArray(quotes)).build(),
            BodyHandlers.ofString());
    assertThat(escaped.statusCode()).isEqualTo(406);
    assertThat(json(escaped).get("errorMessage").getAsString()).contains("the most is 6 MB");
  }

  @Test
  void answersPreflightsByTheTriggersRules() throws Exception {
    client.create("fn", ECHO, "");
    trigger(
        "url",
        "$DEFAULT",
        "{'AuthType':'NONE','CorsConfig':{'Enable':true,'Origins':['https://a.example'],"
            + "'Methods':['POST','PATCH'],'Headers':['Content-Type','X-Mine'],"
            + "'ExposeHeaders':['X-Seen'],'MaxAge':10,'Credentials':true}}");
    String preflight =
        raw(
            raw(
                "OPTIONS",
                "/url/default/fn/",
                "Origin: https://a.example",
                "Access-Control-Request-Method: PATCH",
                "Access-Control-Request-Headers: x-mine, content-type"));
    assertThat(preflight)
        .startsWith("HTTP/1.1 204")
        .contains("Access-control-allow-origin: https://a.example\r\n")
        .contains("Access-control-allow-methods: POST,PATCH\r\n")
        .contains("Access-control-allow-headers: x-mine, content-type\r\n")
        .contains("Access-control-allow-credentials: true\r\n")
        .contains("Access-control-max-age: 10\r\n");

    assertThat(refused("https://b.example", "POST", "x-mine")).contains("Origins").contains("b.ex");
    assertThat(refused("https://a.example", "PUT", "x-mine")).contains("Methods").contains("PUT");
    assertThat(refused("https://a.example", "POST", "x-bad")).contains("Headers").contains("x-bad");

    String answer = raw(raw("GET", "/url/default/fn/", "Origin: https://a.example"));
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .contains("Access-control-allow-origin: https://a.example\r\n")
        .contains("Access-control-expose-headers: X-Seen\r\n")
        .contains("Vary: Origin\r\n");
    assertThat(raw(raw("GET", "/url/default/fn/", "Origin: https://b.example")))
        .startsWith("HTTP/1.1 200")
        .doesNotContain("Access-control");
  }

  private String refused(String origin, String method, String header) throws IOException {
    String answer =
        raw(
            raw(
                "OPTIONS",
                "/url/default/fn/",
                "Origin: " + origin,
                "Access-Control-Request-Method: " + method,
                "Access-Control-Request-Headers: " + header));
    assertThat(answer).startsWith("HTTP/1.1 403").doesNotContain("Access-control");
    return answer;
  }

  @Test
  void aFunctionMayDoItsOwnCors() throws Exception {
    answering(
        "fn", ANSWER, "{'statusCode':204,'headers':{'Access-Control-Allow-Origin':'https://c.d'}}");
    assertThat(
            raw(
                raw(
                    "OPTIONS",
                    "/url/default/fn/",
                    "Origin: https://c.d",
                    "Access-Control-Request-Method: POST")))
        .startsWith("HTTP/1.1 204")
        .contains("Access-control-allow-origin: https://c.d\r\n");
    trigger("url", "$DEFAULT", "{'AuthType':'NONE','CorsConfig':{'Enable':true,'Origins':['*']}}");
    assertThat(raw(raw("GET", "/url/default/fn/", "Origin: https://c.d")))
        .contains("Access-control-allow-origin: *\r\n")
        .doesNotContain("https://c.d");
  }

  @Test
  void pagesOfTheWebCannotCallFunctions() throws Exception {
    client.create("fn", ECHO, "");
    String path = "/url/default/fn/";
    String foreign = raw(raw("POST", path, "Origin: https://e.vil", "Sec-Fetch-Site: cross-site"));
    assertThat(foreign).startsWith("HTTP/1.1 403").contains("A page of https://e.vil may not");
    assertThat(raw(raw("GET", path, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors")))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: e.vil\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("The local SCF is not e.vil");
    // a page of the user's own server, a link that is followed, and programs
    assertThat(
            raw(raw("POST", path, "Origin: http://localhost:3000", "Sec-Fetch-Site: cross-site")))
        .startsWith("HTTP/1.1 200");
    assertThat(
            raw(
                raw(
                    "GET",
                    path,
                    "Sec-Fetch-Site: cross-site",
                    "Sec-Fetch-User: ?1",
                    "Sec-Fetch-Mode: navigate",
                    "Sec-Fetch-Dest: document")))
        .startsWith("HTTP/1.1 200");
    assertThat(
            raw(
                raw(
                    "GET",
                    path + "?x",
                    "Sec-Fetch-Site: cross-site",
                    "Sec-Fetch-Mode: navigate",
                    "Sec-Fetch-Dest: document")))
        .as("a page that leads there by itself")
        .startsWith("HTTP/1.1 403");
    assertThat(raw(raw("POST", path, "Origin: https://any.where"))).startsWith("HTTP/1.1 200");
    trigger("url", "$DEFAULT", "{'CorsConfig':{'Enable':true,'Origins':['https://e.vil']}}");
    assertThat(raw(raw("POST", path, "Origin: https://e.vil", "Sec-Fetch-Site: cross-site")))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void aUrlWithCamWantsASignature() throws Exception {
    client.create("fn", ECHO, "");
    trigger("url", "$DEFAULT", "{'AuthType':'CAM'}");
    HttpResponse<String> unsigned = get("/url/default/fn/");
    assertThat(unsigned.statusCode()).isEqualTo(401);
    assertThat(json(unsigned).get("errorMessage").getAsString())
        .startsWith("AuthFailure.SignatureFailure: ")
        .contains("X-Scf-Cam-Timestamp");

    HttpRequest signed = client.signedUrl("/url/default/fn/x?a=1", "hello");
    HttpResponse<String> answer = http.send(signed, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("body").getAsString()).isEqualTo("hello");
    client.tamper = "!";
    assertThat(
            http.send(client.signedUrl("/url/default/fn/x", "hello"), BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void aFunctionThatIsNotMadeYetIsItsStatusCode() throws Exception {
    scf.close();
    scf =
        LocalScf.start(
            new LocalScf.Options(store, 0, Duration.ofSeconds(1), Duration.ofSeconds(30), 5));
    client = new CloudClient(scf.access());
    client.ok(
        "CreateFunction",
        "{'FunctionName':'fn','Runtime':'CustomRuntime','Code':{'ZipFile':'"
            + FunctionZip.of(ECHO).base64()
            + "'}}");
    HttpResponse<String> answer = get("/url/default/fn/");
    assertThat(answer.statusCode()).isEqualTo(438);
    assertThat(json(answer).get("errorMessage").getAsString())
        .startsWith("FailedOperation.FunctionStatusError: ");
  }

  @Test
  void versionsAndAliasesHaveUrlsOfTheirOwn() throws Exception {
    answering("fn", ANSWER, "one");
    assertThat(client.code("PublishVersion", "{\"FunctionName\":\"fn\"}")).isEqualTo("ok");
    client.awaitActive("fn");
    assertThat(
            client.code(
                "UpdateFunctionConfiguration",
                "{\"FunctionName\":\"fn\",\"Environment\":{\"Variables\":[{\"Key\":\"ANSWER\","
                    + "\"Value\":\"two\"}]}}"))
        .isEqualTo("ok");
    client.awaitActive("fn");
    assertThat(get("/url/default/fn:1/").body()).isEqualTo("one");
    assertThat(get("/url/default/fn/").body()).isEqualTo("two");
    trigger("first", "1", "{'AuthType':'NONE'}");
    assertThat(get("/url/default/fn/").body()).isEqualTo("one"); // the only trigger's
    trigger("default", "$DEFAULT", "{'AuthType':'NONE'}");
    assertThat(get("/url/default/fn/").body()).isEqualTo("two");
    assertThat(get("/url/default/fn:$LATEST/").body()).isEqualTo("two");
    assertThat(
            client.code(
                "UpdateTrigger",
                "{\"FunctionName\":\"fn\",\"TriggerName\":\"first\",\"Type\":\"http\","
                    + "\"Qualifier\":\"1\",\"Enable\":\"CLOSE\"}"))
        .isEqualTo("ok");
    HttpResponse<String> closed = get("/url/default/fn:1/");
    assertThat(closed.statusCode()).isEqualTo(404);
    assertThat(closed.body()).contains("The trigger first of this function URL is closed");
  }

  @Test
  void theApiGatewaysEventIsStillThere() throws Exception {
    String packed = "$(printf %s \"$event\" | base64 -w0)";
    String result =
        "{\\\"statusCode\\\":200,\\\"isBase64Encoded\\\":true,\\\"body\\\":\\\"" + packed + "\\\"}";
    client.create("fn", ANSWER.replace("$ANSWER", result), "");
    HttpResponse<String> answer = get("/apigw/default/fn/x?foo=bar");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject event = json(answer);
    assertThat(event.get("path").getAsString()).isEqualTo("/x");
    assertThat(event.getAsJsonObject("queryString").get("foo").getAsString()).isEqualTo("bar");
    assertThat(event.getAsJsonObject("requestContext").get("stage").getAsString())
        .isEqualTo("release");

    answering("plain", ANSWER, "hello");
    HttpResponse<String> malformed = get("/apigw/default/plain/");
    assertThat(malformed.statusCode()).isEqualTo(403);
    assertThat(json(malformed).get("errno").getAsInt()).isEqualTo(403);
  }

  @Test
  void slowBodiesAreWaitedFor() throws Exception {
    client.create("fn", ECHO, "");
    int port = URI.create(scf.access().endpoint()).getPort();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      String head = raw("POST", "/url/default/fn/", "Transfer-Encoding: chunked");
      out.write((head + "2\r\nhe\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      out.write("3\r\nllo\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      assertThat(answer.toString(StandardCharsets.UTF_8)).contains("{\"body\":\"hello\",");
    }
  }
}
