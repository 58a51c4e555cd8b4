package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reserved and provisioned concurrency, over the cloud API. */
@Timeout(60)
class ConcurrencyTest {
  @TempDir Path store;
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    scf =
        LocalScf.start(
            new LocalScf.Options(store, 0, Duration.ofSeconds(5), Duration.ofMillis(20), 5));
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
  }

  @Test
  void aFunctionWithNothingReservedForItIsRefused() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    client.ok("PutReservedConcurrencyConfig", "{'FunctionName':'fn','ReservedConcurrencyMem':0}");
    scf.close();
    start();
    assertThat(
            client
                .ok("GetReservedConcurrencyConfig", "{'FunctionName':'fn'}")
                .get("ReservedMem")
                .getAsInt())
        .isZero();

    JsonObject refused = client.invoke("fn", "{}");

    assertThat(refused.get("RetMsg").getAsString())
        .contains("\"statusCode\":432")
        .contains("concurrency exceeded reserved quota 0 MB");
    assertThat(refused.get("Log").getAsString())
        .contains("\nERROR RequestId:")
        .contains(" Result:" + refused.get("RetMsg").getAsString() + "\nEND ");
    client.ok("DeleteReservedConcurrencyConfig", "{'FunctionName':'fn'}");
    assertThat(client.invoke("fn", "{}").get("InvokeResult").getAsInt()).isZero();
    assertThat(
            client.code(
                "PutReservedConcurrencyConfig",
                "{\"FunctionName\":\"fn\",\"ReservedConcurrencyMem\":128001}"))
        .isEqualTo("LimitExceeded.FunctionReservedConcurrencyMemory");
  }

  @Test
  void aPublishedVersionHasItsInstancesReady() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    assertThat(
            client.code(
                "PutProvisionedConcurrencyConfig",
                "{\"FunctionName\":\"fn\",\"Qualifier\":\"$LATEST\",\"VersionProvisionedConcurrencyNum\":1}"))
        .isEqualTo("InvalidParameterValue.Qualifier");
    client.ok(
        "PutProvisionedConcurrencyConfig",
        "{'FunctionName':'fn','Qualifier':'1','VersionProvisionedConcurrencyNum':2}");
    awaitProvisioned(2);
    JsonObject result =
        client
            .ok("Invoke", "{'FunctionName':'fn','Qualifier':'1','LogType':'Tail'}")
            .getAsJsonObject("Result");
    assertThat(result.get("Log").getAsString()).doesNotContain("Init Report");
    assertThat(
            client.code("DeleteFunctionVersion", "{\"FunctionName\":\"fn\",\"Qualifier\":\"1\"}"))
        .isEqualTo("FailedOperation.ProvisionedInProgress");
    scf.close();

    start();

    awaitProvisioned(2);
    client.ok("DeleteProvisionedConcurrencyConfig", "{'FunctionName':'fn','Qualifier':'1'}");
    assertThat(
            client
                .ok("GetProvisionedConcurrencyConfig", "{'FunctionName':'fn'}")
                .getAsJsonArray("Allocated"))
        .isEmpty();
  }

  private void awaitProvisioned(int instances) throws Exception {
    JsonObject allocated;
    do {
      Thread.sleep(10);
      allocated =
          client
              .ok("GetProvisionedConcurrencyConfig", "{'FunctionName':'fn'}")
              .getAsJsonArray("Allocated")
              .get(0)
              .getAsJsonObject();
    } while (allocated.get("AvailableProvisionedConcurrencyNum").getAsInt() < instances);
    assertThat(allocated.get("Status").getAsString()).isEqualTo("Done");
  }
}
