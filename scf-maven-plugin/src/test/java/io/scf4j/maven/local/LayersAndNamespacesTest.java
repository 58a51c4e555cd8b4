package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.model.Sha256;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What functions stand in and stand on, over the cloud API. */
@Timeout(60)
class LayersAndNamespacesTest {
  @TempDir Path store;
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    scf =
        LocalScf.start(
            new LocalScf.Options(store, 0, Duration.ofSeconds(1), Duration.ofMillis(20), 5));
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  private String code(String action, String parameters) throws Exception {
    return client.code(action, parameters.replace('\'', '"'));
  }

  private long published(String name) throws Exception {
    return client.ok("PublishLayerVersion", layer(name)).get("LayerVersion").getAsLong();
  }

  private static String layer(String name) {
    return "{'LayerName':'"
        + name
        + "','CompatibleRuntimes':['CustomRuntime'],'Description':'d','Content':{'ZipFile':'"
        + FunctionZip.of("x").base64()
        + "'}}";
  }

  private static List<String> names(JsonArray array, String member) {
    List<String> names = new ArrayList<>();
    array.forEach(one -> names.add(one.getAsJsonObject().get(member).getAsString()));
    return names;
  }

  @Test
  void layersHaveVersionsWhoseNumbersAreUsedOnce() throws Exception {
    assertThat(published("jre")).isEqualTo(1);
    assertThat(published("jre")).isEqualTo(2);
    assertThat(published("other")).isEqualTo(1);
    client.ok("DeleteLayerVersion", "{'LayerName':'jre','LayerVersion':2}");
    scf.close();

    start();

    assertThat(published("jre")).isEqualTo(3);
    JsonObject layers = client.ok("ListLayers", "{}");
    assertThat(names(layers.getAsJsonArray("Layers"), "LayerName")).containsExactly("jre", "other");
    assertThat(names(layers.getAsJsonArray("Layers"), "LayerVersion")).containsExactly("3", "1");
    JsonObject versions = client.ok("ListLayerVersions", "{'LayerName':'jre'}");
    assertThat(names(versions.getAsJsonArray("LayerVersions"), "LayerVersion"))
        .containsExactly("1", "3");
    JsonObject first = client.ok("GetLayerVersion", "{'LayerName':'jre','LayerVersion':1}");
    assertThat(first.get("Description").getAsString()).isEqualTo("d");
    assertThat(first.get("CodeSha256").getAsString()).hasSize(64);
    assertThat(first.get("Location").getAsString()).startsWith("http://127.0.0.1:");
  }

  @Test
  void aLayerThatIsUsedCannotBeDeletedAndOneThatIsNotThereCannotBeUsed() throws Exception {
    published("jre");
    assertThat(
            code(
                "CreateFunction",
                "{'FunctionName':'fn','Runtime':'CustomRuntime','Code':{'ZipFile':'"
                    + FunctionZip.of(FunctionZip.ECHO).base64()
                    + "'},'Layers':[{'LayerName':'jre','LayerVersion':2}]}"))
        .isEqualTo("ResourceNotFound.Layer");
    client.create(
        "fn", FunctionZip.ECHO, ",\"Layers\":[{\"LayerName\":\"jre\",\"LayerVersion\":1}]");
    assertThat(names(client.get("fn").getAsJsonArray("Layers"), "LayerName"))
        .containsExactly("jre");
    assertThat(code("DeleteLayerVersion", "{'LayerName':'jre','LayerVersion':1}"))
        .isEqualTo("ResourceInUse.LayerVersion");
    client.ok(
        "UpdateFunctionConfiguration",
        "{'FunctionName':'fn','Layers':[{'LayerName':'','LayerVersion':0}]}");
    client.awaitActive("fn");
    assertThat(client.get("fn").getAsJsonArray("Layers")).isEmpty();
    client.ok("DeleteLayerVersion", "{'LayerName':'jre','LayerVersion':1}");
    assertThat(code("GetLayerVersion", "{'LayerName':'jre','LayerVersion':1}"))
        .isEqualTo("ResourceNotFound.LayerVersion");
  }

