package io.scf4j.maven.model.serverless;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.CfsMount;
import io.scf4j.maven.model.ClsTarget;
import io.scf4j.maven.model.DeadLetter;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.VpcConfig;
import io.scf4j.maven.model.serverless.Key.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The table of keys is what the reader does, and what the documentation says. */
class KeysTest {
  private static final Path EVERY_KEY = Path.of("src/test/resources/serverless/every-key.yml");
  private static final Path PAGE = Path.of("../src/site/markdown/serverless-yml.md");
  private static final String REFUSED = "# refused";

  @TempDir Path project;

  static Stream<Key> refused() {
    return Keys.ALL.stream().filter(key -> key.use() == Use.REFUSED || key.use() == Use.ONLY);
  }

  static Stream<Key> noticed() {
    return Keys.ALL.stream().filter(key -> key.use() == Use.NOTICED);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatIsRefusedIsNamedWithTheReason(Key key) throws IOException {
    write(yaml(key, "other"));

    assertThatFailure(() -> new ServerlessReader(project, Map.of()).find())
        .satisfies(
            failure ->
                assertThat(failure.getMessage().lines().skip(1))
                    .singleElement()
                    .asString()
                    .startsWith("  - line 3: " + concrete(key) + ": ")
                    .endsWith(key.text() + "."));
  }

  @ParameterizedTest
  @MethodSource("noticed")
  void whatHasNoEffectAndMightBeMissedIsNamed(Key key) throws IOException {
    write(yaml(key, "other"));

    assertThat(new ServerlessReader(project, Map.of()).find().notices())
        .contains(
            "serverless.yml line 3: " + concrete(key) + ": has no effect: " + key.text() + ".");
  }

  @Test
  void everyKeyIsDescribedOnceAndItsMappingToo() {
    List<String> paths = Keys.ALL.stream().map(Key::path).toList();

    assertThat(paths).doesNotHaveDuplicates();
    assertThat(Keys.ALL)
        .allSatisfy(key -> assertThat(key.text()).isNotBlank().doesNotEndWith("."))
        .allSatisfy(
            key ->
                assertThat(key.parent().replaceAll("\\[]$", ""))
                    .satisfiesAnyOf(
                        parent -> assertThat(parent).isEmpty(),
                        parent -> assertThat(paths).contains(parent)));
  }

  @Test
  void theDocumentationHasTheTable() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows).containsExactlyElementsOf(Keys.ALL.stream().map(Key::row).toList());
  }

  @Test
  void theFileOfAllKeysHasAll() {
    Set<String> used = new LinkedHashSet<>();
    paths("", "", YamlFile.read(EVERY_KEY).orElseThrow(), used);

    assertThat(used).containsExactlyInAnyOrderElementsOf(Keys.ALL.stream().map(Key::path).toList());
  }

  @Test
  void inTheFileOfAllKeysThoseAreRefusedThatAreMarkedSo() throws IOException {
    List<String> lines = Files.readAllLines(EVERY_KEY);
    write(String.join("\n", lines));
    List<String> marked = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith(REFUSED)) {
        marked.add("  - line " + (i + 1));
      }
    }

    assertThatFailure(() -> new ServerlessReader(project, Map.of("STAGE", "prod")).find())
        .satisfies(
            failure ->
                assertThat(
                        failure
                            .getMessage()
                            .lines()
                            .skip(1)
                            .map(line -> line.substring(0, line.indexOf(':'))))
                    .containsExactlyElementsOf(marked));
  }

  @Test
  void withoutThoseTheFileOfAllKeysIsHonoured() throws IOException {
    write(
        String.join(
            "\n",
            Files.readAllLines(EVERY_KEY).stream()
                .filter(line -> !line.endsWith(REFUSED))
                .toList()));

    ServerlessFile file = new ServerlessReader(project, Map.of("STAGE", "prod")).find();

    assertThat(file.functionName()).hasValue("shop-prod");
    assertThat(file.namespace()).hasValue("tests");
    assertThat(file.region()).hasValue("ap-shanghai");
    assertThat(file.handler()).hasValue("index.main_handler");
    assertThat(file.settings())
        .isEqualTo(
            FunctionSettings.NONE
                .with(FunctionFields.MEMORY_SIZE, 512)
                .with(FunctionFields.TIMEOUT, 7)
                .with(FunctionFields.INIT_TIMEOUT, 8)
                .with(FunctionFields.DESCRIPTION, "the shop of shopapp")
                .with(
                    FunctionFields.ENVIRONMENT,
                    Map.of("GREETING", "hello shopapp", "LEVEL", "1.10", "EMPTY", ""))
                .with(FunctionFields.ROLE, "shop-role")
                .with(FunctionFields.VPC, new VpcConfig("vpc-1a2b3c4d", "subnet-1a2b3c4d"))
                .with(FunctionFields.LAYERS, List.of(new LayerRef("jre", 3)))
                .with(FunctionFields.PUBLIC_ACCESS, false)
                .with(FunctionFields.EIP, true)
                .with(
                    FunctionFields.CFS,
                    List.of(
                        new CfsMount(
                            "cfs-1a2b3c4d",
                            "cfs-2b3c4d5e",
                            "/mnt/data",
                            "/shop",
                            "10001",
                            "10002")))
                .with(FunctionFields.CLS, new ClsTarget("logset-1", "topic-1"))
                .with(FunctionFields.DEAD_LETTER, new DeadLetter("topic", "dead", "tag"))
                .with(FunctionFields.ASYNC_RUN, true)
                .with(FunctionFields.TRACE, true)
                .with(FunctionFields.TAGS, Map.of("team", "shop"))
                .with(FunctionFields.MSG_TTL, 3600)
                .with(FunctionFields.RETRY_NUM, 1));
    assertThat(file.release())
        .isEqualTo(new Release(true, "of prod", Optional.of("live"), 1, OptionalInt.empty()));
    assertThat(file.triggers().triggers())
        .containsExactly(
            new Trigger("timer", "nightly", "$LATEST", false, "0 0 3 * * * *", "clean up"),
            new Trigger(
                "http",
                "front",
                "live",
                true,
                "{\"AuthType\":\"CAM\",\"NetConfig\":{\"EnableIntranet\":true,"
                    + "\"EnableExtranet\":true},\"CorsConfig\":{\"Enable\":true,\"Origins\":"
                    + "[\"https://example.com\"],\"Methods\":[\"GET\",\"POST\"],\"Headers\":[\"*\"],"
                    + "\"ExposeHeaders\":[\"*\"],\"MaxAge\":60,\"Credentials\":true}}",
                ""),
            new Trigger(
                "http",
                "url-trigger",
                "$DEFAULT",
                true,
                "{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":false,"
                    + "\"EnableExtranet\":true},\"CorsConfig\":{\"Enable\":true,\"Origins\":[\"*\"],"
                    + "\"Methods\":[\"*\"],\"Headers\":[\"*\"],\"ExposeHeaders\":[],"
                    + "\"Credentials\":false}}",
                ""));
  }

  private void write(String yaml) throws IOException {
    Files.writeString(project.resolve("serverless.yml"), yaml);
  }

  /** A file whose third line has this key and nothing that would draw a finding of its own. */
  private static String yaml(Key key, String value) {
    String[] names = key.path().split("\\.");
    StringBuilder open = new StringBuilder();
    StringBuilder close = new StringBuilder();
    for (int i = 1; i < names.length; i++) {
      boolean list = names[i - 1].endsWith("[]");
      open.append(list ? "[{" : "{").append(names[i].replace("[]", "")).append(": ");
      close.insert(0, list ? "}]" : "}");
    }
    return "component: scf\nname: shop\n" + names[0] + ": " + open + value + close + "\n";
  }

  private static String concrete(Key key) {
    return key.path().replace("[]", "[0]");
  }

  private static void paths(String parent, String name, Node node, Set<String> paths) {
    String path = parent.isEmpty() || name.isEmpty() ? parent + name : parent + "." + name;
    Optional<Key> key = Keys.find(parent, name);
    if (!path.isEmpty()) {
      key.map(Key::path).ifPresent(paths::add);
      if (key.isEmpty() || key.get().use() == Use.REFUSED) {
        return;
      }
      path = key.get().path();
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        paths(path, ((ScalarNode) tuple.getKeyNode()).getValue(), tuple.getValueNode(), paths);
      }
    } else if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        if (item instanceof MappingNode mapping) {
          for (NodeTuple tuple : mapping.getValue()) {
            paths(
                path + "[]",
                ((ScalarNode) tuple.getKeyNode()).getValue(),
                tuple.getValueNode(),
                paths);
          }
        }
      }
    }
  }
}
