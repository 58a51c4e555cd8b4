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

  @Test
  void whatIsReservedAndProvisionedIsInTheAccountAndTheList() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    client.ok(
        "PutReservedConcurrencyConfig", "{'FunctionName':'fn','ReservedConcurrencyMem':1024}");
    client.ok(
        "PutProvisionedConcurrencyConfig",
        "{'FunctionName':'fn','Qualifier':'1','VersionProvisionedConcurrencyNum':2}");
    JsonObject listed =
        client.ok("ListFunctions", "{}").getAsJsonArray("Functions").get(0).getAsJsonObject();
    assertThat(listed.get("ReservedConcurrencyMem").getAsInt()).isEqualTo(1024);
    assertThat(listed.get("TotalProvisionedConcurrencyMem").getAsInt()).isEqualTo(256);

    client.ok("PutTotalConcurrencyConfig", "{'TotalConcurrencyMem':64000}");

    JsonObject usage = client.ok("GetAccount", "{}").getAsJsonObject("AccountUsage");
    assertThat(usage.get("TotalConcurrencyMem").getAsInt()).isEqualTo(64_000);
    assertThat(usage.get("TotalAllocatedConcurrencyMem").getAsInt()).isEqualTo(1024);
    assertThat(usage.get("UserConcurrencyMemLimit").getAsInt()).isEqualTo(128_000);
    JsonObject namespace = usage.getAsJsonArray("Namespace").get(0).getAsJsonObject();
    assertThat(namespace.get("TotalAllocatedConcurrencyMem").getAsInt()).isEqualTo(1024);
    assertThat(namespace.get("TotalAllocatedProvisionedMem").getAsInt()).isEqualTo(256);
    assertThat(client.code("PutTotalConcurrencyConfig", "{\"TotalConcurrencyMem\":1023}"))
        .isEqualTo("FailedOperation.ReservedExceedTotal");
    assertThat(client.code("PutTotalConcurrencyConfig", "{\"TotalConcurrencyMem\":128001}"))
        .isEqualTo("LimitExceeded.TotalConcurrencyMemory");
  }

  @Test
  void aVersionThatIsStillBeingPublishedIsNotProvisioned() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    client.ok("scf4j:SetFaults", "{'Rules':[{'Action':'PublishVersion','StateDelayMs':2000}]}");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    String put =
        "{'FunctionName':'fn','Qualifier':'1','VersionProvisionedConcurrencyNum':1%s}"
            .replace('\'', '"');
    assertThat(client.code("PutProvisionedConcurrencyConfig", put.formatted("")))
        .isEqualTo("FailedOperation.FunctionVersionStatusNotActive");
    assertThat(
            client
                .ok("GetProvisionedConcurrencyConfig", "{'FunctionName':'fn'}")
                .getAsJsonArray("Allocated"))
        .isEmpty();
    assertThat(
            client.code(
                "PutProvisionedConcurrencyConfig",
                put.formatted(",\"ProvisionedType\":\"ConcurrencyUtilizationTracking\"")))
        .isEqualTo("UnsupportedOperation");
    assertThat(
            client.code(
                "PutProvisionedConcurrencyConfig",
                put.formatted(",\"TriggerActions\":[{\"TriggerName\":\"t\"}]")))
        .isEqualTo("UnsupportedOperation");
  }

  @Test
  void moreInstancesThanThereAreAndOtherTypesAreRefused() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    String put =
        "{'FunctionName':'fn','Qualifier':'1','VersionProvisionedConcurrencyNum':%s}"
            .replace('\'', '"');
    for (String number : new String[] {"6", "-1"}) {
      assertThat(client.code("PutProvisionedConcurrencyConfig", put.formatted(number)))
          .isEqualTo("LimitExceeded.FunctionProvisionedConcurrencyMemory");
    }
    String type = "1,\"ProvisionedType\":\"Daily\"";
    assertThat(client.code("PutProvisionedConcurrencyConfig", put.formatted(type)))
        .isEqualTo("InvalidParameterValue.ProvisionType");
    assertThat(
            client
                .ok("GetProvisionedConcurrencyConfig", "{'FunctionName':'fn'}")
                .getAsJsonArray("Allocated"))
        .isEmpty();
  }

  @Test
  void theTotalIsKept() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    client.ok("PutTotalConcurrencyConfig", "{'TotalConcurrencyMem':100}");
    scf.close();

    start();

    assertThat(client.invoke("fn", "{}").get("RetMsg").getAsString())
        .contains("concurrency exceeded region unreserved quota 100 MB");
    client.ok("PutTotalConcurrencyConfig", "{'TotalConcurrencyMem':128000}");
    assertThat(client.invoke("fn", "{}").get("InvokeResult").getAsInt()).isZero();
  }

  @Test
  void howManyMoreInstancesCanBeKeptReadyIsTold() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    assertThat(unallocated("")).isEqualTo(5);
    provisionAVersion();
    assertThat(unallocated("")).isEqualTo(4);
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    assertThat(unallocated(",'Qualifier':'2'")).isEqualTo(5);
    client.ok("PutReservedConcurrencyConfig", "{'FunctionName':'fn','ReservedConcurrencyMem':384}");
    assertThat(unallocated(",'Qualifier':'2'")).isEqualTo(2);
    client.ok("DeleteReservedConcurrencyConfig", "{'FunctionName':'fn'}");
    client.ok("PutTotalConcurrencyConfig", "{'TotalConcurrencyMem':256}");
    assertThat(unallocated(",'Qualifier':'2'")).isEqualTo(1);
  }

  private int unallocated(String more) throws Exception {
    return client
        .ok("GetProvisionedConcurrencyConfig", "{'FunctionName':'fn'" + more + "}")
        .get("UnallocatedConcurrencyNum")
        .getAsInt();
  }

  @Test
  void theLogsOfProvisionedInstancesAreAmongTheFunctionsLogs() throws Exception {
    client.create("fn", FunctionZip.ECHO.replace("#!/bin/bash", "#!/bin/bash\necho loading"), "");
    provisionAVersion();

    JsonObject started = nextLog();

    assertThat(started.get("RetCode").getAsInt()).isZero();
    assertThat(started.get("Log").getAsString())
        .startsWith("START RequestId:" + started.get("RequestId").getAsString())
        .contains("\nloading\n")
        .contains("Provisioned Report RequestId: " + started.get("RequestId").getAsString());
  }

  @Test
  void whyAProvisionedInstanceCouldNotStartIsAmongTheFunctionsLogs() throws Exception {
    client.create("fn", "#!/bin/bash\necho no database\nexit 3\n", "");
    provisionAVersion();

    JsonObject failed = nextLog();

    assertThat(failed.get("RetCode").getAsInt()).isEqualTo(-1);
    assertThat(failed.get("RetMsg").getAsString()).contains("\"statusCode\":450");
    assertThat(failed.get("Log").getAsString()).contains("\nno database\nERROR RequestId:");
  }

  private void provisionAVersion() throws Exception {
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    client.ok(
        "PutProvisionedConcurrencyConfig",
        "{'FunctionName':'fn','Qualifier':'1','VersionProvisionedConcurrencyNum':1}");
  }

  private JsonObject nextLog() throws Exception {
    while (true) {
      JsonArray logs =
          client
              .ok("GetFunctionLogs", "{'FunctionName':'fn','Qualifier':'1'}")
              .getAsJsonArray("Data");
      if (!logs.isEmpty()) {
        return logs.get(0).getAsJsonObject();
      }
      Thread.sleep(10);
    }
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
