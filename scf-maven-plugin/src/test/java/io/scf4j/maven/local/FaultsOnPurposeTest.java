package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that a test orders, and one that nobody did. */
@Timeout(60)
class FaultsOnPurposeTest {
  private static final String GET = "{\"FunctionName\":\"none\"}";

  @TempDir Path root;
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    scf =
        LocalScf.start(
            new LocalScf.Options(
                root.resolve("store"), 0, Duration.ofSeconds(1), Duration.ofMillis(10), 5),
            problems::add);
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  private void set(String rules) throws Exception {
    assertThat(client.code("scf4j:SetFaults", "{\"Rules\":" + rules.replace('\'', '"') + "}"))
        .isEqualTo("ok");
  }

  @Test
  void throttlesTheFirstCalls() throws Exception {
    set("[{'Action':'GetFunction','First':1,'ErrorCode':'RequestLimitExceeded'}]");
    assertThat(client.code("GetFunction", GET)).isEqualTo("RequestLimitExceeded");
    assertThat(client.code("GetFunction", GET)).isEqualTo("ResourceNotFound.Function");
    JsonObject rule =
        client.call("scf4j:GetFaults", "{}").getAsJsonArray("Rules").get(0).getAsJsonObject();
    assertThat(rule.get("Calls").getAsInt()).isEqualTo(2);
    assertThat(rule.get("Hits").getAsInt()).isEqualTo(1);
  }

  @Test
  void delaysAnAnswer() throws Exception {
    set("[{'DelayMs':300}]");
    long begin = System.nanoTime();
    assertThat(client.code("GetFunction", GET)).isEqualTo("ResourceNotFound.Function");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void losesTheAnswerOfWhatWasDone() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    set("[{'Action':'DeleteFunction','First':1,'Cut':'After'}]");
    assertThatThrownBy(() -> client.call("DeleteFunction", "{\"FunctionName\":\"hello\"}"))
        .isInstanceOf(IOException.class);
    assertThat(client.code("DeleteFunction", "{\"FunctionName\":\"hello\"}"))
        .isEqualTo("ResourceNotFound.Function");
  }