  @Test
  void theFilesOfLayersAreAtOptAndTheLaterLayerWins() throws Exception {
    for (String content : new String[] {"first", "second"}) {
      client.ok(
          "PublishLayerVersion",
          "{'LayerName':'"
              + content
              + "','CompatibleRuntimes':['CustomRuntime'],'Content':{'ZipFile':'"
              + FunctionZip.of("x")
                  .file("both.txt", content, 0100644)
                  .file(content + ".txt", "own of " + content, 0100644)
                  .base64()
              + "'}}");
    }
    client.create(
        "fn",
        FunctionZip.ECHO.replace(
            "Echoing request: '$event'",
            "$(cd ${SCF4J_OPT:-/opt}; cat both.txt first.txt second.txt)"),
        ",\"Layers\":[{\"LayerName\":\"first\",\"LayerVersion\":1},"
            + "{\"LayerName\":\"second\",\"LayerVersion\":1}]");
    assertThat(client.invoke("fn", "{}").get("RetMsg").getAsString())
        .isEqualTo("secondown of firstown of second");
  }

  @Test
  void namespacesHoldFunctionsOfTheSameName() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    String create =
        "{'FunctionName':'fn','Namespace':'test','Runtime':'CustomRuntime','Code':{'ZipFile':'"
            + FunctionZip.of(FunctionZip.ECHO).base64()
            + "'}}";
    assertThat(code("CreateFunction", create)).isEqualTo("ResourceNotFound.Namespace");
    client.ok("CreateNamespace", "{'Namespace':'test','Description':'d'}");
    assertThat(code("CreateNamespace", "{'Namespace':'test'}"))
        .isEqualTo("ResourceInUse.Namespace");
    client.ok("CreateFunction", create);
    scf.close();

    start();

