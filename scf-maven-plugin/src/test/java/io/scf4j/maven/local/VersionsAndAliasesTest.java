package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions, aliases and their traffic, over the cloud API with functions that run. */
@Timeout(60)
class VersionsAndAliasesTest {
  @TempDir Path store;
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    start(Duration.ofMillis(20));
  }

  private void start(Duration transition) {
    scf = LocalScf.start(new LocalScf.Options(store, 0, Duration.ofSeconds(5), transition, 5));
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
  }

  private static String answering(String text) {
    return FunctionZip.ECHO.replace("Echoing request: '$event'", text);
  }

  private String code(String action, String parameters) throws Exception {
    return client.code(action, parameters.replace('\'', '"'));
  }

  /** Function 'f': version 1 answers "one", version 2 "two", $LATEST "three". */
  private void threeOfThem() throws Exception {
    client.create("fn", answering("one"), "");
    publish("1", "first");
    updateCode("two");
    publish("2", "second");
    updateCode("three");
  }

  private void publish(String version, String description) throws Exception {
    JsonObject published =
        client.ok("PublishVersion", "{'FunctionName':'fn','Description':'" + description + "'}");
    assertThat(published.get("FunctionVersion").getAsString()).isEqualTo(version);
    client.awaitActive("fn");
  }

  private void updateCode(String text) throws Exception {
    String zip = FunctionZip.of(answering(text)).base64();
    client.ok("UpdateFunctionCode", "{'FunctionName':'fn','ZipFile':'" + zip + "'}");
    client.awaitActive("fn");
  }

  private String invoked(String more) throws Exception {
    JsonObject result =
        client.ok("Invoke", "{'FunctionName':'fn'" + more + "}").getAsJsonObject("Result");
    return result.get("RetMsg").getAsString();
  }

  private static List<String> texts(JsonElement array, String member) {
    List<String> texts = new ArrayList<>();
    array
        .getAsJsonArray()
        .forEach(one -> texts.add(one.getAsJsonObject().get(member).getAsString()));
    return texts;
  }

  @Test
  void publishedVersionsServeTheirOwnCodeForEver() throws Exception {
    threeOfThem();
    assertThat(invoked("")).isEqualTo("three");
    assertThat(invoked(",'Qualifier':'1'")).isEqualTo("one");
    assertThat(invoked(",'Qualifier':'2'")).isEqualTo("two");
    assertThat(code("Invoke", "{'FunctionName':'fn','Qualifier':'3'}"))
        .isEqualTo("ResourceNotFound.Qualifier");

    JsonObject versions =
        client.ok(
            "ListVersionByFunction", "{'FunctionName':'fn','OrderBy':'AddTime','Order':'ASC'}");
    assertThat(texts(versions.get("Versions"), "Version"))
        .containsExactlyInAnyOrder("$LATEST", "1", "2");
    assertThat(texts(versions.get("Versions"), "Status")).containsOnly("Active");
    assertThat(versions.get("TotalCount").getAsInt()).isEqualTo(3);
    JsonObject first = client.ok("GetFunction", "{'FunctionName':'fn','Qualifier':'1'}");
    assertThat(first.get("FunctionVersion").getAsString()).isEqualTo("1");
    assertThat(first.get("Description").getAsString()).isEqualTo("first");
  }

  @Test
  void aVersionThatIsDeletedWhileNewCodeIsUnpackedStaysDeleted() throws Exception {
    client.create("fn", answering("one"), "");
    publish("1", "first");
    FunctionZip large = FunctionZip.of(answering("two"));
    for (int i = 0; i < 4000; i++) {
      large.file("data/" + i, "x", 0100644);
    }
    client.ok("UpdateFunctionCode", "{'FunctionName':'fn','ZipFile':'" + large.base64() + "'}");
    while (!isUnpacking()) {
      Thread.sleep(1);
    }

    client.ok("DeleteFunctionVersion", "{'FunctionName':'fn','Qualifier':'1'}");

    client.awaitActive("fn");
    JsonObject versions = client.ok("ListVersionByFunction", "{'FunctionName':'fn'}");
    assertThat(texts(versions.get("Versions"), "Version")).containsExactly("$LATEST");
    assertThat(invoked("")).isEqualTo("two");
  }

  private boolean isUnpacking() throws IOException {
    Path unpacked = Files.createDirectories(store.resolve("unpacked"));
    try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(unpacked, "unfinished-*")) {
      return unfinished.iterator().hasNext();
    }
  }

  @Test
  void versionsAndAliasesSurviveARestart() throws Exception {
    threeOfThem();
    client.ok("CreateAlias", "{'FunctionName':'fn','Name':'prod','FunctionVersion':'1'}");
    scf.close();

    start();

    assertThat(invoked(",'Qualifier':'1'")).isEqualTo("one");
    assertThat(invoked(",'Qualifier':'prod'")).isEqualTo("one");
    client.ok("DeleteFunctionVersion", "{'FunctionName':'fn','Qualifier':'2'}");
    publish("3", "not the number of a deleted one");
  }

  @Test
  void versionsAreListedInTheOrderThatIsAskedFor() throws Exception {
    threeOfThem();
    scf.close();
    Path file = store.resolve("functions/default/fn/function.json");
    JsonObject function = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    times(function, "2026-01-01 00:00:00", "2026-01-07 00:00:00");
    JsonArray versions = function.getAsJsonArray("versions");
    times(versions.get(0), "2026-01-02 00:00:00", "2026-01-06 00:00:00");
    times(versions.get(1), "2026-01-03 00:00:00", "2026-01-05 00:00:00");
    Files.writeString(file, function.toString());
    start();

    assertThat(versions("")).containsExactly("$LATEST", "1", "2");
    assertThat(versions(",'Order':'DESC'")).containsExactly("2", "1", "$LATEST");
    assertThat(versions(",'OrderBy':'ModTime'")).containsExactly("2", "1", "$LATEST");
    assertThat(versions(",'OrderBy':'AddTime','Offset':1,'Limit':1")).containsExactly("1");
    JsonObject page = client.ok("ListVersionByFunction", "{'FunctionName':'fn','Limit':1}");
    assertThat(page.get("TotalCount").getAsInt()).isEqualTo(3);
    assertThat(page.get("FunctionVersion").toString()).isEqualTo("[\"$LATEST\"]");
    assertThat(code("ListVersionByFunction", "{'FunctionName':'fn','OrderBy':'Version'}"))
        .isEqualTo("InvalidParameterValue.OrderBy");
  }

  private static void times(JsonElement version, String added, String modified) {
    version.getAsJsonObject().addProperty("added", added);
    version.getAsJsonObject().addProperty("modified", modified);
  }

  private List<String> versions(String more) throws Exception {
    return texts(
        client.ok("ListVersionByFunction", "{'FunctionName':'fn'" + more + "}").get("Versions"),
        "Version");
  }

  @Test
  void aVersionIsNotPublishedWhileTheFunctionChanges() throws Exception {
    scf.close();
    start(Duration.ofSeconds(1));
    client.create("fn", answering("one"), "");
    client.ok("UpdateFunctionConfiguration", "{'FunctionName':'fn','Timeout':9}");
    assertThat(code("PublishVersion", "{'FunctionName':'fn'}"))
        .isEqualTo("FailedOperation.PublishVersion");
    client.awaitActive("fn");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    assertThat(client.status("fn")).isEqualTo("Publishing");
    assertThat(code("UpdateFunctionConfiguration", "{'FunctionName':'fn','Timeout':8}"))
        .isEqualTo("FailedOperation.UpdateFunctionConfiguration");
    assertThat(code("Invoke", "{'FunctionName':'fn','Qualifier':'1'}"))
        .isEqualTo("FailedOperation.FunctionStatusError");
    assertThat(invoked("")).isEqualTo("one");
  }

  @Test
  void anUpdateCanPublishWhatItMade() throws Exception {
    scf.close();
    start(Duration.ofMillis(300));
    client.create("fn", answering("one"), "");
    String zip = FunctionZip.of(answering("two")).base64();
    client.ok(
        "UpdateFunctionCode", "{'FunctionName':'fn','ZipFile':'" + zip + "','Publish':'TRUE'}");
    while (!client.status("fn").equals("Publishing")) {
      Thread.sleep(5);
    }
    client.awaitActive("fn");
    assertThat(invoked(",'Qualifier':'1'")).isEqualTo("two");
  }

  @Test
  void aVersionThatAnAliasLeadsToCannotBeDeleted() throws Exception {
    threeOfThem();
    client.ok("CreateAlias", "{'FunctionName':'fn','Name':'prod','FunctionVersion':'1'}");
    assertThat(code("DeleteFunctionVersion", "{'FunctionName':'fn','Qualifier':'1'}"))
        .isEqualTo("UnsupportedOperation.AliasBind");
    assertThat(code("DeleteFunction", "{'FunctionName':'fn','Qualifier':'1'}"))
        .isEqualTo("UnsupportedOperation.AliasBind");
    client.ok("DeleteFunction", "{'FunctionName':'fn','Qualifier':'2'}");
    assertThat(code("GetFunction", "{'FunctionName':'fn','Qualifier':'2'}"))
        .isEqualTo("ResourceNotFound.Qualifier");
    assertThat(invoked(",'Qualifier':'prod'")).isEqualTo("one");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", "'', false"})
  void aDeletedVersionEndsWhatItServesOnlyWhenItIsForcedTo(String force, boolean isEnded)
      throws Exception {
    client.create(
        "fn",
        FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "[ \"$event\" = 1 ] || sleep 1"),
        ",\"Timeout\":20");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    String invoke = "{'FunctionName':'fn','Qualifier':'1','ClientContext':'%s'}";
    client.ok("Invoke", invoke.formatted("1"));
    CompletableFuture<JsonObject> running = later(invoke.formatted("2"));
    Thread.sleep(300);

    client.ok(
        "DeleteFunctionVersion",
        "{'FunctionName':'fn','Qualifier':'1','ForceDelete':'" + force + "'}");

    String result = running.get().getAsJsonObject("Result").get("RetMsg").getAsString();
    assertThat(result)
        .contains(isEnded ? "\"statusCode\":439" : "Echoing request: '2'")
        .contains(isEnded ? "killed by signal 9 (SIGKILL)" : "");
  }

  @Test
  void aWordThatForceDeleteDoesNotHaveIsRefused() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    assertThat(
            client.code(
                "DeleteFunctionVersion",
                "{\"FunctionName\":\"fn\",\"Qualifier\":\"1\",\"ForceDelete\":\"TRUE\"}"))
        .isEqualTo("InvalidParameterValue");
  }

  private CompletableFuture<JsonObject> later(String invoke) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return client.ok("Invoke", invoke);
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  @Test
  void aVersionOrAliasThatATriggerNamesCannotBeDeleted() throws Exception {
    threeOfThem();
    client.ok("CreateAlias", "{'FunctionName':'fn','Name':'prod','FunctionVersion':'2'}");
    for (String qualifier : List.of("1", "prod")) {
      client.ok(
          "CreateTrigger",
          "{'FunctionName':'fn','Type':'timer','TriggerName':'t"
              + qualifier
              + "','TriggerDesc':'0 0 0 1 1 * *','Qualifier':'"
              + qualifier
              + "'}");
    }
    String version = "{'FunctionName':'fn','Qualifier':'1'}";
    String alias = "{'FunctionName':'fn','Name':'prod'}";
    assertThat(code("DeleteFunctionVersion", version)).isEqualTo("FailedOperation.DeleteFunction");
    assertThat(code("DeleteFunction", version)).isEqualTo("FailedOperation.DeleteFunction");
    assertThat(code("DeleteAlias", alias)).isEqualTo("FailedOperation.DeleteAlias");
    for (String qualifier : List.of("1", "prod")) {
      client.ok(
          "DeleteTrigger",
          "{'FunctionName':'fn','Type':'timer','TriggerName':'t"
              + qualifier
              + "','Qualifier':'"
              + qualifier
              + "'}");
    }
    client.ok("DeleteFunctionVersion", version);
    client.ok("DeleteAlias", alias);
    assertThat(code("DeleteFunctionVersion", "{'FunctionName':'fn','Qualifier':'$LATEST'}"))
        .isEqualTo("InvalidParameterValue.Qualifier");
  }

  @Test
  void theDefaultAliasIsThereAndCanOnlyBeChanged() throws Exception {
    threeOfThem();
    JsonObject alias = client.ok("GetAlias", "{'FunctionName':'fn','Name':'$DEFAULT'}");
    assertThat(alias.get("FunctionVersion").getAsString()).isEqualTo("$LATEST");
    assertThat(code("CreateAlias", "{'FunctionName':'fn','Name':'$DEFAULT','FunctionVersion':'1'}"))
        .isEqualTo("InvalidParameterValue.Name");
    assertThat(code("DeleteAlias", "{'FunctionName':'fn','Name':'$DEFAULT'}"))
        .isEqualTo("InvalidParameterValue.Alias");
    client.ok("UpdateAlias", "{'FunctionName':'fn','Name':'$DEFAULT','FunctionVersion':'2'}");
    JsonObject result = client.ok("InvokeFunction", "{'FunctionName':'fn','Event':'{}'}");
    assertThat(result.getAsJsonObject("Result").get("RetMsg").getAsString()).isEqualTo("two");
    assertThat(invoked("")).isEqualTo("three");
  }

  @Test
  void anAliasSharesEventsByWeight() throws Exception {
    threeOfThem();
    client.ok(
        "CreateAlias",
        "{'FunctionName':'fn','Name':'canary','FunctionVersion':'1',"
            + "'RoutingConfig':{'AdditionalVersionWeights':[{'Version':'2','Weight':0.5}]}}");
    int two = 0;
    for (int i = 0; i < 60; i++) {
      two += invoked(",'Qualifier':'canary'").equals("two") ? 1 : 0;
    }
    assertThat(two).isBetween(12, 48); // outside of it once in a million runs
    client.ok(
        "UpdateAlias",
        "{'FunctionName':'fn','Name':'canary','FunctionVersion':'2',"
            + "'RoutingConfig':{'AdditionalVersionWeights':[]}}");
    assertThat(invoked(",'Qualifier':'canary'")).isEqualTo("two");
  }

  @Test
  void anAliasChoosesByTheRoutingKey() throws Exception {
    threeOfThem();
    client.ok(
        "CreateAlias",
        "{'FunctionName':'fn','Name':'user','FunctionVersion':'1',"
            + "'RoutingConfig':{'AddtionVersionMatchs':[{'Version':'2','Key':'invoke.headers.User',"
            + "'Method':'exact','Expression':'Bob'}]}}");
    assertThat(invoked(",'Qualifier':'user','RoutingKey':'{\\'User\\':\\'Bob\\'}'"))
        .isEqualTo("two");
    assertThat(invoked(",'Qualifier':'user','RoutingKey':'{\\'User\\':\\'Ann\\'}'"))
        .isEqualTo("one");
    assertThat(invoked(",'Qualifier':'user'")).isEqualTo("one");
    assertThat(code("Invoke", "{'FunctionName':'fn','RoutingKey':'[]'}"))
        .isEqualTo("InvalidParameterValue.Param");
  }

  @Test
  void anAliasChoosesByARangeOfNumbers() throws Exception {
    threeOfThem();
    client.ok(
        "CreateAlias",
        "{'FunctionName':'fn','Name':'age','FunctionVersion':'1',"
            + "'RoutingConfig':{'AddtionVersionMatchs':[{'Version':'2','Key':'invoke.headers.Age',"
            + "'Method':'range','Expression':'(17,65]'}]}}");
    assertThat(invoked(",'Qualifier':'age','RoutingKey':'{\\'Age\\':\\'17\\'}'")).isEqualTo("one");
    assertThat(invoked(",'Qualifier':'age','RoutingKey':'{\\'Age\\':\\'65\\'}'")).isEqualTo("two");
  }

  @Test
  void theDefaultAliasSharesTheEventsOfInvokeFunction() throws Exception {
    threeOfThem();
    String update =
        "{'FunctionName':'fn','Name':'$DEFAULT','FunctionVersion':'1',"
            + "'RoutingConfig':{'AdditionalVersionWeights':[{'Version':'2','Weight':%s}]}}";
    client.ok("UpdateAlias", update.formatted("1"));
    assertThat(invokedFunction()).isEqualTo("two");
    client.ok("UpdateAlias", update.formatted("0"));
    assertThat(invokedFunction()).isEqualTo("one");
    client.ok("UpdateAlias", update.formatted("0.5"));
    int two = 0;
    for (int i = 0; i < 40; i++) {
      two += invokedFunction().equals("two") ? 1 : 0;
    }
    assertThat(two).isBetween(4, 36); // outside of it once in ten million runs
    assertThat(invoked("")).isEqualTo("three"); // Invoke is for $LATEST
  }

  private String invokedFunction() throws Exception {
    JsonObject result = client.ok("InvokeFunction", "{'FunctionName':'fn','Event':'{}'}");
    return result.getAsJsonObject("Result").get("RetMsg").getAsString();
  }

  @Test
  void aliasesAreRefusedByThePlatformsRules() throws Exception {
    threeOfThem();
    String create = "{'FunctionName':'fn','Name':'%s','FunctionVersion':'%s'%s}";
    assertThat(code("CreateAlias", create.formatted("1st", "1", "")))
        .isEqualTo("InvalidParameterValue.Name");
    assertThat(code("CreateAlias", create.formatted("prod", "7", "")))
        .isEqualTo("ResourceNotFound.FunctionVersion");
    String weights = ",'RoutingConfig':{'AdditionalVersionWeights':[{'Version':'%s','Weight':%s}]}";
    assertThat(code("CreateAlias", create.formatted("prod", "1", weights.formatted("1", "0.1"))))
        .isEqualTo("InvalidParameterValue.AdditionalVersionWeights");
    assertThat(code("CreateAlias", create.formatted("prod", "1", weights.formatted("2", "1.1"))))
        .isEqualTo("InvalidParameterValue.AdditionalVersionWeights");
    assertThat(code("CreateAlias", create.formatted("prod", "1", weights.formatted("7", "0.1"))))
        .isEqualTo("ResourceNotFound.FunctionVersion");
    String two =
        ",'RoutingConfig':{'AdditionalVersionWeights':[{'Version':'2','Weight':0.1},"
            + "{'Version':'$LATEST','Weight':0.1}]}";
    assertThat(code("CreateAlias", create.formatted("prod", "1", two)))
        .isEqualTo("InvalidParameter.RoutingConfig");
    String match = "{'Version':'2','Key':'invoke.headers.A','Method':'%s','Expression':'%s'}";
    String both =
        ",'RoutingConfig':{'AdditionalVersionWeights':[{'Version':'2','Weight':0.1}],"
            + "'AddtionVersionMatchs':["
            + match.formatted("exact", "x")
            + "]}";
    assertThat(code("CreateAlias", create.formatted("prod", "1", both)))
        .isEqualTo("InvalidParameter.RoutingConfig");
    for (String wrong :
        List.of(
            match.formatted("regex", "x"),
            match.formatted("range", "10"),
            match.formatted("range", "(1,x)"),
            match.formatted("range", "[1,2,3]"))) {
      String matches = ",'RoutingConfig':{'AddtionVersionMatchs':[" + wrong + "]}";
      assertThat(code("CreateAlias", create.formatted("prod", "1", matches)))
          .as(wrong)
          .isEqualTo("InvalidParameter.RoutingConfig");
    }
    assertThat(code("CreateAlias", create.formatted("prod", "1", ""))).isEqualTo("ok");
    assertThat(code("CreateAlias", create.formatted("prod", "1", "")))
        .isEqualTo("ResourceInUse.Alias");
    JsonObject missing = client.call("GetAlias", "{\"FunctionName\":\"fn\",\"Name\":\"none\"}");
    assertThat(CloudClient.code(missing)).isEqualTo("ResourceNotFound.Alias");
    assertThat(missing.getAsJsonObject("Error").get("Message").getAsString()).contains("未找到指定的");
    assertThat(texts(client.ok("ListAliases", "{'FunctionName':'fn'}").get("Aliases"), "Name"))
        .containsExactly("$DEFAULT", "prod");
    assertThat(
            texts(
                client
                    .ok("ListAliases", "{'FunctionName':'fn','FunctionVersion':'1'}")
                    .get("Aliases"),
                "Name"))
        .containsExactly("prod");
  }

  @Test
  void codeCanBeFetchedAsItWasSent() throws Exception {
    threeOfThem();
    JsonObject address = client.ok("GetFunctionAddress", "{'FunctionName':'fn','Qualifier':'1'}");
    byte[] zip = fetched(address.get("Url").getAsString());
    assertThat(Sha256.of(zip)).isEqualTo(address.get("CodeSha256").getAsString());
  }

  @Test
  void theEndOfTheCodeCanBeFetchedAlone() throws Exception {
    threeOfThem();
    String url =
        client
            .ok("GetFunctionAddress", "{'FunctionName':'fn','Qualifier':'1'}")
            .get("Url")
            .getAsString();
    byte[] zip = fetched(url);

    HttpResponse<byte[]> end = get(url, "bytes=-10");

    assertThat(end.statusCode()).isEqualTo(206);
    assertThat(end.body()).isEqualTo(Arrays.copyOfRange(zip, zip.length - 10, zip.length));
    assertThat(end.headers().firstValue("Content-Range"))
        .contains("bytes " + (zip.length - 10) + "-" + (zip.length - 1) + "/" + zip.length);
    HttpResponse<byte[]> more = get(url, "bytes=-1000000");
    assertThat(more.statusCode()).isEqualTo(206);
    assertThat(more.body()).isEqualTo(zip);
    assertThat(get(url, "bytes=0-1").statusCode()).isEqualTo(200);
  }

  private static byte[] fetched(String url) throws Exception {
    HttpResponse<byte[]> answer = get(url, "none");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<byte[]> get(String url, String range) throws Exception {
    HttpRequest get = HttpRequest.newBuilder(URI.create(url)).header("Range", range).build();
    return HttpClient.newHttpClient().send(get, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void settingsThatMakeNoDifferenceHereAreKept() throws Exception {
    client.create(
        "fn",
        answering("one"),
        ",\"VpcConfig\":{\"VpcId\":\"vpc-1\",\"SubnetId\":\"s-1\"},\"DnsCache\":\"TRUE\"");
    client.ok("UpdateFunctionConfiguration", "{'FunctionName':'fn','ClsTopicId':'t-1'}");
    client.awaitActive("fn");
    assertThat(
            code(
                "UpdateFunctionConfiguration",
                "{'FunctionName':'fn','DeadLetterConfig':{'Type':'topic','Name':''}}"))
        .isEqualTo("InvalidParameterValue.DeadLetterConfig");
    JsonObject function = client.get("fn");
    assertThat(function.get("VpcConfig"))
        .isEqualTo(JsonParser.parseString("{\"VpcId\":\"vpc-1\",\"SubnetId\":\"s-1\"}"));
    assertThat(function.get("DnsCache").getAsString()).isEqualTo("TRUE");
    assertThat(function.get("ClsTopicId").getAsString()).isEqualTo("t-1");
    assertThat(function.getAsJsonObject("PublicNetConfig").get("PublicNetStatus").getAsString())
        .isEqualTo("ENABLE");
  }
}