  @Test
  void losesARequest() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    set("[{'Action':'DeleteFunction','First':1,'Cut':'Before'}]");
    assertThatThrownBy(() -> client.call("DeleteFunction", "{\"FunctionName\":\"hello\"}"))
        .isInstanceOf(IOException.class);
    assertThat(client.code("DeleteFunction", "{\"FunctionName\":\"hello\"}")).isEqualTo("ok");
  }

  @Test
  void failsACreation() throws Exception {
    set("[{'Action':'CreateFunction','First':1,'CreateFailed':'no room for it'}]");
    String create =
        "{\"FunctionName\":\"hello\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"ZipFile\":\""
            + FunctionZip.of(FunctionZip.ECHO).base64()
            + "\"}}";
    assertThat(client.code("CreateFunction", create)).isEqualTo("ok");
    while (client.status("hello").equals("Creating")) {
      Thread.sleep(5);
    }
    JsonObject failed = client.get("hello");
    assertThat(failed.get("Status").getAsString()).isEqualTo("CreateFailed");
    assertThat(failed.getAsJsonArray("StatusReasons").toString()).contains("no room for it");
    assertThat(client.code("DeleteFunction", "{\"FunctionName\":\"hello\"}")).isEqualTo("ok");
    assertThat(client.code("CreateFunction", create)).isEqualTo("ok");
    client.awaitActive("hello");
  }

  /** Each of the actions that begin a state, with what it needs. */
  private void begin(String action) throws Exception {
    String zip = "'ZipFile':'" + FunctionZip.of(FunctionZip.ECHO).base64() + "'";
    client.ok(
        action,
        switch (action) {
          case "CreateFunction" ->
              "{'FunctionName':'new','Runtime':'CustomRuntime','Code':{" + zip + "}}";
          case "CopyFunction" -> "{'FunctionName':'hello','NewFunctionName':'new'}";
          case "UpdateFunctionCode" -> "{'FunctionName':'hello'," + zip + "}";
          case "UpdateFunctionConfiguration" -> "{'FunctionName':'hello','Timeout':7}";
          default -> "{'FunctionName':'hello'}";
        });
  }

  private String settled(String function) throws Exception {
    String status = client.status(function);
    while (status.endsWith("ing")) {
      Thread.sleep(5);
      status = client.status(function);
    }
    return status;
  }

  @ParameterizedTest
  @CsvSource({
    "CreateFunction,new",
    "CopyFunction,new",
    "UpdateFunctionCode,hello",
    "UpdateFunctionConfiguration,hello",
    "PublishVersion,hello"
  })
  void slowsAStateDown(String action, String function) throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    set("[{'Action':'" + action + "','StateDelayMs':400}]");
    long begin = System.nanoTime();
    begin(action);
    assertThat(settled(function)).isEqualTo("Active");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(399));
  }

  @ParameterizedTest
  @CsvSource({
    "CopyFunction,new,CreateFailed",
    "UpdateFunctionCode,hello,UpdateFailed",
    "UpdateFunctionConfiguration,hello,UpdateFailed",
    "PublishVersion,hello,PublishFailed"
  })
  void failsWhatIsUnderWay(String action, String function, String status) throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    set("[{'Action':'" + action + "','CreateFailed':'no room for it'}]");
    begin(action);
    assertThat(settled(function)).isEqualTo(status);
    assertThat(client.get(function).getAsJsonArray("StatusReasons").toString())
        .contains("no room for it");
    assertThat(log("hello")).contains("Init Report"); // what served before does so still
  }

  @Test
  void slowsADeletionDownWhichAnotherProcessMayFinish() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    client.ok("PublishVersion", "{'FunctionName':'hello'}");
    client.awaitActive("hello");
    set("[{'Action':'DeleteFunction','StateDelayMs':600000}]");

    client.ok("DeleteFunction", "{'FunctionName':'hello'}");

    assertThat(client.status("hello")).isEqualTo("Deleting");
    String hello = "{\"FunctionName\":\"hello\"%s}";
    assertThat(client.code("DeleteFunction", hello.formatted("")))
        .isEqualTo("FailedOperation.DeleteFunction");
    assertThat(client.code("UpdateFunctionConfiguration", hello.formatted(",\"Timeout\":7")))
        .isEqualTo("FailedOperation.UpdateFunctionConfiguration");
    assertThat(client.code("GetFunctionAddress", hello.formatted(",\"Qualifier\":\"1\"")))
        .isEqualTo("FailedOperation.FunctionStatusError");
    for (String more : List.of("", ",\"Qualifier\":\"1\"", ",\"InvocationType\":\"Event\"")) {
      assertThat(client.code("Invoke", hello.formatted(more)))
          .isEqualTo("FailedOperation.FunctionStatusError");
    }
    scf.close();

    start();

    while (!client.code("GetFunction", hello.formatted("")).equals("ResourceNotFound.Function")) {
      Thread.sleep(5);
    }
    client.create("hello", FunctionZip.ECHO, "");
    assertThat(log("hello")).contains("Init Report");
  }

  @Test
  void failsADeletionWhichCanBeAskedForAgain() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    set("[{'Action':'DeleteFunction','First':1,'CreateFailed':'a disk is full'}]");
    begin("DeleteFunction");
    assertThat(settled("hello")).isEqualTo("DeleteFailed");
    assertThat(client.get("hello").getAsJsonArray("StatusReasons").toString())
        .contains("a disk is full");
    assertThat(client.code("PublishVersion", "{\"FunctionName\":\"hello\"}"))
        .isEqualTo("FailedOperation.PublishVersion");

    begin("DeleteFunction");

    assertThat(client.code("GetFunction", "{\"FunctionName\":\"hello\"}"))
        .isEqualTo("ResourceNotFound.Function");
  }

  @Test
  void endsADeletionThatIsSlow() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    log("hello");
    set("[{'Action':'DeleteFunction','StateDelayMs':300}]");
    long begin = System.nanoTime();
    begin("DeleteFunction");
    while (client.code("GetFunction", "{\"FunctionName\":\"hello\"}").equals("ok")) {
      Thread.sleep(5);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(299));
    assertThat(ProcessesOf.leftIn(root, Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void cannotUpdateOrInvokeWhatWasNeverCreated() throws Exception {
    set("[{'Action':'CreateFunction','CreateFailed':'no room for it'}]");
    begin("CreateFunction");
    assertThat(settled("new")).isEqualTo("CreateFailed");
    String zip = FunctionZip.of(FunctionZip.ECHO).base64();
    for (String call :
        List.of(
            "Invoke {'FunctionName':'new'} FunctionStatusError",
            "InvokeFunction {'FunctionName':'new'} FunctionStatusError",
            "Invoke {'FunctionName':'new','InvocationType':'Event'} FunctionStatusError",
            "GetFunctionAddress {'FunctionName':'new'} FunctionStatusError",
            "UpdateFunctionCode {'FunctionName':'new','ZipFile':'" + zip + "'} UpdateFunctionCode",
            "UpdateFunctionConfiguration {'FunctionName':'new'} UpdateFunctionConfiguration",
            "PublishVersion {'FunctionName':'new'} PublishVersion",
            "GetFunctionEventInvokeConfig {'FunctionName':'new'} FunctionVersionStatusNotActive")) {
      String[] parts = call.split(" ");
      assertThat(client.code(parts[0], parts[1].replace('\'', '"')))
          .as(parts[0])
          .isEqualTo("FailedOperation." + parts[2]);
    }
  }

  @Test
  void answersWithTheMessageThatIsSet() throws Exception {
    set("[{'ErrorCode':'InternalError.System','ErrorMessage':'as it was ordered'}]");
    JsonObject error = client.call("GetFunction", GET).getAsJsonObject("Error");
    assertThat(error.get("Code").getAsString()).isEqualTo("InternalError.System");
    assertThat(error.get("Message").getAsString()).isEqualTo("as it was ordered");
  }

  @ParameterizedTest
  @ValueSource(strings = {"InvokeFunction", "Invoke"})
  void losesTheInstancesHoweverTheFunctionIsInvoked(String action) throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    log("hello");
    set("[{'Action':'" + action + "','LoseInstances':true}]");
    boolean async = action.equals("Invoke");
    JsonObject result =
        client
            .ok(action, "{'FunctionName':'hello'" + (async ? ",'InvocationType':'Event'}" : "}"))
            .getAsJsonObject("Result");
    String id = result.get("FunctionRequestId").getAsString();
    String logs = "{'FunctionName':'hello','FunctionRequestId':'" + id + "'}";
    JsonArray found = client.ok("GetFunctionLogs", logs).getAsJsonArray("Data");
    while (found.isEmpty()) {
      Thread.sleep(10);
      found = client.ok("GetFunctionLogs", logs).getAsJsonArray("Data");
    }
    assertThat(found.get(0).getAsJsonObject().get("Log").getAsString()).contains("Init Report");
  }

  @Test
  void losesTheInstancesOfAFunction() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    assertThat(log("hello")).contains("Init Report");
    assertThat(log("hello")).doesNotContain("Init Report");
    set("[{'Action':'Invoke','First':1,'LoseInstances':true}]");
    assertThat(log("hello")).contains("Init Report");
    assertThat(log("hello")).doesNotContain("Init Report");
  }

  private String log(String function) throws Exception {
    JsonObject result = client.invoke(function, "{}");
    assertThat(result.get("InvokeResult").getAsInt()).isZero();
    return result.get("Log").getAsString();
  }

  @Test
  void takesOrdersOnlyFromWhoHasTheKey() throws Exception {
    LocalScfAccess other =
        new LocalScfAccess(
            0, 0, scf.access().endpoint(), scf.access().secretId(), "of somebody else");
    assertThat(new CloudClient(other).code("scf4j:SetFaults", "{\"Rules\":[]}"))
        .isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void answersAndRecordsAFaultOfItsOwn() throws Exception {
    Path functions = root.resolve("store").resolve("functions");
    Files.delete(functions);
    Files.createFile(functions);
    JsonObject response =
        client.call(
            "CreateFunction",
            "{\"FunctionName\":\"hello\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"ZipFile\":\""
                + FunctionZip.of(FunctionZip.ECHO).base64()
                + "\"}}");
    assertThat(CloudClient.code(response)).isEqualTo("InternalError");
    String id = response.get("RequestId").getAsString();
    assertThat(problems)
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .startsWith("Request " + id + " failed in the local SCF: java.")
                    .contains("\tat io.scf4j.maven.local.cloudapi."));
    assertThat(client.code("GetFunction", GET)).isEqualTo("ResourceNotFound.Function");
  }
}
