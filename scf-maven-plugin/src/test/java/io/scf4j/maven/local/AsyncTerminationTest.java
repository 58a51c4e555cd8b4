package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** TerminateAsyncEvent of an event that is being invoked, by force and by SIGTERM. */
@Timeout(30)
class AsyncTerminationTest {
  private static final String SLOW =
      FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "[ \"$event\" = 1 ] || sleep 60");

  /** Answers when it is told to end. */
  private static final String HANDLING =
      FunctionZip.ECHO
          .replace(
              "while true; do",
              "trap 'curl -s -d stopped \"$api/invocation/response\" -o /dev/null' TERM\n"
                  + "while true; do")
          .replace("echo \"$event\" 1>&2", "[ \"$event\" = 1 ] || { sleep 60 & wait; continue; }");

  @TempDir Path store;
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    scf =
        LocalScf.start(
            new LocalScf.Options(
                store, 0, Duration.ofSeconds(5), Duration.ofMillis(20), 2, Duration.ofMillis(100)));
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
  }

  /** An event whose function works for a minute, after it has begun. */
  private String running() throws Exception {
    client.invoke("fn", "1");
    String id =
        client
            .ok("Invoke", "{'FunctionName':'fn','InvocationType':'Event','ClientContext':'2'}")
            .getAsJsonObject("Result")
            .get("FunctionRequestId")
            .getAsString();
    Thread.sleep(300);
    return id;
  }

  private void terminate(String id, String more) throws Exception {
    client.ok(
        "TerminateAsyncEvent", "{'FunctionName':'fn','InvokeRequestId':'" + id + "'" + more + "}");
  }

  private JsonObject logOf(String id) throws Exception {
    while (true) {
      JsonArray logs =
          client
              .ok("GetFunctionLogs", "{'FunctionName':'fn','FunctionRequestId':'" + id + "'}")
              .getAsJsonArray("Data");
      if (!logs.isEmpty()) {
        return logs.get(0).getAsJsonObject();
      }
      Thread.sleep(10);
    }
  }

  private void assertAborted(String id, int statusCode) throws Exception {
    JsonObject result;
    do {
      result =
          client
              .ok("GetAsyncEventStatus", "{'InvokeRequestId':'" + id + "'}")
              .getAsJsonObject("Result");
      assertThat(result.get("Status").getAsString()).isEqualTo("ABORTED");
    } while (result.get("StatusCode").getAsInt() != statusCode);
  }

  @Test
  void theInvocationIsEndedByForce() throws Exception {
    client.create("fn", SLOW, ",\"Timeout\":60");
    String id = running();

    terminate(id, "");

    JsonObject log = logOf(id);
    assertThat(log.get("RetMsg").getAsString())
        .contains("User process exit when running: killed by signal 9 (SIGKILL)")
        .contains("\"statusCode\":439");
    assertThat(log.get("Log").getAsString()).doesNotContain("[PLATFORM]");
    assertAborted(id, 439);
  }

  @Test
  void aFunctionThatDoesNotHandleTheSignalEnds() throws Exception {
    client.create("fn", SLOW, ",\"Timeout\":60");
    String id = running();

    terminate(id, ",'GraceShutdown':true");

    JsonObject log = logOf(id);
    assertThat(log.get("RetMsg").getAsString())
        .contains("killed by signal 15 (SIGTERM)")
        .contains("\"statusCode\":439");
    assertThat(log.get("Log").getAsString())
        .contains("\n[PLATFORM] Signal reception failed.\nERROR RequestId:");
    assertAborted(id, 439);
  }

  @Test
  void aFunctionThatHandlesTheSignalMayAnswerAndItsInstanceEnds() throws Exception {
    client.create("fn", HANDLING, ",\"Timeout\":60");
    String id = running();

    terminate(id, ",'GraceShutdown':true");

    JsonObject log = logOf(id);
    assertThat(log.get("RetMsg").getAsString()).isEqualTo("stopped");
    assertThat(log.get("Log").getAsString())
        .contains("\n[PLATFORM] Signal received successfully.\nResponse RequestId:");
    assertAborted(id, 200);
    assertThat(client.invoke("fn", "1").get("Log").getAsString()).contains("Init Report");
  }

  @Test
  void anInvocationThatIsStillInitialisedIsEndedToo() throws Exception {
    client.create(
        "fn", SLOW.replace("#!/bin/bash", "#!/bin/bash\nsleep 20"), ",\"InitTimeout\":30");
    String id =
        client
            .ok("Invoke", "{'FunctionName':'fn','InvocationType':'Event'}")
            .getAsJsonObject("Result")
            .get("FunctionRequestId")
            .getAsString();

    terminate(id, ""); // it may not even have an instance yet

    assertThat(logOf(id).get("RetMsg").getAsString()).contains("SIGKILL");
  }

  @Test
  void anInvocationThatStillWaitsForAnInstanceIsEndedWhenItHasOne() throws Exception {
    client.create("fn", SLOW.replace("#!/bin/bash", "#!/bin/bash\nsleep 1"), ",\"Timeout\":60");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    client.ok(
        "PutProvisionedConcurrencyConfig",
        "{'FunctionName':'fn','Qualifier':'1','VersionProvisionedConcurrencyNum':2}");
    String id =
        client
            .ok("Invoke", "{'FunctionName':'fn','Qualifier':'1','InvocationType':'Event'}")
            .getAsJsonObject("Result")
            .get("FunctionRequestId")
            .getAsString();
    Thread.sleep(200); // it waits for one of the two that are starting

    terminate(id, "");

    assertThat(logOf(id).get("RetMsg").getAsString()).contains("\"statusCode\":439");
    assertAborted(id, 439);
  }

  @Test
  void anInvocationOfCodeThatHasBeenReplacedIsEndedToo() throws Exception {
    client.create("fn", SLOW, ",\"Timeout\":60");
    String id = running();
    client.ok(
        "UpdateFunctionCode",
        "{'FunctionName':'fn','ZipFile':'" + FunctionZip.of(FunctionZip.ECHO).base64() + "'}");
    client.awaitActive("fn");

    terminate(id, "");

    assertThat(logOf(id).get("RetMsg").getAsString()).contains("\"statusCode\":439");
  }
}