    assertThat(names(client.ok("ListNamespaces", "{}").getAsJsonArray("Namespaces"), "Name"))
        .containsExactly("default", "test");
    assertThat(client.ok("ListFunctions", "{'Namespace':'test'}").get("TotalCount").getAsInt())
        .isEqualTo(1);
    assertThat(code("DeleteNamespace", "{'Namespace':'test'}"))
        .isEqualTo("ResourceInUse.Namespace");
    while (code("DeleteFunction", "{'FunctionName':'fn','Namespace':'test'}")
        .startsWith("Failed")) {
      Thread.sleep(10); // it is still being created
    }
    client.ok("DeleteNamespace", "{'Namespace':'test'}");
    assertThat(code("ListFunctions", "{'Namespace':'test'}"))
        .isEqualTo("ResourceNotFound.Namespace");
    JsonObject account = client.ok("GetAccount", "{}").getAsJsonObject("AccountUsage");
    assertThat(account.get("NamespacesCount").getAsInt()).isEqualTo(1);
  }

  @Test
  void functionsAreListedByPageNameAndStatus() throws Exception {
    for (String name : List.of("beta", "alpha", "gamma")) {
      client.create(name, FunctionZip.ECHO, "");
    }
    JsonObject all =
        client.ok("ListFunctions", "{'Orderby':'FunctionName','Order':'ASC','Limit':2}");
    assertThat(names(all.getAsJsonArray("Functions"), "FunctionName"))
        .containsExactly("alpha", "beta");
    assertThat(all.get("TotalCount").getAsInt()).isEqualTo(3);
    JsonObject rest =
        client.ok("ListFunctions", "{'Orderby':'FunctionName','Order':'ASC','Limit':2,'Offset':2}");
    assertThat(names(rest.getAsJsonArray("Functions"), "FunctionName")).containsExactly("gamma");
    assertThat(client.ok("ListFunctions", "{'SearchKey':'et'}").get("TotalCount").getAsInt())
        .isEqualTo(1);
    assertThat(
            client
                .ok("ListFunctions", "{'Filters':[{'Name':'Status','Values':['Updating']}]}")
                .get("TotalCount")
                .getAsInt())
        .isZero();
    assertThat(code("ListFunctions", "{'Order':'UP'}")).isEqualTo("InvalidParameterValue.Order");
  }

  @Test
  void functionsAreListedInTheOrderThatIsAskedFor() throws Exception {
    for (String name : List.of("beta", "alpha", "gamma")) {
      client.create(name, FunctionZip.ECHO, "");
    }
    scf.close();
    times("beta", "2026-01-01 00:00:00", "2026-01-06 00:00:00");
    times("alpha", "2026-01-02 00:00:00", "2026-01-05 00:00:00");
    times("gamma", "2026-01-03 00:00:00", "2026-01-04 00:00:00");
    start();

    assertThat(listed("")).containsExactly("beta", "alpha", "gamma");
    assertThat(listed("'Order':'ASC'")).containsExactly("gamma", "alpha", "beta");
    assertThat(listed("'Orderby':'ModTime','Order':'ASC'"))
        .containsExactly("gamma", "alpha", "beta");
    assertThat(listed("'Orderby':'AddTime'")).containsExactly("gamma", "alpha", "beta");
    assertThat(listed("'Orderby':'FunctionName','Order':'DESC'"))
        .containsExactly("gamma", "beta", "alpha");
    assertThat(listed("'Offset':2,'Limit':5")).containsExactly("gamma");
    assertThat(listed("'Limit':0")).isEmpty();
    assertThat(listed("'Offset':3")).isEmpty();
    assertThat(code("ListFunctions", "{'Orderby':'Name'}"))
        .isEqualTo("InvalidParameterValue.OrderBy");
    assertThat(code("ListFunctions", "{'Limit':1001}")).isEqualTo("InvalidParameterValue.Limit");
    assertThat(code("ListFunctions", "{'Offset':-1}")).isEqualTo("InvalidParameterValue.Offset");
  }

  private void times(String name, String added, String modified) throws Exception {
    Path file = store.resolve("functions/default/" + name + "/function.json");
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"added\": \"[^\"]*\"", "\"added\": \"" + added + "\"")
            .replaceFirst("\"modified\": \"[^\"]*\"", "\"modified\": \"" + modified + "\""));
  }

  private List<String> listed(String parameters) throws Exception {
    return names(
        client.ok("ListFunctions", "{" + parameters + "}").getAsJsonArray("Functions"),
        "FunctionName");
  }

  @Test
  void functionsAreFoundByWhatTheyAre() throws Exception {
    client.create(
        "one",
        FunctionZip.ECHO,
        ",\"Description\":\"the first\",\"Role\":\"r-1\",\"ClsTopicId\":\"t-1\",\"TraceEnable\":\"TRUE\","
            + "\"VpcConfig\":{\"VpcId\":\"v-1\",\"SubnetId\":\"s-1\"},"
            + "\"Tags\":[{\"Key\":\"team\",\"Value\":\"a\"}]");
    client.create("two", FunctionZip.ECHO, ",\"Description\":\"the second\"");
    assertThat(listed("'Description':'first'")).containsExactly("one");
    assertThat(listed("'SearchKey':'w'")).containsExactly("two");
    for (String filter :
        List.of(
            "FunctionName one",
            "Role r-1",
            "ClsTopicId t-1",
            "TraceEnable TRUE",
            "VpcId v-1",
            "SubnetId s-1",
            "tag-team a")) {
      String[] parts = filter.split(" ");
      assertThat(listed(filter(parts[0], parts[1]))).as(filter).containsExactly("one");
    }
    assertThat(listed(filter("tag-team", "b"))).isEmpty();
    assertThat(listed(filter("AsyncRunEnable", "FALSE"))).hasSize(2);
    assertThat(listed(filter("Type", "Event','HTTP"))).hasSize(2);
    assertThat(listed(filter("Runtime", "Java8"))).isEmpty();
    assertThat(
            listed(
                "'Filters':[{'Name':'Status','Values':['Active']},"
                    + "{'Name':'FunctionName','Values':['two','none']}]"))
        .containsExactly("two");
    assertThat(code("ListFunctions", "{" + filter("Colour", "red") + "}"))
        .isEqualTo("InvalidParameterValue.Filters");
    JsonObject one =
        client
            .ok("ListFunctions", "{'SearchKey':'one'}")
            .getAsJsonArray("Functions")
            .get(0)
            .getAsJsonObject();
    assertThat(one.getAsJsonArray("Tags")).hasSize(1);
    assertThat(one.get("TraceEnable").getAsString()).isEqualTo("TRUE");
  }

  private static String filter(String name, String value) {
    return "'Filters':[{'Name':'" + name + "','Values':['" + value + "']}]";
  }

  @Test
  void namespacesAreFoundOrderedAndDescribed() throws Exception {
    client.ok("CreateNamespace", "{'Namespace':'zeta','Description':'last of all'}");
    client.ok("CreateNamespace", "{'Namespace':'beta'}");
    client.ok("UpdateNamespace", "{'Namespace':'beta','Description':'changed'}");
    assertThat(namespaces("'Orderby':'Name'")).containsExactly("beta", "default", "zeta");
    assertThat(namespaces("'Orderby':'Name','Order':'DESC','Limit':1")).containsExactly("zeta");
    assertThat(namespaces("'SearchKey':[{'Key':'Namespace','Value':'eta'}]"))
        .containsExactly("zeta", "beta");
    assertThat(
            namespaces(
                "'SearchKey':[{'Key':'Namespace','Value':'eta'},"
                    + "{'Key':'Description','Value':'chan'}]"))
        .containsExactly("beta");
    assertThat(code("ListNamespaces", "{'SearchKey':[{'Key':'Type','Value':'x'}]}"))
        .isEqualTo("InvalidParameterValue.SearchKey");
    assertThat(code("UpdateNamespace", "{'Namespace':'none','Description':'d'}"))
        .isEqualTo("ResourceNotFound.Namespace");
    assertThat(code("DeleteNamespace", "{'Namespace':'default'}"))
        .isEqualTo("InvalidParameterValue.Namespace");
    client.ok("CreateNamespace", "{'Namespace':'four'}");
    client.ok("CreateNamespace", "{'Namespace':'five'}");
    assertThat(code("CreateNamespace", "{'Namespace':'six'}")).isEqualTo("LimitExceeded.Namespace");
  }

  private List<String> namespaces(String parameters) throws Exception {
    return names(
        client.ok("ListNamespaces", "{" + parameters + "}").getAsJsonArray("Namespaces"), "Name");
  }

  @Test
  void layersAreDescribedWhereTheyAreUsedAndCanBeFetched() throws Exception {
    published("jre");
    client.create(
        "fn", FunctionZip.ECHO, ",\"Layers\":[{\"LayerName\":\"jre\",\"LayerVersion\":1}]");
    JsonObject used = client.get("fn").getAsJsonArray("Layers").get(0).getAsJsonObject();
    assertThat(used.get("LayerVersion").getAsInt()).isEqualTo(1);
    assertThat(used.get("Description").getAsString()).isEqualTo("d");
    assertThat(used.get("Status").getAsString()).isEqualTo("Active");
    JsonObject layer = client.ok("GetLayerVersion", "{'LayerName':'jre','LayerVersion':1}");
    HttpResponse<byte[]> zip =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(layer.get("Location").getAsString())).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(zip.statusCode()).isEqualTo(200);
    assertThat(Sha256.of(zip.body())).isEqualTo(layer.get("CodeSha256").getAsString());
    HttpResponse<byte[]> guess =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(scf.access().endpoint() + "/download/" + "0".repeat(48)))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(guess.statusCode()).isEqualTo(404);
  }

  @Test
  void layersAreFoundByNameAndRuntime() throws Exception {
    published("jre");
    published("tools");
    String zip = FunctionZip.of("x").base64();
    for (String runtimes : List.of("'Python3.10'", "'Python3.10','CustomRuntime'")) {
      client.ok(
          "PublishLayerVersion",
          "{'LayerName':'tools','CompatibleRuntimes':["
              + runtimes
              + "],'Content':{'ZipFile':'"
              + zip
              + "'}}");
    }
    assertThat(layers("'SearchKey':'oo'")).containsExactly("tools");
    assertThat(layers("'SearchKey':'x'")).isEmpty();
    assertThat(layers("'CompatibleRuntime':'Python3.10'")).containsExactly("tools");
    assertThat(layers("'CompatibleRuntime':'CustomRuntime'")).containsExactly("jre", "tools");
    assertThat(layers("'CompatibleRuntime':'CustomRuntime','SearchKey':'j'"))
        .containsExactly("jre");
    assertThat(layers("'CompatibleRuntime':'Go1'")).isEmpty();
    assertThat(versions("")).containsExactly("1", "2", "3");
    assertThat(versions(",'CompatibleRuntime':['CustomRuntime']")).containsExactly("1", "3");
    assertThat(versions(",'CompatibleRuntime':['Go1','Python3.10']")).containsExactly("2", "3");
    assertThat(versions(",'CompatibleRuntime':['Go1']")).isEmpty();
    assertThat(code("ListLayerVersions", "{'LayerName':'tools','CompatibleRuntime':'Go1'}"))
        .isEqualTo("InvalidParameter");
  }

  private List<String> layers(String parameters) throws Exception {
    JsonObject found = client.ok("ListLayers", "{" + parameters + "}");
    List<String> names = names(found.getAsJsonArray("Layers"), "LayerName");
    assertThat(found.get("TotalCount").getAsInt()).isEqualTo(names.size());
    return names;
  }

  private List<String> versions(String more) throws Exception {
    return names(
        client
            .ok("ListLayerVersions", "{'LayerName':'tools'" + more + "}")
            .getAsJsonArray("LayerVersions"),
        "LayerVersion");
  }

  @Test
  void namesOfLayersAndNamespacesHaveTheirRules() throws Exception {
    for (String name : List.of("1st", "a_", "../x", "l".repeat(65))) {
      assertThat(code("PublishLayerVersion", layer(name)))
          .as(name)
          .isEqualTo("InvalidParameterValue.LayerName");
    }
    assertThat(code("PublishLayerVersion", layer("l".repeat(64)))).isEqualTo("ok");
    for (String name : List.of("1st", "a b", "../x", "n".repeat(61))) {
      assertThat(code("CreateNamespace", "{'Namespace':'" + name + "'}"))
          .as(name)
          .isEqualTo("InvalidParameterValue.NamespaceInvalid");
    }
  }

  @Test
  void theLimitsOfTheAccountAreTold() throws Exception {
    client.ok("CreateNamespace", "{'Namespace':'test'}");
    JsonObject limit = client.ok("GetAccount", "{}").getAsJsonObject("AccountLimit");
    assertThat(limit.get("NamespacesCount").getAsInt()).isEqualTo(5);
    assertThat(names(limit.getAsJsonArray("Namespace"), "Namespace"))
        .containsExactly("default", "test");
    JsonObject first = limit.getAsJsonArray("Namespace").get(0).getAsJsonObject();
    assertThat(first.get("FunctionsCount").getAsInt()).isEqualTo(50);
    assertThat(first.get("TimeoutLimit").getAsInt()).isEqualTo(900);
    assertThat(first.get("InitTimeoutLimit").getAsInt()).isEqualTo(300);
    assertThat(first.get("RetryNumLimit").getAsInt()).isEqualTo(2);
    assertThat(first.get("MinMsgTTL").getAsInt()).isEqualTo(60);
    assertThat(first.get("MaxMsgTTL").getAsInt()).isEqualTo(21_600);
    assertThat(first.getAsJsonObject("Trigger").get("Timer").getAsInt()).isEqualTo(10);
  }

  @Test
  void aRegionHasTwentyLayersAndALayerTwoHundredVersions() throws Exception {
    for (int i = 0; i < 20; i++) {
      published("layer" + i);
    }
    assertThat(code("PublishLayerVersion", layer("more"))).isEqualTo("LimitExceeded.Layers");
    for (int i = 1; i < 200; i++) {
      published("layer0");
    }
    assertThat(code("PublishLayerVersion", layer("layer0")))
        .isEqualTo("LimitExceeded.LayerVersions");
  }
}
