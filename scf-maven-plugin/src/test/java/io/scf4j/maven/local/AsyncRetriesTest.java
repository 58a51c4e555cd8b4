package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When an event that nobody waits for is tried, and when no more; its age by a clock of ours. */
@Timeout(60)
class AsyncRetriesTest {
  private static final String SLOW = FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "sleep 1");
  private static final String FAILING =
      FunctionZip.ECHO.replace("invocation/response", "invocation/error");
  private static final String NO_RETRIES =
      "{'FunctionName':'%s','AsyncTriggerConfig':{'RetryConfig':[{'RetryNum':0}],'MsgTTL':60}}";

  @TempDir Path store;
  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    start(Duration.ofMillis(100));
  }

  private void start(Duration retryPause) {
    scf =
        LocalScf.start(
            new LocalScf.Options(
                store, 0, Duration.ofSeconds(5), Duration.ofMillis(20), 1, retryPause),
            () -> now,
            problem -> {});
    client = new CloudClient(scf.access());
    client.timestamp = now;
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
  }

  private void pass(Duration time) {
    now = now.plus(time);
    client.timestamp = now;
  }

  private String accepted(String function, String qualifier) throws Exception {
    return client
        .ok(
            "Invoke",
            "{'FunctionName':'%s','Qualifier':'%s','InvocationType':'Event','ClientContext':'1'}"
                .formatted(function, qualifier))
        .getAsJsonObject("Result")
        .get("FunctionRequestId")
        .getAsString();
  }

  /** Status and status code, once it is over. */
  private String end(String id) throws Exception {
    while (true) {
      JsonObject result =
          client
              .ok("GetAsyncEventStatus", "{'InvokeRequestId':'" + id + "'}")
              .getAsJsonObject("Result");
      String status = result.get("Status").getAsString();
      if (!status.equals("RUNNING")) {
        return status + " " + result.get("StatusCode").getAsInt();
      }
      Thread.sleep(10);
    }
  }

  private List<String> results(String function, String more) throws Exception {
    JsonArray logs =
        client
            .ok("GetFunctionLogs", "{'FunctionName':'" + function + "'" + more + "}")
            .getAsJsonArray("Data");
    List<String> results = new ArrayList<>();
    for (JsonElement log : logs) {
      results.add(log.getAsJsonObject().get("RetMsg").getAsString());
    }
    return results;
  }

  private void states(String action, int delayMs) throws Exception {
    client.ok(
        "scf4j:SetFaults",
        "{'Rules':[{'Action':'" + action + "','StateDelayMs':" + delayMs + "}]}");
  }

  @Test
  void anEventThatHasGrownTooOldWhileNothingRanIsNotInvoked() throws Exception {
    client.create("slow", SLOW, "");
    String id = accepted("slow", "$LATEST");
    scf.close();

    now = now.plus(Duration.ofDays(2));
    start();

    assertThat(end(id)).isEqualTo("FAILED 0");
    assertThat(results("slow", "")).isEmpty();
  }

  @Test
  void anEventThatHasGrownTooOldInTheQueueIsNotInvoked() throws Exception {
    client.create("slow", SLOW, "");
    client.ok("UpdateFunctionEventInvokeConfig", NO_RETRIES.formatted("slow"));
    String first = accepted("slow", "$LATEST");
    Thread.sleep(200); // it is the only one that may run
    String second = accepted("slow", "$LATEST");

    pass(Duration.ofSeconds(61));

    assertThat(end(first)).isEqualTo("FINISHED 200");
    assertThat(end(second)).isEqualTo("FAILED 0");
    assertThat(results("slow", "")).hasSize(1);
  }

  @Test
  void anEventIsInvokedToTheEndOfItsTime() throws Exception {
    client.create("slow", SLOW, "");
    client.ok("UpdateFunctionEventInvokeConfig", NO_RETRIES.formatted("slow"));
    String first = accepted("slow", "$LATEST");
    String second = accepted("slow", "$LATEST");

    pass(Duration.ofSeconds(60));

    assertThat(end(first)).isEqualTo("FINISHED 200");
    assertThat(end(second)).isEqualTo("FINISHED 200");
  }

  @Test
  void anEventForAVersionWaitsUntilItIsPublished() throws Exception {
    scf.close();
    start(Duration.ofMinutes(1)); // which it does not wait
    client.create("echo", FunctionZip.ECHO, "");
    states("PublishVersion", 500);
    client.ok("PublishVersion", "{'FunctionName':'echo'}");

    String id = accepted("echo", "1");

    assertThat(end(id)).isEqualTo("FINISHED 200");
    assertThat(results("echo", ",'Qualifier':'1'")).containsExactly("Echoing request: '1'");
  }

  @Test
  void anEventOfATriggerWaitsUntilTheFunctionIsCreated() throws Exception {
    states("CreateFunction", 500);
    client.ok(
        "CreateFunction",
        "{'FunctionName':'echo','Runtime':'CustomRuntime','Code':{'ZipFile':'"
            + FunctionZip.of(FunctionZip.ECHO).base64()
            + "'}}");
    String id =
        client
            .ok("scf4j:FireTrigger", "{'FunctionName':'echo','Type':'timer'}")
            .get("FunctionRequestId")
            .getAsString();
    assertThat(end(id)).isEqualTo("FINISHED 200");
  }

  @Test
  void anEventOfAFunctionThatCouldNotBeCreatedIsGivenUp() throws Exception {
    client.ok(
        "scf4j:SetFaults",
        "{'Rules':[{'Action':'CreateFunction','StateDelayMs':300,'CreateFailed':'no room'}]}");
    client.ok(
        "CreateFunction",
        "{'FunctionName':'echo','Runtime':'CustomRuntime','Code':{'ZipFile':'"
            + FunctionZip.of(FunctionZip.ECHO).base64()
            + "'}}");
    String id =
        client
            .ok("scf4j:FireTrigger", "{'FunctionName':'echo','Type':'timer'}")
            .get("FunctionRequestId")
            .getAsString();
    assertThat(end(id)).isEqualTo("FAILED 438");
  }

  @Test
  void anEventOfAVersionThatIsDeletedIsGivenUp() throws Exception {
    scf.close();
    start(Duration.ofMillis(500));
    client.create("failing", FAILING, "");
    client.ok("PublishVersion", "{'FunctionName':'failing'}");
    client.awaitActive("failing");
    String id = accepted("failing", "1");
    awaitResults("failing", 1);

    client.ok("DeleteFunctionVersion", "{'FunctionName':'failing','Qualifier':'1'}");

    assertThat(end(id)).isEqualTo("FAILED 442");
  }

  @Test
  void anEventDoesNotGoToAnotherFunctionOfTheSameName() throws Exception {
    scf.close();
    start(Duration.ofMillis(500));
    client.create("again", FAILING, "");
    String id = accepted("again", "$LATEST");
    awaitResults("again", 1);

    client.ok("DeleteFunction", "{'FunctionName':'again'}");
    client.create("again", FunctionZip.ECHO, "");

    assertThat(end(id)).isEqualTo("FAILED 435");
    assertThat(results("again", "")).isEmpty();
  }

  @Test
  void triesThatFoundNoRoomAreNotTakenFromTheRetries() throws Exception {
    client.create("failing", FAILING, "");
    client.ok(
        "PutReservedConcurrencyConfig", "{'FunctionName':'failing','ReservedConcurrencyMem':0}");
    String id = accepted("failing", "$LATEST");
    awaitResults("failing", 4);

    client.ok("DeleteReservedConcurrencyConfig", "{'FunctionName':'failing'}");

    assertThat(end(id)).isEqualTo("FAILED 430");
    assertThat(results("failing", ",'Filter':{'RetCode':'UserCodeException'}")).hasSize(3);
  }

  private void awaitResults(String function, int atLeast) throws Exception {
    while (results(function, "").size() < atLeast) {
      Thread.sleep(10);
    }
  }
}
