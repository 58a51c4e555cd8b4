package io.scf4j.it;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.Zips;
import io.scf4j.maven.local.LocalScf;
import io.scf4j.maven.local.LocalScfAccess;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The official SDKs take the local SCF for the cloud: one list of what is done with a function from
 * CreateFunction to DeleteFunction, and of what is refused, for the typed one in Java and the one
 * in Node.js.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class SdkIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TC3 = "TC3-HMAC-SHA256";

  @ParameterizedTest(name = "{0}")
  @EnumSource(Sdk.class)
  @Target(METHOD)
  @Retention(RUNTIME)
  @interface EverySdk {}

  private final Map<Sdk, Sdk.Client> clients = new EnumMap<>(Sdk.class);
  private Path work;
  private LocalScf scf;

  @BeforeAll
  void start() {
    work = ItSettings.newWorkDirectory("sdks");
    scf = LocalScf.start(work.resolve("store"), 0);
  }

  @AfterAll
  void stop() {
    clients.values().forEach(Sdk.Client::close);
    scf.close();
    boolean gone = Processes.await(Duration.ofSeconds(10), () -> Processes.of(work).isEmpty());
    assertThat(gone).as("%s", Processes.of(work)).isTrue();
  }

  // Calls. Quotes of JSON may be single ones.

  private static Sdk.Profile profile(LocalScf scf, String signMethod, String method) {
    LocalScfAccess access = scf.access();
    return new Sdk.Profile(
        "127.0.0.1:" + access.port(),
        access.secretId(),
        access.secretKey(),
        signMethod,
        method,
        null);
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }

  private Sdk.Client client(Sdk sdk) {
    return clients.computeIfAbsent(sdk, missing -> missing.open(work));
  }

  /** An action that succeeds. */
  private JsonObject ok(Sdk sdk, String action, JsonObject parameters) {
    try {
      return client(sdk).call(profile(scf, TC3, "POST"), action, parameters);
    } catch (Sdk.Refusal e) {
      throw new AssertionError(action, e);
    }
  }

  private JsonObject ok(Sdk sdk, String action, String parameters) {
    return ok(sdk, action, json(parameters));
  }

  /** The code that an action is refused with, or "ok". */
  private String code(Sdk sdk, Sdk.Profile profile, String action, String parameters) {
    try {
      client(sdk).call(profile, action, json(parameters));
      return "ok";
    } catch (Sdk.Refusal e) {
      return e.code();
    }
  }

  private String code(Sdk sdk, String action, String parameters) {
    return code(sdk, profile(scf, TC3, "POST"), action, parameters);
  }

  /** The sample's runtime with a handler of ours. */
  private static String zip(String handler) throws IOException {
    Path sample = ItSettings.projects().resolve("bash-sample/src/main/scf");
    String index =
        handler.isEmpty()
            ? Files.readString(sample.resolve("index.sh"))
            : "main_handler() {\n" + handler + "\n}\n";
    Map<String, String> files =
        Map.of("bootstrap", Files.readString(sample.resolve("bootstrap")), "index.sh", index);
    return Base64.getEncoder().encodeToString(Zips.ofExecutables(files));
  }

  private void create(Sdk sdk, String name, String handler) throws IOException {
    JsonObject create =
        json("{'FunctionName':'" + name + "','Runtime':'CustomRuntime','InitTimeout':30}");
    create.add("Code", json("{'ZipFile':'" + zip(handler) + "'}"));
    ok(sdk, "CreateFunction", create);
    awaitActive(sdk, name);
  }

  private JsonObject function(Sdk sdk, String name) {
    return ok(sdk, "GetFunction", "{'FunctionName':'" + name + "'}");
  }

  private void awaitActive(Sdk sdk, String name) {
    boolean active =
        Processes.await(
            PATIENCE, () -> function(sdk, name).get("Status").getAsString().equals("Active"));
    assertThat(active).as(name).isTrue();
  }

  private JsonObject invoke(Sdk sdk, String name, String qualifier) {
    JsonObject answer =
        ok(
            sdk,
            "Invoke",
            "{'FunctionName':'"
                + name
                + "','Qualifier':'"
                + qualifier
                + "','LogType':'Tail','ClientContext':'{}'}");
    return answer.getAsJsonObject("Result");
  }

  private String result(Sdk sdk, String name, String qualifier) {
    return invoke(sdk, name, qualifier).get("RetMsg").getAsString();
  }

  private static List<String> texts(JsonArray array, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonElement element : array) {
      texts.add(element.getAsJsonObject().get(field).getAsString());
    }
    return texts;
  }

  // The life of a function.

  @EverySdk
  void createsAndInvokesTheFunctionOfThePlatformsGuide(Sdk sdk) throws IOException {
    String name = "CustomRuntime-Bash";
    JsonObject create =
        json(
            "{'FunctionName':'CustomRuntime-Bash','Timeout':3,'Runtime':'CustomRuntime',"
                + "'InitTimeout':3}");
    create.add("Code", json("{'ZipFile':'" + zip("") + "'}"));
    ok(sdk, "CreateFunction", create);
    awaitActive(sdk, name);
    assertThat(code(sdk, "CreateFunction", create.toString()))
        .isEqualTo("ResourceInUse.FunctionName");

    JsonObject parameters = json("{'FunctionName':'CustomRuntime-Bash'}");
    String event = "{ \"key1\": \"test value 1\", \"key2\": \"深圳\" }";
    parameters.addProperty("ClientContext", event);
    JsonObject answer = ok(sdk, "Invoke", parameters);

    JsonObject result = answer.getAsJsonObject("Result");
    assertThat(result.get("RetMsg").getAsString()).isEqualTo("Echoing request: '" + event + "'");
    assertThat(result.get("ErrMsg").getAsString()).isEmpty();
    assertThat(result.get("InvokeResult").getAsInt()).isZero();
    assertThat(result.get("Log").getAsString()).isEmpty();
    assertThat(result.get("MemUsage").getAsLong()).isPositive();
    assertThat(result.get("Duration").getAsDouble()).isBetween(0.1, 3000.0);
    assertThat(result.get("FunctionRequestId")).isEqualTo(answer.get("RequestId"));

    ok(sdk, "DeleteFunction", "{'FunctionName':'CustomRuntime-Bash'}");
    assertThat(code(sdk, "GetFunction", "{'FunctionName':'CustomRuntime-Bash'}"))
        .isEqualTo("ResourceNotFound.Function");
    assertThat(code(sdk, "Invoke", "{'FunctionName':'CustomRuntime-Bash'}"))
        .isEqualTo("ResourceNotFound.Function");
  }

  @EverySdk
  void updatesCodeAndConfiguration(Sdk sdk) throws IOException {
    String name = sdk + "-updated";
    create(sdk, name, "echo \"one${MINE:+ $MINE}\"");
    assertThat(result(sdk, name, "$LATEST")).isEqualTo("one");

    ok(
        sdk,
        "UpdateFunctionCode",
        "{'FunctionName':'" + name + "','ZipFile':'" + zip("echo \"two${MINE:+ $MINE}\"") + "'}");
    awaitActive(sdk, name);
    assertThat(result(sdk, name, "$LATEST")).isEqualTo("two");

    ok(
        sdk,
        "UpdateFunctionConfiguration",
        "{'FunctionName':'"
            + name
            + "','MemorySize':256,'Timeout':7,'Description':'mine',"
            + "'Environment':{'Variables':[{'Key':'MINE','Value':'a=b, c'}]}}");
    awaitActive(sdk, name);
    assertThat(result(sdk, name, "$LATEST")).isEqualTo("two a=b, c");
    JsonObject function = function(sdk, name);
    assertThat(function.get("MemorySize").getAsInt()).isEqualTo(256);
    assertThat(function.get("Timeout").getAsInt()).isEqualTo(7);
    assertThat(function.get("Description").getAsString()).isEqualTo("mine");
    assertThat(function.get("Runtime").getAsString()).isEqualTo("CustomRuntime");
    assertThat(function.getAsJsonObject("Environment").toString())
        .isEqualTo("{\"Variables\":[{\"Key\":\"MINE\",\"Value\":\"a=b, c\"}]}");
  }

  @EverySdk
  void leadsAnAliasToItsVersionsByWeight(Sdk sdk) throws IOException {
    String name = sdk + "-versions";
    String named = "{'FunctionName':'" + name + "'";
    create(sdk, name, "echo one");
    assertThat(publish(sdk, name)).isEqualTo("1");
    ok(sdk, "UpdateFunctionCode", named + ",'ZipFile':'" + zip("echo two") + "'}");
    awaitActive(sdk, name);
    assertThat(publish(sdk, name)).isEqualTo("2");
    assertThat(
            texts(
                ok(sdk, "ListVersionByFunction", named + "}").getAsJsonArray("Versions"),
                "Version"))
        .containsExactlyInAnyOrder("$LATEST", "1", "2");

    String alias = named + ",'Name':'prod','FunctionVersion':'1','RoutingConfig':";
    String weights = "{'AdditionalVersionWeights':[{'Version':'2','Weight':%s}]}}";
    ok(sdk, "CreateAlias", alias + weights.formatted("0.5"));
    assertThat(results(sdk, name, "prod", 30)).containsExactly("one", "two");
    ok(sdk, "UpdateAlias", alias + weights.formatted("1"));
    assertThat(results(sdk, name, "prod", 10)).containsExactly("two");
    ok(sdk, "UpdateAlias", alias + weights.formatted("0"));
    assertThat(results(sdk, name, "prod", 10)).containsExactly("one");

    ok(sdk, "UpdateAlias", alias + weights.formatted("0.25"));
    JsonObject got = ok(sdk, "GetAlias", named + ",'Name':'prod'}");
    assertThat(got.get("FunctionVersion").getAsString()).isEqualTo("1");
    JsonObject second =
        got.getAsJsonObject("RoutingConfig")
            .getAsJsonArray("AdditionalVersionWeights")
            .get(0)
            .getAsJsonObject();
    assertThat(second.get("Version").getAsString()).isEqualTo("2");
    assertThat(second.get("Weight").getAsDouble()).isEqualTo(0.25);
    assertThat(texts(ok(sdk, "ListAliases", named + "}").getAsJsonArray("Aliases"), "Name"))
        .containsExactly("$DEFAULT", "prod");
    assertThat(code(sdk, "DeleteFunction", named + ",'Qualifier':'2'}"))
        .isEqualTo("UnsupportedOperation.AliasBind");

    ok(sdk, "DeleteAlias", named + ",'Name':'prod'}");
    assertThat(code(sdk, "GetAlias", named + ",'Name':'prod'}"))
        .isEqualTo("ResourceNotFound.Alias");
    ok(sdk, "DeleteFunction", named + ",'Qualifier':'2'}");
    assertThat(result(sdk, name, "1")).isEqualTo("one");
    assertThat(code(sdk, "Invoke", named + ",'Qualifier':'2'}")).startsWith("ResourceNotFound");
  }

  private String publish(Sdk sdk, String name) {
    JsonObject published = ok(sdk, "PublishVersion", "{'FunctionName':'" + name + "'}");
    String version = published.get("FunctionVersion").getAsString();
    String get = "{'FunctionName':'" + name + "','Qualifier':'" + version + "'}";
    boolean active =
        Processes.await(
            PATIENCE,
            () -> ok(sdk, "GetFunction", get).get("Status").getAsString().equals("Active"));
    assertThat(active).as(version).isTrue();
    return version;
  }

  private Set<String> results(Sdk sdk, String name, String qualifier, int times) {
    Set<String> results = new TreeSet<>();
    for (int i = 0; i < times; i++) {
      results.add(result(sdk, name, qualifier));
    }
    return results;
  }

  @EverySdk
  void hasTriggersAndAnswersItsUrl(Sdk sdk) throws Exception {
    String name = sdk + "-triggers";
    String named = "{'FunctionName':'" + name + "'";
    create(sdk, name, "");
    String timer = named + ",'TriggerName':'daily','Type':'timer'";
    ok(
        sdk,
        "CreateTrigger",
        timer + ",'TriggerDesc':'0 0 9 * * * *','CustomArgument':'x','Enable':'OPEN'}");
    JsonObject http = json(named + ",'TriggerName':'url','Type':'http','Qualifier':'$DEFAULT'}");
    http.addProperty(
        "TriggerDesc",
        "{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":true,\"EnableExtranet\":true}}");
    JsonObject made = ok(sdk, "CreateTrigger", http).getAsJsonObject("TriggerInfo");
    assertThat(made.get("Qualifier").getAsString()).isEqualTo("$DEFAULT");

    JsonObject listed = ok(sdk, "ListTriggers", named + ",'OrderBy':'add_time','Order':'ASC'}");
    assertThat(listed.get("TotalCount").getAsInt()).isEqualTo(2);
    JsonArray triggers = listed.getAsJsonArray("Triggers");
    assertThat(texts(triggers, "TriggerName")).containsExactlyInAnyOrder("daily", "url");
    JsonObject daily = named(triggers, "daily");
    assertThat(daily.get("Enable").getAsInt()).isEqualTo(1);
    assertThat(daily.get("TriggerDesc").getAsString()).isEqualTo("{\"cron\":\"0 0 9 * * * *\"}");
    assertThat(daily.get("CustomArgument").getAsString()).isEqualTo("x");
    JsonObject desc = json(named(triggers, "url").get("TriggerDesc").getAsString());
    String url = desc.getAsJsonObject("NetConfig").get("ExtranetUrl").getAsString();
    HttpRequest get = HttpRequest.newBuilder(URI.create(url + "a?b=c")).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(get, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("Echoing request: '{").contains("\"path\":\"/a\"");

    ok(sdk, "UpdateTriggerStatus", timer + ",'Enable':'CLOSE'}");
    JsonArray closed = ok(sdk, "ListTriggers", named + "}").getAsJsonArray("Triggers");
    assertThat(named(closed, "daily").get("Enable").getAsInt()).isZero();
    ok(sdk, "DeleteTrigger", timer + "}");
    assertThat(code(sdk, "DeleteTrigger", timer + "}")).isEqualTo("ResourceNotFound.Trigger");
    assertThat(
            texts(ok(sdk, "ListTriggers", named + "}").getAsJsonArray("Triggers"), "TriggerName"))
        .containsExactly("url");
  }

  private static JsonObject named(JsonArray triggers, String name) {
    for (JsonElement trigger : triggers) {
      if (trigger.getAsJsonObject().get("TriggerName").getAsString().equals(name)) {
        return trigger.getAsJsonObject();
      }
    }
    throw new AssertionError(name + " is not among " + triggers);
  }

  @EverySdk
  void findsFunctionsTheirCodeAndTheirLogs(Sdk sdk) throws Exception {
    String name = sdk + "-listed";
    String named = "{'FunctionName':'" + name + "'";
    create(sdk, name, "echo \"to the log\" >&2; echo done");
    JsonObject invoked = invoke(sdk, name, "$LATEST");
    String id = invoked.get("FunctionRequestId").getAsString();
    assertThat(invoked.get("Log").getAsString()).contains("\nto the log\nResponse RequestId:" + id);

    JsonObject logs = ok(sdk, "GetFunctionLogs", named + ",'FunctionRequestId':'" + id + "'}");
    JsonObject log = logs.getAsJsonArray("Data").get(0).getAsJsonObject();
    assertThat(log.get("RequestId").getAsString()).isEqualTo(id);
    assertThat(log.get("RetMsg").getAsString()).isEqualTo("done");
    assertThat(log.get("RetCode").getAsInt()).isZero();
    assertThat(log.get("Log").getAsString()).contains("\nto the log\n");

    JsonObject list = ok(sdk, "ListFunctions", "{'SearchKey':'" + name + "'}");
    assertThat(list.get("TotalCount").getAsInt()).isEqualTo(1);
    assertThat(texts(list.getAsJsonArray("Functions"), "FunctionName")).containsExactly(name);

    String url = ok(sdk, "GetFunctionAddress", named + "}").get("Url").getAsString();
    HttpResponse<byte[]> zip =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(Base64.getEncoder().encodeToString(zip.body()))
        .isEqualTo(zip("echo \"to the log\" >&2; echo done"));
  }

  @EverySdk
  void givesAFunctionItsLayers(Sdk sdk) throws IOException {
    String name = sdk + "-layered";
    String layer = "{'LayerName':'" + sdk + "-greeting'";
    String content =
        Base64.getEncoder().encodeToString(Zips.ofExecutables(Map.of("greeting", "from a layer")));
    JsonObject published =
        ok(
            sdk,
            "PublishLayerVersion",
            layer
                + ",'CompatibleRuntimes':['CustomRuntime'],'Content':{'ZipFile':'"
                + content
                + "'}}");
    assertThat(published.get("LayerVersion").getAsInt()).isEqualTo(1);
    create(sdk, name, "cat \"${SCF4J_OPT:-/opt}/greeting\"");

    ok(
        sdk,
        "UpdateFunctionConfiguration",
        "{'FunctionName':'" + name + "','Layers':[" + layer + ",'LayerVersion':1}]}");
    awaitActive(sdk, name);

    assertThat(result(sdk, name, "$LATEST")).isEqualTo("from a layer");
    assertThat(code(sdk, "DeleteLayerVersion", layer + ",'LayerVersion':1}"))
        .isEqualTo("ResourceInUse.LayerVersion");
    ok(sdk, "DeleteFunction", "{'FunctionName':'" + name + "'}");
    ok(sdk, "DeleteLayerVersion", layer + ",'LayerVersion':1}");
    assertThat(code(sdk, "GetLayerVersion", layer + ",'LayerVersion':1}"))
        .isEqualTo("ResourceNotFound.LayerVersion");
  }

  @EverySdk
  void invokesWithoutWaitingAndAsksLater(Sdk sdk) throws IOException {
    String name = sdk + "-async";
    String named = "{'FunctionName':'" + name + "'";
    create(sdk, name, "");

    JsonObject sync = json(named + "}");
    sync.addProperty("Event", "{\"now\":1}");
    JsonObject now = ok(sdk, "InvokeFunction", sync).getAsJsonObject("Result");
    assertThat(now.get("RetMsg").getAsString()).isEqualTo("Echoing request: '{\"now\":1}'");

    JsonObject async = json(named + ",'InvocationType':'Event'}");
    async.addProperty("ClientContext", "{\"later\":1}");
    JsonObject accepted = ok(sdk, "Invoke", async).getAsJsonObject("Result");
    String id = accepted.get("FunctionRequestId").getAsString();

    String event = "{'InvokeRequestId':'" + id + "'}";
    boolean finished =
        Processes.await(
            PATIENCE,
            () ->
                ok(sdk, "GetAsyncEventStatus", event)
                    .getAsJsonObject("Result")
                    .get("Status")
                    .getAsString()
                    .equals("FINISHED"));
    assertThat(finished).isTrue();
    JsonObject status =
        ok(sdk, "GetRequestStatus", named + ",'FunctionRequestId':'" + id + "'}")
            .getAsJsonArray("Data")
            .get(0)
            .getAsJsonObject();
    assertThat(status.get("RetCode").getAsInt()).isZero();
    assertThat(status.get("RetMsg").getAsString()).isEqualTo("Echoing request: '{\"later\":1}'");
  }

  // What is refused.

  static Stream<Arguments> waysToSign() {
    return Stream.of(Sdk.values())
        .flatMap(
            sdk ->
                Stream.of(TC3, "HmacSHA1", "HmacSHA256")
                    .flatMap(
                        signMethod ->
                            Stream.of("POST", "GET")
                                .map(method -> Arguments.of(sdk, signMethod, method))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("waysToSign")
  void isRefusedWithAnotherKeyAndATamperedBody(Sdk sdk, String signMethod, String method) {
    Sdk.Profile right = profile(scf, signMethod, method);
    String get = "{'FunctionName':'any-function'}";

    assertThat(code(sdk, right, "GetFunction", get)).isEqualTo("ResourceNotFound.Function");
    assertThat(code(sdk, right.withSecretKey("not-a-secret"), "GetFunction", get))
        .isEqualTo("AuthFailure.SignatureFailure");
    assertThat(code(sdk, right.withSecretId("AKIDexample"), "GetFunction", get))
        .isEqualTo("AuthFailure.SecretIdNotFound");
    if (method.equals("POST")) {
      assertThat(code(sdk, right.tampering("any-function", "foe-function"), "GetFunction", get))
          .isEqualTo("AuthFailure.SignatureFailure");
    }
  }

  @EverySdk
  void isRefusedAfterFiveMinutes(Sdk sdk) {
    for (int skewS : new int[] {310, -310, 290}) {
      InstantSource clock = () -> Instant.now().plusSeconds(skewS);
      LocalScf.Options options = LocalScf.Options.of(work.resolve(sdk + "-skewed" + skewS), 0);
      try (LocalScf skewed = LocalScf.start(options, clock, problem -> {})) {
        for (String signMethod : List.of(TC3, "HmacSHA1")) {
          String expected =
              skewS == 290 ? "ResourceNotFound.Function" : "AuthFailure.SignatureExpire";
          assertThat(
                  code(
                      sdk,
                      profile(skewed, signMethod, "POST"),
                      "GetFunction",
                      "{'FunctionName':'any-function'}"))
              .as("%s after %s s", signMethod, skewS)
              .isEqualTo(expected);
        }
      }
    }
  }

  /** On one where a state lasts, however slow the machine is. */
  @EverySdk
  void isToldThatAFunctionIsBeingCreated(Sdk sdk) throws Exception {
    LocalScf.Options options =
        new LocalScf.Options(
            work.resolve(sdk + "-slow"), 0, Duration.ofSeconds(1), Duration.ofMinutes(1), 5);
    try (LocalScf slow = LocalScf.start(options)) {
      Sdk.Profile there = profile(slow, TC3, "POST");
      String named = "{'FunctionName':'being-created'";
      JsonObject create = json(named + ",'Runtime':'CustomRuntime'}");
      create.add("Code", json("{'ZipFile':'" + zip("") + "'}"));
      client(sdk).call(there, "CreateFunction", create);

      JsonObject function = client(sdk).call(there, "GetFunction", json(named + "}"));
      assertThat(function.get("Status").getAsString()).isEqualTo("Creating");
      assertThat(code(sdk, there, "Invoke", named + "}"))
          .isEqualTo("FailedOperation.FunctionStatusError");
      assertThat(code(sdk, there, "UpdateFunctionConfiguration", named + ",'Timeout':4}"))
          .isEqualTo("FailedOperation.UpdateFunctionConfiguration");
      assertThat(code(sdk, there, "PublishVersion", named + "}"))
          .isEqualTo("FailedOperation.PublishVersion");
    }
  }

  @EverySdk
  void isToldWhatIsWrongWithACall(Sdk sdk) throws IOException {
    String name = sdk + "-wrong";
    String named = "{'FunctionName':'" + name + "'";
    create(sdk, name, "");

    assertThat(code(sdk, "Invoke", named + ",'ClientContext':'{'}"))
        .isEqualTo("InvalidParameterValue.Param");
    assertThat(code(sdk, "GetFunction", "{}")).isEqualTo("MissingParameter");
    assertThat(code(sdk, "UpdateFunctionConfiguration", named + ",'MemorySize':100}"))
        .isEqualTo("InvalidParameterValue.MemorySize");
    assertThat(code(sdk, "UpdateFunctionCode", named + ",'ZipFile':'aGVsbG8='}"))
        .isEqualTo("InvalidParameterValue.ZipFile");
    assertThat(
            code(
                sdk,
                "CreateTrigger",
                named + ",'TriggerName':'t','Type':'timer','TriggerDesc':'often'}"))
        .isEqualTo("InvalidParameterValue.TriggerDesc");
  }
}
