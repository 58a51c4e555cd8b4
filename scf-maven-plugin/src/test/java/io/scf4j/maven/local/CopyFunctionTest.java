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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CopyFunction, by what the platform's page says of it. */
@Timeout(60)
class CopyFunctionTest {
  @TempDir Path store;
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() throws Exception {
    scf =
        LocalScf.start(
            new LocalScf.Options(store, 0, Duration.ofSeconds(5), Duration.ofMillis(20), 5));
    client = new CloudClient(scf.access());
    client.create(
        "fn",
        FunctionZip.ECHO,
        ",\"Handler\":\"own.handler\",\"MemorySize\":256,\"Timeout\":7,\"Description\":\"d\","
            + "\"Environment\":{\"Variables\":[{\"Key\":\"AA\",\"Value\":\"1\"}]},"
            + "\"ClsTopicId\":\"t-1\",\"VpcConfig\":{\"VpcId\":\"v\",\"SubnetId\":\"s\"}");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    client.ok(
        "CreateTrigger",
        "{'FunctionName':'fn','Type':'timer','TriggerName':'t','TriggerDesc':'0 0 0 1 1 * *'}");
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
  }

  private void copy(String more) throws Exception {
    client.ok("CopyFunction", "{'FunctionName':'fn','NewFunctionName':'copy'" + more + "}");
    client.awaitActive("copy");
  }

  @Test
  void hasCodeAndConfigurationButNoTriggersVersionsOrLogTopic() throws Exception {
    copy("");

    assertThat(client.invoke("copy", "1").get("RetMsg").getAsString())
        .isEqualTo("Echoing request: '1'");
    JsonObject copy = client.get("copy");
    assertThat(copy.get("Handler").getAsString()).isEqualTo("own.handler");
    assertThat(copy.get("MemorySize").getAsInt()).isEqualTo(256);
    assertThat(copy.get("Description").getAsString()).isEqualTo("d");
    assertThat(copy.get("Environment")).isEqualTo(client.get("fn").get("Environment"));
    assertThat(copy.get("VpcConfig")).isEqualTo(client.get("fn").get("VpcConfig"));
    assertThat(copy.get("ClsTopicId").getAsString()).isEmpty();
    assertThat(copy.get("FunctionId")).isNotEqualTo(client.get("fn").get("FunctionId"));
    assertThat(count("ListTriggers", "copy")).isZero();
    assertThat(count("ListVersionByFunction", "copy")).isEqualTo(1);
    assertThat(count("ListTriggers", "fn")).isEqualTo(1);
  }

  private int count(String action, String name) throws Exception {
    return client.ok(action, "{'FunctionName':'" + name + "'}").get("TotalCount").getAsInt();
  }

  @Test
  void goesOnWhenTheFunctionItWasCopiedFromIsGone() throws Exception {
    copy(",'TargetRegion':'ap-beijing','Description':'another'");
    client.ok("DeleteFunction", "{'FunctionName':'fn'}");

    assertThat(client.invoke("copy", "2").get("RetMsg").getAsString())
        .isEqualTo("Echoing request: '2'");
    assertThat(client.get("copy").get("Description").getAsString()).isEqualTo("another");
  }

  @Test
  void canLeaveTheConfigurationOut() throws Exception {
    copy(",'CopyConfiguration':false");

    JsonObject copy = client.get("copy");
    assertThat(copy.get("Handler").getAsString()).isEqualTo("own.handler");
    assertThat(copy.get("MemorySize").getAsInt()).isEqualTo(128);
    assertThat(copy.get("Timeout").getAsInt()).isEqualTo(3);
    assertThat(copy.getAsJsonObject("Environment").getAsJsonArray("Variables")).isEmpty();
  }

  @Test
  void replacesAFunctionOnlyWhenToldTo() throws Exception {
    client.create("copy", FunctionZip.ECHO.replace("Echoing", "Old"), ",\"Timeout\":9");
    client.ok("PublishVersion", "{'FunctionName':'copy'}");
    client.awaitActive("copy");
    assertThat(client.invoke("copy", "3").get("RetMsg").getAsString())
        .isEqualTo("Old request: '3'");
    assertThat(
            client.code("CopyFunction", "{\"FunctionName\":\"fn\",\"NewFunctionName\":\"copy\"}"))
        .isEqualTo("ResourceInUse.FunctionName");

    copy(",'Override':true,'CopyConfiguration':false");

    assertThat(client.invoke("copy", "3").get("RetMsg").getAsString())
        .isEqualTo("Echoing request: '3'");
    assertThat(client.get("copy").get("Timeout").getAsInt()).isEqualTo(9);
    assertThat(count("ListVersionByFunction", "copy")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'FunctionName':'none','NewFunctionName':'copy' | ResourceNotFound.Function",
        "'FunctionName':'fn'                            | MissingParameter",
        "'FunctionName':'fn','NewFunctionName':'1'      | InvalidParameterValue.FunctionName",
        "'FunctionName':'fn','NewFunctionName':'fn'     | FailedOperation.CopyFunction",
        "'FunctionName':'fn','NewFunctionName':'copy','TargetNamespace':'none'"
            + " | ResourceNotFound.Namespace",
        "'FunctionName':'fn','NewFunctionName':'copy','Override':'TRUE' | InvalidParameter",
        "'FunctionName':'fn','NewFunctionName':'copy','TargetRegion':'?' | UnsupportedRegion",
      },
      quoteCharacter = '`')
  void isRefused(String parameters, String code) throws Exception {
    assertThat(client.code("CopyFunction", "{" + parameters.replace('\'', '"') + "}"))
        .isEqualTo(code);
  }

  @Test
  void aNamespaceHasFiftyFunctionsAtMost() throws Exception {
    for (int i = 0; i < 49; i++) {
      client.ok("CopyFunction", "{'FunctionName':'fn','NewFunctionName':'copy" + i + "'}");
    }
    assertThat(
            client.code("CopyFunction", "{\"FunctionName\":\"fn\",\"NewFunctionName\":\"copy\"}"))
        .isEqualTo("LimitExceeded.Function");
    client.ok("CreateNamespace", "{'Namespace':'other'}");
    client.ok(
        "CopyFunction", "{'FunctionName':'fn','NewFunctionName':'copy','TargetNamespace':'other'}");
  }
}
