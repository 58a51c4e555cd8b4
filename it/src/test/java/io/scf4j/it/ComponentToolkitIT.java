package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.NodeClient;
import io.scf4j.it.harness.NodeClient.ClientError;
import io.scf4j.it.harness.OtherServices;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.Zips;
import io.scf4j.maven.local.LocalScf;
import io.scf4j.maven.local.LocalScfAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A deploy tool that knows nothing of this project: the component toolkit of Serverless Framework,
 * as npm brings it, with older signatures, code by way of COS and habits of its own. What it made
 * is looked at through another client.
 */
@Timeout(90)
class ComponentToolkitIT {
  private static final String SCF = "scf.tencentcloudapi.com";
  private static final String TAG = "tag.tencentcloudapi.com";
  private static final String CAM = "cam.tencentcloudapi.com";
  private static final String BUCKET = "code-1250000000";
  private static final String COS = BUCKET + ".cos.ap-guangzhou.myqcloud.com";

  private Path work;
  private LocalScf scf;
  private OtherServices others;
  private NodeClient toolkit;
  private Sdk.Client sdk;

  @BeforeEach
  void start() {
    work = ItSettings.newWorkDirectory("toolkit");
    Path store = work.resolve("store");
    scf = LocalScf.start(store, 0);
    others = OtherServices.start(store.resolve("cos"));
    sdk = Sdk.JAVA.open(work);
    JsonObject leads = new JsonObject();
    leads.addProperty("scf\\.(ap-[a-z]+\\.)?tencentcloudapi\\.com", scf.access().port());
    leads.addProperty("(tag|cam)\\.(ap-[a-z]+\\.)?tencentcloudapi\\.com", others.port());
    leads.addProperty("[a-z0-9-]+\\.cos\\.[a-z0-9-]+\\.myqcloud\\.com", others.port());
    Map<String, String> environment = new TreeMap<>();
    environment.put("LEADS", leads.toString());
    environment.put("REGION", Sdk.Client.REGION);
    environment.put("SECRET_ID", scf.access().secretId());
    environment.put("SECRET_KEY", scf.access().secretKey());
    toolkit = NodeClient.start("toolkit.js", work, environment);
  }

  @AfterEach
  void stop() {
    if (toolkit != null) {
      toolkit.close();
    }
    others.close();
    scf.close();
    boolean gone = Processes.await(Duration.ofSeconds(10), () -> Processes.of(work).isEmpty());
    assertThat(gone).as("%s", Processes.of(work)).isTrue();
  }

  // Quotes of JSON may be single ones.

  private static JsonObject json(String text) {
    return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
  }

  private JsonElement perform(String component, String method, JsonObject inputs)
      throws ClientError {
    JsonObject with = new JsonObject();
    with.addProperty("component", component);
    with.addProperty("method", method);
    with.add("inputs", inputs);
    return toolkit.ask("perform", with);
  }

  private JsonElement perform(String component, String method, String inputs) throws ClientError {
    return perform(component, method, json(inputs));
  }

  /** The SDK's view of what the toolkit did. */
  private JsonObject look(String action, String parameters) throws Sdk.Refusal {
    LocalScfAccess access = scf.access();
    Sdk.Profile profile =
        new Sdk.Profile(
            "127.0.0.1:" + access.port(),
            access.secretId(),
            access.secretKey(),
            "TC3-HMAC-SHA256",
            "POST",
            null);
    return sdk.call(profile, action, json(parameters));
  }

  private void upload(String object, Map<String, String> files) throws Exception {
    Path zip = work.resolve(object);
    Files.write(zip, Zips.ofExecutables(files));
    perform("Cos", "createBucket", "{'bucket':'" + BUCKET + "'}");
    perform(
        "Cos", "upload", "{'bucket':'" + BUCKET + "','key':'" + object + "','file':'" + zip + "'}");
  }

  /** The sample's runtime with a handler of ours. */
  private void uploadFunction(String object, String handler) throws Exception {
    Path sample = ItSettings.projects().resolve("bash-sample/src/main/scf");
    upload(
        object,
        Map.of(
            "bootstrap",
            Files.readString(sample.resolve("bootstrap")),
            "index.sh",
            "main_handler() {\n" + handler + "\n}\n"));
  }

  private static JsonObject function(String object, String more) {
    JsonObject inputs =
        json(
            "{'name':'tool','runtime':'CustomRuntime','handler':'index.main_handler',"
                + "'type':'event','region':'ap-guangzhou','initTimeout':30,'code':{'bucket':'"
                + BUCKET
                + "','object':'/"
                + object
                + "'}}");
    json(more).asMap().forEach(inputs::add);
    return inputs;
  }

  private String result(String qualifier) throws Sdk.Refusal {
    String invoke = "{'FunctionName':'tool','Qualifier':'" + qualifier + "','ClientContext':'{}'}";
    return look("Invoke", invoke).getAsJsonObject("Result").get("RetMsg").getAsString();
  }

