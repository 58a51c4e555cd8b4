package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
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

/** Events whose caller does not wait, and what can be asked about them afterwards. */
@Timeout(60)
class AsyncInvocationTest {
  private static final String FAILING =
      FunctionZip.ECHO.replace("invocation/response", "invocation/error");

  @TempDir Path store;
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
                store, 0, Duration.ofSeconds(5), Duration.ofMillis(20), 2, retryPause));
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
  }

  private String accepted(String function, String event) throws Exception {
    JsonObject result =
        client
            .ok(
                "Invoke",
                "{'FunctionName':'"
                    + function
                    + "','InvocationType':'Event','ClientContext':'"
                    + event
                    + "'}")
            .getAsJsonObject("Result");
    assertThat(result.get("RetMsg").getAsString()).isEmpty();
    return result.get("FunctionRequestId").getAsString();
  }

  private String status(String id) throws Exception {
    return client
        .ok("GetAsyncEventStatus", "{'InvokeRequestId':'" + id + "'}")
        .getAsJsonObject("Result")
        .get("Status")
        .getAsString();
  }

  private void await(String id, String status) throws Exception {
    while (!status(id).equals(status)) {
      Thread.sleep(10);
    }
  }

  private JsonArray logs(String function, String more) throws Exception {
    return client
        .ok("GetFunctionLogs", "{'FunctionName':'" + function + "'" + more + "}")
        .getAsJsonArray("Data");
  }

  @Test
  void isInvokedAfterTheCallWasAnswered() throws Exception {
    client.create("slow", FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "sleep 0.5"), "");
    String id = accepted("slow", "1");
    assertThat(status(id)).isEqualTo("RUNNING");
    JsonObject running =
        client
            .ok("GetRequestStatus", "{'FunctionName':'slow','FunctionRequestId':'" + id + "'}")
            .getAsJsonArray("Data")
            .get(0)
            .getAsJsonObject();
    assertThat(running.get("RetCode").getAsInt()).isEqualTo(1);

    await(id, "FINISHED");

    JsonObject done =
        client
            .ok("GetRequestStatus", "{'FunctionName':'slow','FunctionRequestId':'" + id + "'}")
            .getAsJsonArray("Data")
            .get(0)
            .getAsJsonObject();
    assertThat(done.get("RetCode").getAsInt()).isZero();
    assertThat(done.get("RetMsg").getAsString()).isEqualTo("Echoing request: '1'");
  }

  @Test
  void isTriedAgainAsOftenAsItIsSetAndThenKeptAsADeadLetter() throws Exception {
    client.create("failing", FAILING, "");
    String twice = accepted("failing", "1");
    await(twice, "FAILED");
    assertThat(retries(logs("failing", ",'Order':'ASC'"))).containsExactly(0, 1, 2);

    client.ok(
        "UpdateFunctionEventInvokeConfig",
        "{'FunctionName':'failing',"
            + "'AsyncTriggerConfig':{'RetryConfig':[{'RetryNum':0}],'MsgTTL':60}}");
    String once = accepted("failing", "2");
    await(once, "FAILED");
    assertThat(logs("failing", ",'FunctionRequestId':'" + once + "'")).hasSize(1);
    JsonObject list =
        client.ok("ListAsyncEvents", "{'FunctionName':'failing','Status':['FAILED']}");
    assertThat(list.get("TotalCount").getAsInt()).isEqualTo(2);
    assertThat(store.resolve("async").resolve(once + ".json"))
        .content()
        .contains("\"event\": \"2\"");
  }

  private static List<Integer> retries(JsonArray logs) {
    List<Integer> retries = new ArrayList<>();
    logs.forEach(log -> retries.add(log.getAsJsonObject().get("RetryNum").getAsInt()));
    return retries;
  }

  @Test
  void isGivenUpWhenItIsTerminated() throws Exception {
    scf.close();
    start(Duration.ofMinutes(1));
    client.create("failing", FAILING, "");
    String id = accepted("failing", "1");
    while (logs("failing", "").isEmpty()) {
      Thread.sleep(10);
    }
    client.ok("TerminateAsyncEvent", "{'FunctionName':'failing','InvokeRequestId':'" + id + "'}");
    assertThat(status(id)).isEqualTo("ABORTED");
    assertThat(
            client.code(
                "TerminateAsyncEvent",
                "{\"FunctionName\":\"failing\",\"InvokeRequestId\":\"" + id + "\"}"))
        .isEqualTo("FailedOperation.AsyncEventStatus");
  }

  @Test
  void staysGivenUpWhateverItsInvocationAnswers() throws Exception {
    client.create("slow", FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "sleep 0.5"), "");
    String id = accepted("slow", "1");
    client.ok("TerminateAsyncEvent", "{'FunctionName':'slow','InvokeRequestId':'" + id + "'}");
    while (logs("slow", "").isEmpty()) {
      Thread.sleep(10);
    }
    Thread.sleep(100); // for what is done with the answer
    assertThat(status(id)).isEqualTo("ABORTED");
  }

  @Test
  void survivesTheProcessThatAcceptedIt() throws Exception {
    client.create("slow", FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "sleep 1"), "");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ids.add(accepted("slow", Integer.toString(i)));
    }
    scf.close();
    assertThat(Files.list(store.resolve("async"))).hasSize(6);

    start();

    for (String id : ids) {
      await(id, "FINISHED");
    }
    assertThat(logs("slow", "")).hasSize(6);
    assertThat(retries(logs("slow", ""))).containsOnly(0);
  }

  @Test
  void waitsForARoomInsteadOfBeingRefused() throws Exception {
    scf.close();
    start(Duration.ofMinutes(1));
    client.create("slow", FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "sleep 0.2"), "");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ids.add(accepted("slow", Integer.toString(i)));
    }
    for (String id : ids) {
      await(id, "FINISHED");
    }
  }

  @Test
  void isRefusedWhereTheCallWouldBe() throws Exception {
    client.create("echo", FunctionZip.ECHO, "");
    String invoke =
        "{\"FunctionName\":\"%s\",\"InvocationType\":\"Event\",\"ClientContext\":\"%s\"}";
    assertThat(client.code("Invoke", invoke.formatted("none", "1")))
        .isEqualTo("ResourceNotFound.Function");
    assertThat(client.code("Invoke", invoke.formatted("echo", "1".repeat(128 * 1024 + 1))))
        .isEqualTo("InvalidParameter.RequestTooLarge");
    assertThat(client.code("Invoke", invoke.formatted("echo", "{a}")))
        .isEqualTo("InvalidParameterValue.Param");
    assertThat(
            client.code(
                "UpdateFunctionEventInvokeConfig",
                "{\"FunctionName\":\"echo\",\"AsyncTriggerConfig\":{\"RetryConfig\":[{\"RetryNum\":3}],\"MsgTTL\":60}}"))
        .isEqualTo("LimitExceeded.RetryNum");
  }

  @Test
  void itsTreatmentIsToldAsItWasSet() throws Exception {
    client.create("echo", FunctionZip.ECHO, "");
    assertThat(treatment("")).isEqualTo("{\"RetryConfig\":[{\"RetryNum\":2}],\"MsgTTL\":21600}");
    client.ok(
        "UpdateFunctionEventInvokeConfig",
        "{'FunctionName':'echo',"
            + "'AsyncTriggerConfig':{'RetryConfig':[{'RetryNum':1}],'MsgTTL':60}}");
    assertThat(treatment(",'Qualifier':'$DEFAULT'"))
        .isEqualTo("{\"RetryConfig\":[{\"RetryNum\":1}],\"MsgTTL\":60}");
    assertThat(
            client.code(
                "GetFunctionEventInvokeConfig", "{\"FunctionName\":\"echo\",\"Qualifier\":\"7\"}"))
        .isEqualTo("ResourceNotFound.Qualifier");
    for (String ttl : List.of("59", "21601")) {
      assertThat(
              client.code(
                  "UpdateFunctionEventInvokeConfig",
                  "{\"FunctionName\":\"echo\",\"AsyncTriggerConfig\":"
                      + "{\"RetryConfig\":[{\"RetryNum\":1}],\"MsgTTL\":"
                      + ttl
                      + "}}"))
          .isEqualTo("LimitExceeded.MsgTTL");
    }
  }

  @Test
  void anEventThatIsNotThereAndATreatmentThatIsNoneAreRefused() throws Exception {
    client.create("echo", FunctionZip.ECHO, "");
    assertThat(client.code("GetAsyncEventStatus", "{\"InvokeRequestId\":\"none\"}"))
        .isEqualTo("ResourceNotFound.AsyncEvent");
    assertThat(
            client.code(
                "TerminateAsyncEvent", "{\"FunctionName\":\"echo\",\"InvokeRequestId\":\"none\"}"))
        .isEqualTo("ResourceNotFound.AsyncEvent");
    String update = "{'FunctionName':'echo','AsyncTriggerConfig':{'RetryConfig':%s,'MsgTTL':60}}";
    for (String retries : List.of("[]", "[{'RetryNum':1},{'RetryNum':2}]")) {
      assertThat(
              client.code(
                  "UpdateFunctionEventInvokeConfig", update.formatted(retries).replace('\'', '"')))
          .isEqualTo("InvalidParameterValue.AsyncTriggerConfig");
    }
  }

  private String treatment(String more) throws Exception {
    return client
        .ok("GetFunctionEventInvokeConfig", "{'FunctionName':'echo'" + more + "}")
        .get("AsyncTriggerConfig")
        .toString();
  }

  @Test
  void logsCanBeAskedForByResultAndTime() throws Exception {
    client.create("echo", FunctionZip.ECHO, "");
    client.create("failing", FAILING, "");
    client.invoke("echo", "1");
    client.invoke("failing", "1");
    assertThat(logs("echo", ",'Filter':{'RetCode':'not0'}")).isEmpty();
    assertThat(logs("failing", ",'Filter':{'RetCode':'UserCodeException'}")).hasSize(1);
    assertThat(logs("echo", ",'EndTime':'2020-01-01 00:00:00'")).isEmpty();
    JsonObject log = logs("echo", ",'StartTime':'2020-01-01 00:00:00'").get(0).getAsJsonObject();
    assertThat(log.get("Log").getAsString())
        .startsWith("START RequestId:")
        .contains("Report RequestId");
    assertThat(
            client.code(
                "GetFunctionLogs", "{\"FunctionName\":\"echo\",\"StartTime\":\"yesterday\"}"))
        .isEqualTo("InvalidParameterValue.DateTime");
    client.code("DeleteFunction", "{\"FunctionName\":\"echo\"}");
    assertThat(store.resolve("logs/default/echo.jsonl")).doesNotExist();
  }

  @Test
  void areListedByTheirTimesAndTheOrderThatIsAskedFor() throws Exception {
    client.create("echo", FunctionZip.ECHO, "");
    scf.close();
    event("first", "2026-03-01T12:00:00Z", "2026-03-01T12:30:00Z", "FAILED");
    event("second", "2026-03-01T12:10:00Z", "2026-03-01T12:20:00Z", "FAILED");
    event("third", "2026-03-01T12:20:00Z", "2026-03-01T12:40:00Z", "ABORTED");
    start();

    assertThat(events("")).containsExactly("third", "second", "first");
    assertThat(events(",'Order':'ASC'")).containsExactly("first", "second", "third");
    assertThat(events(",'Orderby':'EndTime'")).containsExactly("third", "first", "second");
    assertThat(events(",'Offset':1,'Limit':1")).containsExactly("second");
    assertThat(events(",'Status':['ABORTED']")).containsExactly("third");
    assertThat(events(",'InvokeRequestId':'second'")).containsExactly("second");
    assertThat(events(",'Qualifier':'1'")).isEmpty();
    assertThat(events(",'InvokeType':['Invoke']")).hasSize(3);
    assertThat(events(",'InvokeType':['Timer']")).isEmpty();
    String interval = "{'Start':'2026-03-01 12:10:00','End':'2026-03-01 12:20:00'}";
    assertThat(events(",'StartTimeInterval':" + interval)).containsExactly("second");
    assertThat(events(",'EndTimeInterval':" + interval.replace("12:20", "12:31")))
        .containsExactly("second", "first");
    assertThat(
            client.code(
                "ListAsyncEvents",
                "{\"FunctionName\":\"echo\",\"StartTimeInterval\":{\"Start\":\"now\"}}"))
        .isEqualTo("InvalidParameterValue.DateTime");
  }

  private void event(String id, String accepted, String ended, String status) throws Exception {
    Files.createDirectories(store.resolve("async"));
    Files.writeString(
        store.resolve("async/" + id + ".json"),
        ("{'requestId':'%s','namespace':'default','function':'echo','qualifier':'$LATEST',"
                + "'routingKey':'{}','event':'1','acceptedMs':%d,'endedMs':%d,'tries':1,"
                + "'status':'%s','statusCode':430}")
            .formatted(
                id,
                Instant.parse(accepted).toEpochMilli(),
                Instant.parse(ended).toEpochMilli(),
                status)
            .replace('\'', '"'));
  }

  private List<String> events(String more) throws Exception {
    List<String> ids = new ArrayList<>();
    client
        .ok("ListAsyncEvents", "{'FunctionName':'echo'" + more + "}")
        .getAsJsonArray("EventList")
        .forEach(one -> ids.add(one.getAsJsonObject().get("InvokeRequestId").getAsString()));
    return ids;
  }
}
