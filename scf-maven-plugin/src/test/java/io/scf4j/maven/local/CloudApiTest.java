package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cloud API over real HTTP: who may call, what is refused with which code, and how states pass.
 */
@Timeout(60)
class CloudApiTest {
  private static final Duration TRANSITION = Duration.ofMillis(400);
  private static final String ANSWER_ONE =
      FunctionZip.ECHO.replace("Echoing request: '$event'", "one $MINE");
  private static final String ANSWER_TWO =
      FunctionZip.ECHO.replace("Echoing request: '$event'", "two $MINE");

  @TempDir Path store;
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    scf = LocalScf.start(new LocalScf.Options(store, 0, Duration.ofSeconds(1), TRANSITION, 5));
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
  }

  private static String message(JsonObject response) {
    return response.getAsJsonObject("Error").get("Message").getAsString();
  }

  private static String update(String name, String bootstrap) {
    return "{\"FunctionName\":\""
        + name
        + "\",\"ZipFile\":\""
        + FunctionZip.of(bootstrap).base64()
        + "\"}";
  }

  @Test
  void refusesRequestsThatAreNotSignedForThisMomentAndBody() throws Exception {
    String get = "{\"FunctionName\":\"none\"}";
    assertThat(client.code("GetFunction", get)).isEqualTo("ResourceNotFound.Function");

    client.tamper = " ";
    assertThat(client.code("GetFunction", get)).isEqualTo("AuthFailure.SignatureFailure");
    client.tamper = "";

    client.timestamp = Instant.now().minusSeconds(310);
    assertThat(client.code("GetFunction", get)).isEqualTo("AuthFailure.SignatureExpire");
    client.timestamp = Instant.now().plusSeconds(310);
    assertThat(client.code("GetFunction", get)).isEqualTo("AuthFailure.SignatureExpire");
    client.timestamp = Instant.now().minusSeconds(290);
    assertThat(client.code("GetFunction", get)).isEqualTo("ResourceNotFound.Function");
    client.timestamp = null;

    client.service = "127";
    assertThat(client.code("GetFunction", get)).isEqualTo("ResourceNotFound.Function");
    client.service = "cvm";
    assertThat(client.code("GetFunction", get)).isEqualTo("AuthFailure.SignatureFailure");

    LocalScfAccess other =
        new LocalScfAccess(0, 0, scf.access().endpoint(), "AKIDother", scf.access().secretKey());
    assertThat(new CloudClient(other).code("GetFunction", get))
        .isEqualTo("AuthFailure.SecretIdNotFound");

    HttpRequest unsigned =
        HttpRequest.newBuilder(URI.create(scf.access().endpoint()))
            .POST(HttpRequest.BodyPublishers.ofString(get))
            .build();
    assertThat(CloudClient.code(client.response(unsigned)))
        .isEqualTo("AuthFailure.SignatureFailure");
  }

  @Test
  void refusesUnknownVersionsActionsAndParameters() throws Exception {
    assertThat(client.code("PublishDemo", "{}")).isEqualTo("InvalidAction");
    assertThat(client.code("GetFunction", "{}")).isEqualTo("MissingParameter");
    assertThat(client.code("GetFunction", "[]")).isEqualTo("InvalidParameter");
    assertThat(client.code("GetFunction", "{\"FunctionName\":5}")).isEqualTo("InvalidParameter");
    assertThat(client.code("GetFunction", "{\"FunctionName\":\"none\",\"Name\":\"x\"}"))
        .isEqualTo("UnknownParameter");
    assertThat(
            client.code(
                "UpdateFunctionConfiguration", "{\"FunctionName\":\"none\",\"Handler\":\"a.b\"}"))
        .isEqualTo("UnknownParameter");
    client.version = "2017-01-01";
    assertThat(client.code("GetFunction", "{\"FunctionName\":\"none\"}"))
        .isEqualTo("NoSuchVersion");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'FunctionName':'1st'                                     | InvalidParameterValue.FunctionName",
        "'FunctionName':'a'                                       | InvalidParameterValue.FunctionName",
        "'FunctionName':'../../x1'                                | InvalidParameterValue.FunctionName",
        "'Namespace':'../x'                                       | InvalidParameterValue.Namespace",
        "'Runtime':'Java11'                                       | InvalidParameterValue.Runtime",
        "'Runtime':null                                           | InvalidParameterValue.Runtime",
        "'Runtime':''                                             | MissingParameter.Runtime",
        "'Type':'HTTP'                                            | InvalidParameterValue.Type",
        "'MemorySize':100                                         | InvalidParameterValue.MemorySize",
        "'MemorySize':64                                          | ok",
        "'MemorySize':3072                                        | ok",
        "'MemorySize':0                                           | InvalidParameterValue.MemorySize",
        "'MemorySize':-128                                        | InvalidParameterValue.MemorySize",
        "'MemorySize':3100                                        | InvalidParameterValue.MemorySize",
        "'MemorySize':123008                                      | LimitExceeded.Memory",
        "'Timeout':0                                              | InvalidParameterValue",
        "'Timeout':901                                            | LimitExceeded.Timeout",
        "'Timeout':1.5                                            | InvalidParameter",
        "'InitTimeout':2                                          | InvalidParameterValue",
        "'InitTimeout':301                                        | LimitExceeded.InitTimeout",
        "'Environment':{'Variables':[{'Key':'1a','Value':''}]}    | InvalidParameterValue.Environment",
        "'Environment':{'Variables':[{'Key':'SCF_A','Value':''}]} | InvalidParameterValue.EnvironmentSystemProtect",
        "'Environment':{'Variables':[{'Key':'AB','Name':''}]}     | UnknownParameter",
        "'Code':null                                              | MissingParameter.Code",
        "'Code':{}                                                | MissingParameter.Code",
        "'Code':{'ZipFile':null}                                  | MissingParameter.Code",
        "'Code':{'CosBucketRegion':'ap-beijing'}                  | MissingParameter",
        "'Code':{'DemoId':'demo-1'}                               | UnsupportedOperation",
        "'Code':{'TempCosObjectName':'/a.zip'}                    | UnsupportedOperation",
        "'Code':{'ZipFile':'%%%'}                                 | InvalidParameterValue.ZipFileBase64BinasciiError",
        "'Code':{'ZipFile':'aGVsbG8='}                            | InvalidParameterValue.ZipFile",
        "'Code':{'CosBucketName':'none','CosObjectName':'/a.zip'} | InvalidParameterValue.CosBucketName",
        "'Code':{'CosObjectName':'/a.zip'}                        | InvalidParameterValue.CosBucketName",
        "'Code':{'ImageConfig':{'ImageType':'personal'}}          | UnsupportedOperation",
        "'Layers':[{'LayerName':'x','LayerVersion':1}]            | ResourceNotFound.Layer",
        "'Layers':[{'LayerName':'','LayerVersion':0}]             | ok",
        "'CfsConfig':{'CfsInsList':[]}                            | UnsupportedOperation",
        "'TraceEnable':'on'                                       | InvalidParameterValue.TraceEnable",
        "'NodeType':'c','NodeSpec':'s'                            | ok",
      })
  void refusesValuesAgainstThePlatformsRules(String change, String code) throws Exception {
    JsonObject create = new JsonObject();
    create.addProperty("FunctionName", "good-name");
    create.addProperty("Runtime", "CustomRuntime");
    JsonObject zip = new JsonObject();
    zip.addProperty("ZipFile", FunctionZip.of(FunctionZip.ECHO).base64());
    create.add("Code", zip);
    com.google.gson.JsonParser.parseString("{" + change.replace('\'', '"') + "}")
        .getAsJsonObject()
        .entrySet()
        .forEach(entry -> create.add(entry.getKey(), entry.getValue()));

    assertThat(client.code("CreateFunction", create.toString())).isEqualTo(code);
  }

  @Test
  void refusesWhatIsTooLongOrTooMuch() throws Exception {
    String create =
        "{'Runtime':'CustomRuntime','Code':{'ZipFile':'" + FunctionZip.of("x").base64() + "'},%s}";
    assertThat(code("CreateFunction", create.formatted(description("good-name", 1001))))
        .isEqualTo("InvalidParameterValue.Description");
    assertThat(code("CreateFunction", create.formatted(description("good-name", 1000))))
        .isEqualTo("ok");
    String layer = "{'LayerName':'x','LayerVersion':1}";
    assertThat(
            code(
                "CreateFunction",
                create.formatted(
                    "'FunctionName':'six','Layers':["
                        + String.join(",", Collections.nCopies(6, layer))
                        + "]")))
        .isEqualTo("InvalidParameterValue.Layers");
    String namespace = "n".repeat(59);
    client.ok("CreateNamespace", "{'Namespace':'" + namespace + "'}");
    String named = "'FunctionName':'%s','Namespace':'" + namespace + "'";
    assertThat(code("CreateFunction", create.formatted(named.formatted("f".repeat(60)))))
        .isEqualTo("InvalidParameterValue.FunctionName");
    assertThat(code("CreateFunction", create.formatted(named.formatted("f".repeat(59)))))
        .isEqualTo("ok");
  }

  private static String description(String name, int characters) {
    return "'FunctionName':'" + name + "','Description':'" + "d".repeat(characters) + "'";
  }

  private String code(String action, String parameters) throws Exception {
    return client.code(action, parameters.replace('\'', '"'));
  }

  @Test
  void refusesAnEnvironmentOverFourKilobytes() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    String big =
        "{\"FunctionName\":\"hello\",\"Environment\":{\"Variables\":[{\"Key\":\"BIG\",\"Value\":\"%s\"}]}}";
    assertThat(client.code("UpdateFunctionConfiguration", big.formatted("x".repeat(4094))))
        .isEqualTo("InvalidParameterValue.EnvironmentExceededLimit");
    assertThat(client.code("UpdateFunctionConfiguration", big.formatted("x".repeat(4093))))
        .isEqualTo("ok");
  }

  @Test
  void refusesHostileZipsAndNeverWritesOutside() throws Exception {
    String create =
        "{\"FunctionName\":\"hostile\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"ZipFile\":\"%s\"}}";
    for (FunctionZip zip :
        new FunctionZip[] {
          FunctionZip.of("x").file("../outside", "x", 0100644),
          FunctionZip.of("x").file("/tmp/outside", "x", 0100644),
          FunctionZip.of("x").file("lib/../../outside", "x", 0100644),
          FunctionZip.of("x").file("link", "/etc/passwd", 0120777),
          FunctionZip.of("x").file("lib/link", "../../outside", 0120777)
        }) {
      JsonObject response = client.call("CreateFunction", create.formatted(zip.base64()));
      assertThat(CloudClient.code(response)).isEqualTo("InvalidParameterValue.ZipFile");
      assertThat(message(response)).contains("leaves the code directory");
    }
    assertThat(client.code("GetFunction", "{\"FunctionName\":\"hostile\"}"))
        .isEqualTo("ResourceNotFound.Function");
  }

  @Test
  void refusesAZipThatHasAFileTwice() throws Exception {
    String create =
        "{\"FunctionName\":\"twice\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"ZipFile\":\"%s\"}}";
    FunctionZip zip = FunctionZip.of("x").file("a", "1", 0100644).file("./a", "2", 0100644);
    JsonObject response = client.call("CreateFunction", create.formatted(zip.base64()));
    assertThat(CloudClient.code(response)).isEqualTo("InvalidParameterValue.ZipFile");
    assertThat(message(response)).contains("entry ./a is in it twice");
  }

  @Test
  void refusesAZipWhoseFileIsADirectoryToo() throws Exception {
    String create =
        "{\"FunctionName\":\"both\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"ZipFile\":\"%s\"}}";
    FunctionZip zip = FunctionZip.of("x").file("a", "1", 0100644).file("a/b", "2", 0100644);
    JsonObject response = client.call("CreateFunction", create.formatted(zip.base64()));
    assertThat(CloudClient.code(response)).isEqualTo("InvalidParameterValue.ZipFile");
    assertThat(message(response)).contains("entry a is a file and a directory");
  }

  @Test
  void passesThroughTrueStatesAndServesTheOldCodeMeanwhile() throws Exception {
    String create =
        "{\"FunctionName\":\"hello\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"ZipFile\":\""
            + FunctionZip.of(ANSWER_ONE).base64()
            + "\"}}";
    assertThat(client.code("CreateFunction", create)).isEqualTo("ok");
    assertThat(client.status("hello")).isEqualTo("Creating");
    assertThat(client.code("CreateFunction", create)).isEqualTo("ResourceInUse.FunctionName");
    assertThat(client.code("Invoke", "{\"FunctionName\":\"hello\"}"))
        .isEqualTo("FailedOperation.FunctionStatusError");
    assertThat(client.code("UpdateFunctionCode", update("hello", ANSWER_TWO)))
        .isEqualTo("FailedOperation.UpdateFunctionCode");
    assertThat(client.code("DeleteFunction", "{\"FunctionName\":\"hello\"}"))
        .isEqualTo("FailedOperation.DeleteFunction");
    assertIsNotSettled();
    client.awaitActive("hello");
    assertThat(client.invoke("hello", "{}").get("RetMsg").getAsString()).isEqualTo("one ");

    assertThat(client.code("UpdateFunctionCode", update("hello", ANSWER_TWO))).isEqualTo("ok");
    assertThat(
            client.code(
                "UpdateFunctionConfiguration", "{\"FunctionName\":\"hello\",\"Timeout\":5}"))
        .isEqualTo("FailedOperation.UpdateFunctionConfiguration");
    assertIsNotSettled();
    String during = client.invoke("hello", "{}").get("RetMsg").getAsString();
    assertThat(client.status("hello")).isEqualTo("Updating");
    assertThat(during).isEqualTo("one ");
    client.awaitActive("hello");
    assertThat(client.invoke("hello", "{}").get("RetMsg").getAsString()).isEqualTo("two ");
  }

  private void assertIsNotSettled() throws Exception {
    assertThat(code("GetFunctionAddress", "{'FunctionName':'hello'}"))
        .isEqualTo("FailedOperation.FunctionStatusError");
    assertThat(code("GetFunctionEventInvokeConfig", "{'FunctionName':'hello'}"))
        .isEqualTo("FailedOperation.FunctionVersionStatusNotActive");
    assertThat(
            code(
                "UpdateFunctionEventInvokeConfig",
                "{'FunctionName':'hello','AsyncTriggerConfig':{'RetryConfig':[{'RetryNum':0}],"
                    + "'MsgTTL':60}}"))
        .isEqualTo("FailedOperation.FunctionVersionStatusNotActive");
  }

  @Test
  void changesOnlyWhatAnUpdateSends() throws Exception {
    client.create(
        "hello",
        ANSWER_ONE,
        ",\"Handler\":\"my.handler\",\"Timeout\":7,\"Environment\":{\"Variables\":[{\"Key\":\"MINE\",\"Value\":\"v1\"}]}");
    assertThat(client.invoke("hello", "{}").get("RetMsg").getAsString()).isEqualTo("one v1");

    assertThat(
            client.code(
                "UpdateFunctionConfiguration", "{\"FunctionName\":\"hello\",\"MemorySize\":256}"))
        .isEqualTo("ok");
    client.awaitActive("hello");
    JsonObject function = client.get("hello");
    assertThat(function.get("MemorySize").getAsInt()).isEqualTo(256);
    assertThat(function.get("Timeout").getAsInt()).isEqualTo(7);
    assertThat(function.get("InitTimeout").getAsInt()).isEqualTo(65);
    assertThat(function.get("Handler").getAsString()).isEqualTo("my.handler");
    assertThat(client.invoke("hello", "{}").get("RetMsg").getAsString()).isEqualTo("one v1");

    client.code(
        "UpdateFunctionConfiguration",
        "{\"FunctionName\":\"hello\",\"Environment\":{\"Variables\":[{\"Key\":\"\",\"Value\":\"\"}]}}");
    client.awaitActive("hello");
    assertThat(client.invoke("hello", "{}").get("RetMsg").getAsString()).isEqualTo("one ");
  }

  @Test
  void answersAFailedInvocationAsASuccessfulCall() throws Exception {
    client.create("broken", "#!/bin/bash\nexit 9\n", "");

    JsonObject result = client.invoke("broken", "{}");

    assertThat(result.get("InvokeResult").getAsInt()).isEqualTo(-1);
    assertThat(result.get("RetMsg").getAsString())
        .contains("\"statusCode\":450")
        .contains("exit code 9");
    assertThat(result.get("ErrMsg")).isEqualTo(result.get("RetMsg"));
    assertThat(result.get("Log").getAsString())
        .contains("ERROR RequestId:" + result.get("FunctionRequestId").getAsString());
  }

  @Test
  void chargesNothingForABootstrapThatCannotBeExecuted() throws Exception {
    String plain = FunctionZip.empty().file("bootstrap", "#!/bin/bash\n", 0100644).base64();
    client.ok(
        "CreateFunction",
        "{'FunctionName':'plain','Runtime':'CustomRuntime','Code':{'ZipFile':'" + plain + "'}}");
    client.awaitActive("plain");

    JsonObject result = client.invoke("plain", "{}");

    assertThat(result.get("RetMsg").getAsString())
        .contains("ReloadFail: Bootstrap not executable")
        .contains("\"statusCode\":443}");
    assertThat(result.get("InvokeResult").getAsInt()).isEqualTo(-1);
    assertThat(result.get("Duration").getAsDouble()).isZero();
    assertThat(result.get("BillDuration").getAsLong()).isZero();
    assertThat(result.get("MemUsage").getAsLong()).isZero();
    assertThat(result.get("Log").getAsString())
        .contains("\nERROR RequestId:")
        .endsWith(" Duration:0ms Memory:128MB MemUsage:0.0MB\n");
  }

  @Test
  void checksTheEventBeforeTheFunctionSeesIt() throws Exception {
    client.create("hello", FunctionZip.ECHO, "");
    String invoke = "{\"FunctionName\":\"hello\",\"ClientContext\":\"%s\"%s}";
    assertThat(client.code("Invoke", invoke.formatted("{key:1}", "")))
        .isEqualTo("InvalidParameterValue.Param");
    assertThat(client.code("Invoke", invoke.formatted("{} {}", "")))
        .isEqualTo("InvalidParameterValue.Param");
    assertThat(client.code("Invoke", invoke.formatted("", "")))
        .isEqualTo("InvalidParameterValue.Param");
    assertThat(client.code("Invoke", invoke.formatted("1".repeat(6 * 1024 * 1024 + 1), "")))
        .isEqualTo("InvalidParameter.RequestTooLarge");
    assertThat(client.code("Invoke", invoke.formatted("{}", ",\"InvocationType\":\"DryRun\"")))
        .isEqualTo("InvalidParameterValue.InvokeType");
    assertThat(client.code("Invoke", invoke.formatted("{}", ",\"Qualifier\":\"7\"")))
        .isEqualTo("ResourceNotFound.Qualifier");
    String key = ",'RoutingKey':'{\\\"User\\\":%s}'".replace('\'', '"');
    assertThat(client.code("Invoke", invoke.formatted("{}", key.formatted("5"))))
        .isEqualTo("InvalidParameterValue.Param");
    assertThat(client.code("Invoke", invoke.formatted("{}", key.formatted("[]"))))
        .isEqualTo("InvalidParameterValue.Param");
    String text = "\\\"" + "x".repeat(1013) + "%s\\\"";
    assertThat(client.code("Invoke", invoke.formatted("{}", key.formatted(text.formatted("x")))))
        .isEqualTo("InvalidParameterValue.Param");
    assertThat(client.code("Invoke", invoke.formatted("{}", key.formatted(text.formatted("")))))
        .isEqualTo("ok");
    assertThat(client.invoke("hello", "{ \"a\" : 1.50 }").get("RetMsg").getAsString())
        .isEqualTo("Echoing request: '{ \"a\" : 1.50 }'");
  }

  @Test
  void cutsTheLogToItsLastFourKilobytes() throws Exception {
    client.create(
        "chatty", FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "printf '%05000d' 1"), "");
    String log = client.invoke("chatty", "{}").get("Log").getAsString();
    assertThat(log).hasSize(4096).startsWith("000").contains("\nReport RequestId:");
  }

  @Test
  void keepsFunctionsAndFinishesUpdatesAcrossARestart() throws Exception {
    client.create("hello", ANSWER_ONE, ",\"Description\":\"kept\"");
    client.code("UpdateFunctionCode", update("hello", ANSWER_TWO));
    scf.close();

    start();

    assertThat(client.get("hello").get("Description").getAsString()).isEqualTo("kept");
    client.awaitActive("hello");
    assertThat(client.invoke("hello", "{}").get("RetMsg").getAsString()).isEqualTo("two ");
  }

  @Test
  void unpacksReadOnlyWithTheModesOfTheZip() throws Exception {
    String create =
        "{\"FunctionName\":\"modes\",\"Runtime\":\"CustomRuntime\",\"Code\":{\"ZipFile\":\"%s\"}}";
    String zip =
        FunctionZip.of("#!/bin/sh\n")
            .file("lib/data", "d", 0100644)
            .file("lib/link", "data", 0120777)
            .base64();
    client.code("CreateFunction", create.formatted(zip));
    client.awaitActive("modes");

    try (var files = Files.find(store.resolve("unpacked"), 3, (file, attributes) -> true)) {
      assertThat(
              files
                  .filter(file -> !file.equals(store.resolve("unpacked")))
                  .map(
                      file ->
                          file.getFileName().toString().replaceAll("[0-9a-f]{64}", "sha")
                              + " "
                              + mode(file)))
          .containsExactlyInAnyOrder(
              "sha r-xr-xr-x",
              "bootstrap r-xr-xr-x",
              "lib r-xr-xr-x",
              "data r--r--r--",
              "link r--r--r--");
    }
    assertThat(Base64.getDecoder().decode(zip).length)
        .isEqualTo(client.get("modes").get("CodeSize").getAsInt());
  }

  private static String mode(Path file) {
    try {
      return java.nio.file.attribute.PosixFilePermissions.toString(
          Files.getPosixFilePermissions(file));
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