  private Set<String> results(String qualifier, int times) throws Sdk.Refusal {
    Set<String> results = new TreeSet<>();
    for (int i = 0; i < times; i++) {
      results.add(result(qualifier));
    }
    return results;
  }

  private JsonObject alias(String name) throws Sdk.Refusal {
    return look("GetAlias", "{'FunctionName':'tool','Name':'" + name + "'}");
  }

  /** The version and its share besides the alias's own. */
  private static String additional(JsonObject alias) {
    JsonArray weights =
        alias.getAsJsonObject("RoutingConfig").getAsJsonArray("AdditionalVersionWeights");
    JsonObject one = weights.get(0).getAsJsonObject();
    return one.get("Version").getAsString() + " " + one.get("Weight").getAsString();
  }

  /** Triggers by name. */
  private Map<String, JsonObject> triggers() throws Sdk.Refusal {
    Map<String, JsonObject> triggers = new TreeMap<>();
    look("ListTriggers", "{'FunctionName':'tool'}")
        .getAsJsonArray("Triggers")
        .forEach(
            trigger ->
                triggers.put(
                    trigger.getAsJsonObject().get("TriggerName").getAsString(),
                    trigger.getAsJsonObject()));
    return triggers;
  }

  private static JsonObject desc(JsonObject trigger) {
    return json(trigger.get("TriggerDesc").getAsString());
  }

  private static String timer(String name, String cron, String enable) {
    return "{'timer':{'parameters':{'name':'"
        + name
        + "','cronExpression':'"
        + cron
        + "','enable':"
        + enable
        + ",'argument':'x'}}}";
  }

  @Test
  void deploysUpdatesAndRemovesAFunction() throws Exception {
    uploadFunction("first.zip", "echo \"one $MINE\"");

    JsonObject first =
        perform(
                "Scf",
                "deploy",
                function(
                    "first.zip",
                    "{'memorySize':128,'timeout':5,'publish':true,'traffic':0.4,"
                        + "'environment':{'variables':{'MINE':'a=b & c'}},'tags':{'owner':'it'},"
                        + "'events':["
                        + timer("kept", "0 0 9 * * * *", "true")
                        + ","
                        + timer("dropped", "0 30 9 * * * *", "true")
                        + ",{'http':{'parameters':{'qualifier':'$DEFAULT','netConfig':"
                        + "{'enableExtranet':true,'enableIntranet':true}}}}]}"))
            .getAsJsonObject();

    assertThat(first.get("Status").getAsString()).isEqualTo("Active");
    assertThat(first.get("LastVersion").getAsString()).isEqualTo("1");
    assertThat(first.get("Traffic").getAsDouble()).isEqualTo(0.4);
    assertThat(result("$LATEST")).isEqualTo("one a=b & c");
    assertThat(alias("$DEFAULT").get("FunctionVersion").getAsString()).isEqualTo("$LATEST");
    assertThat(additional(alias("$DEFAULT"))).isEqualTo("1 0.6");
    assertThat(others.tags("default/function/tool")).isEqualTo(Map.of("owner", "it"));
    Map<String, JsonObject> triggers = triggers();
    assertThat(triggers.keySet()).containsExactly("dropped", "kept", "url-trigger");
    assertThat(triggers.get("kept").get("Type").getAsString()).isEqualTo("timer");
    assertThat(triggers.get("kept").get("Qualifier").getAsString()).isEqualTo("$DEFAULT");
    assertThat(desc(triggers.get("kept"))).isEqualTo(json("{'cron':'0 0 9 * * * *'}"));
    assertThat(get(triggers.get("url-trigger"))).isEqualTo("one a=b & c");
    String kept = triggers.get("kept").get("AddTime").getAsString();

    Thread.sleep(1100); // so that a trigger made anew has another time
    uploadFunction("second.zip", "echo \"two ${MINE-none}\"");
    JsonObject second =
        perform(
                "Scf",
                "deploy",
                function(
                    "second.zip",
                    "{'memorySize':256,'timeout':6,'publish':true,'aliasName':'prod',"
                        + "'additionalVersionWeights':[{'version':'1','weight':0.5}],"
                        + "'tags':{'owner':'nobody','stage':'it'},'events':["
                        + timer("kept", "0 0 9 * * * *", "true")
                        + ","
                        + timer("added", "0 0 10 * * * *", "false")
                        + ",{'http':{'parameters':{'qualifier':'$DEFAULT','corsConfig':"
                        + "{'enable':true,'origins':'https://a.example'}}}}]}"))
            .getAsJsonObject();

    assertThat(second.get("MemorySize").getAsInt()).isEqualTo(256);
    JsonObject function = look("GetFunction", "{'FunctionName':'tool'}");
    assertThat(function.get("Timeout").getAsInt()).isEqualTo(6);
    assertThat(function.getAsJsonObject("Environment")).isEqualTo(json("{'Variables':[]}"));
    assertThat(result("$LATEST")).isEqualTo("two none");
    assertThat(result("1")).isEqualTo("one a=b & c");
    assertThat(alias("prod").get("FunctionVersion").getAsString()).isEqualTo("2");
    assertThat(additional(alias("prod"))).isEqualTo("1 0.5");
    assertThat(results("prod", 30)).containsExactly("one a=b & c", "two none");
    assertThat(others.tags("default/function/tool"))
        .isEqualTo(Map.of("owner", "nobody", "stage", "it"));
    triggers = triggers();
    assertThat(triggers.keySet()).containsExactly("added", "kept", "url-trigger");
    assertThat(triggers.get("kept").get("AddTime").getAsString()).isEqualTo(kept);
    assertThat(triggers.get("added").get("Enable").getAsInt()).isZero();
    assertThat(desc(triggers.get("url-trigger")).getAsJsonObject("CorsConfig"))
        .isEqualTo(json("{'Enable':true,'Origins':['https://a.example']}"));

    JsonObject invoked =
        perform("Scf", "invoke", "{'functionName':'tool','clientContext':{'a':1}}")
            .getAsJsonObject();
    assertThat(invoked.getAsJsonObject("Result").get("RetMsg").getAsString()).isEqualTo("two none");

    assertThat(perform("Scf", "remove", "{'functionName':'tool'}").getAsBoolean()).isTrue();
    assertThatThrownBy(() -> look("GetFunction", "{'FunctionName':'tool'}"))
        .isInstanceOfSatisfying(
            Sdk.Refusal.class, e -> assertThat(e.code()).isEqualTo("ResourceNotFound.Function"));
    NodeClient.Hosts hosts = toolkit.hosts();
    assertThat(hosts.refused()).isEmpty();
    assertThat(new TreeSet<>(hosts.led())).containsExactly(COS, SCF, TAG);
  }

