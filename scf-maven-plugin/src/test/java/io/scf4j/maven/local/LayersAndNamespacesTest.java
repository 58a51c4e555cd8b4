package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
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
    return client
        .ok(
            "PublishLayerVersion",
            "{'LayerName':'"
                + name
                + "','CompatibleRuntimes':['CustomRuntime'],'Description':'d','Content':{'ZipFile':'"
                + FunctionZip.of("x").base64()
                + "'}}")
        .get("LayerVersion")
        .getAsLong();
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
}