  private static String get(JsonObject trigger) throws IOException, InterruptedException {
    String url = desc(trigger).getAsJsonObject("NetConfig").get("ExtranetUrl").getAsString();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void deploysALayerAndAFunctionOnIt() throws Exception {
    upload("layer.zip", Map.of("greeting", "from a layer"));
    uploadFunction("function.zip", "cat \"${SCF4J_OPT:-/opt}/greeting\"");

    JsonObject layer =
        perform(
                "Layer",
                "deploy",
                "{'name':'greeting','runtimes':['CustomRuntime'],'region':'ap-guangzhou',"
                    + "'bucket':'"
                    + BUCKET
                    + "','object':'/layer.zip'}")
            .getAsJsonObject();
    perform(
        "Scf", "deploy", function("function.zip", "{'layers':[{'name':'greeting','version':1}]}"));
    assertThat(layer.get("version").getAsInt()).isEqualTo(1);
    assertThat(result("$LATEST")).isEqualTo("from a layer");

    perform("Scf", "deploy", function("function.zip", "{'layers':[]}"));
    JsonObject function = look("GetFunction", "{'FunctionName':'tool'}");
    assertThat(function.getAsJsonArray("Layers")).isEmpty();
  }

  @Test
  void isToldWhatItDidWrong() throws Exception {
    JsonObject inputs = function("none.zip", "{}");

    assertThatThrownBy(() -> perform("Scf", "deploy", inputs))
        .isInstanceOfSatisfying(
            ClientError.class,
            e -> assertThat(e.code()).isEqualTo("InvalidParameterValue.CosBucketName"))
        .hasMessageContaining("There is no bucket 'code-1250000000'");

    scf.close();
    assertThatThrownBy(() -> perform("Scf", "deploy", inputs)).hasMessageContaining("ECONNREFUSED");
  }

  // The test's own walls.

  @Test
  void doesNotReachWhatNobodyPlays() throws Exception {
    assertThat(perform("Cam", "CheckSCFExcuteRole", "{}").getAsBoolean()).isTrue();

    String vpc = "{'zone':'ap-guangzhou-1','vpcName':'v','cidrBlock':'10.0.0.0/16'}";
    assertThatThrownBy(() -> perform("Vpc", "deploy", vpc))
        .hasMessageContaining("vpc.tencentcloudapi.com is not on this machine");

    NodeClient.Hosts hosts = toolkit.hosts();
    assertThat(new TreeSet<>(hosts.led())).containsExactly(CAM);
    assertThat(hosts.refused()).containsExactly("vpc.tencentcloudapi.com");
  }

  @Test
  void findsEveryWayOutClosed() throws Exception {
    List<String> hosts =
        List.of(
            "nowhere.invalid",
            "192.0.2.1",
            "scf.tencentcloudapi.com.invalid",
            "notscf.tencentcloudapi.com.invalid");
    List<String> refused = new ArrayList<>();
    for (String way : List.of("request", "socket", "fetch", "name")) {
      for (String host : hosts) {
        JsonObject with = new JsonObject();
        with.addProperty("by", way);
        with.addProperty("host", host);
        refused.add(host);

        assertThatThrownBy(() -> toolkit.ask("reach", with))
            .as(way)
            .hasMessage(host + " is not on this machine, and nothing may leave it");
      }
    }
    assertThat(toolkit.hosts()).isEqualTo(new NodeClient.Hosts(List.of(), refused));
  }
}
