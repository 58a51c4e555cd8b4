package io.scf4j.maven.model.serverless;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.scf4j.maven.model.CfsMount;
import io.scf4j.maven.model.ClsTarget;
import io.scf4j.maven.model.DeadLetter;
import io.scf4j.maven.model.FunctionField;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.TriggerPlan;
import io.scf4j.maven.model.VpcConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerlessReaderTest {
  private static final String HEAD = "component: scf\nname: shop\n";
  private static final String PLATFORM_SAMPLE =
      """
      component: scf
      name: ap-guangzhou_default_helloworld
      inputs:
        name: helloworld
        src: ./
        description: helloworld blank template function.
        handler: index.main_handler
        runtime: CustomRuntime
        namespace: default
        region: ap-guangzhou
        memorySize: 128
        timeout: 3
        events:
          - apigw:
              parameters:
                endpoints:
                  - path: /
                    method: GET
      """;
  private static final String OPEN_URL =
      "{\"AuthType\":\"NONE\",\"NetConfig\":{\"EnableIntranet\":false,\"EnableExtranet\":true}}";

  @TempDir Path project;
  private final Map<String, String> environment = new HashMap<>();

  private ServerlessFile read(String yaml) throws IOException {
    Files.writeString(project.resolve("serverless.yml"), yaml);
    return new ServerlessReader(project, environment).find();
  }

  /** With a runtime, so that this draws no notice. */
  private ServerlessFile readInputs(String inputs) throws IOException {
    return read(HEAD + "inputs:\n  runtime: CustomRuntime\n" + inputs.indent(2));
  }

  private List<String> problems(String yaml) throws IOException {
    Files.writeString(project.resolve("serverless.yml"), yaml);
    String[] told = new String[1];
    assertThatFailure(() -> new ServerlessReader(project, environment).find())
        .satisfies(failure -> told[0] = failure.getMessage());
    List<String> lines = told[0].lines().toList();
    assertThat(lines.get(0)).isEqualTo(project.resolve("serverless.yml") + " cannot be deployed:");
    return lines.stream().skip(1).map(line -> line.substring("  - ".length())).toList();
  }

  private List<String> problemsOfInputs(String inputs) throws IOException {
    return problems(HEAD + "inputs:\n" + inputs.indent(2));
  }

  @Test
  void thePlatformsSampleIsAFunctionWithAnUrl() throws IOException {
    ServerlessFile file = read(PLATFORM_SAMPLE);

    assertThat(file.functionName()).hasValue("helloworld");
    assertThat(file.region()).hasValue("ap-guangzhou");
    assertThat(file.namespace()).hasValue("default");
    assertThat(file.handler()).hasValue("index.main_handler");
    assertThat(file.settings())
        .isEqualTo(
            FunctionSettings.NONE
                .with(FunctionFields.MEMORY_SIZE, 128)
                .with(FunctionFields.TIMEOUT, 3)
                .with(FunctionFields.DESCRIPTION, "helloworld blank template function."));
    assertThat(file.release()).isEqualTo(Release.NONE);
    assertThat(file.triggers().triggers())
        .containsExactly(new Trigger("http", "url-trigger", "$DEFAULT", true, OPEN_URL, ""));
    assertThat(file.notices())
        .containsExactly(
            "serverless.yml line 5: inputs.src: what scf:package makes is deployed, and not './' as"
                + " it is; files of the function belong into src/main/scf.",
            "serverless.yml line 14: inputs.events[0].apigw: API Gateway is retired, so this"
                + " becomes a function URL of $DEFAULT, open to everybody, for all paths and"
                + " methods; an http event says it better.");
  }

  @Test
  void aProjectOfSeveralFunctionsIsToldThatItsFileIsNotRead() throws IOException {
    ServerlessReader reader = new ServerlessReader(project, environment);
    assertThat(reader.whyNotForSeveral()).isEmpty();
    Files.writeString(project.resolve("serverless.yaml"), PLATFORM_SAMPLE);
    assertThat(reader.whyNotForSeveral())
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("serverless.yaml describes one function"));
  }

  @Test
  void namesOfTheSampleMayComeFromItsInstance() throws IOException {
    ServerlessFile file = read(HEAD + "inputs: {runtime: CustomRuntime}\n");

    assertThat(file.functionName()).hasValue("shop-dev-shop");
    assertThat(file.settings()).isEqualTo(FunctionSettings.NONE);
    assertThat(file.triggers()).isEqualTo(TriggerPlan.NONE);
    assertThat(file.region()).isEmpty();
    assertThat(file.notices()).isEmpty();
  }

  static Stream<Arguments> valuesOfKeys() {
    return Stream.of(
        arguments("description: a shop", FunctionFields.DESCRIPTION, "a shop"),
        arguments("memorySize: 512", FunctionFields.MEMORY_SIZE, 512),
        arguments("memorySize: '512'", FunctionFields.MEMORY_SIZE, 512),
        arguments("timeout: 7", FunctionFields.TIMEOUT, 7),
        arguments("initTimeout: 8", FunctionFields.INIT_TIMEOUT, 8),
        arguments(
            "environment: {variables: {PORT: 8080, VERSION: 1.10, FLAG: yes, EMPTY: }}",
            FunctionFields.ENVIRONMENT,
            Map.of("PORT", "8080", "VERSION", "1.10", "FLAG", "yes", "EMPTY", "")),
        arguments("publicAccess: false", FunctionFields.PUBLIC_ACCESS, false),
        arguments("eip: true", FunctionFields.EIP, true),
        arguments("role: shop-role", FunctionFields.ROLE, "shop-role"),
        arguments(
            "vpcConfig: {vpcId: vpc-1, subnetId: subnet-1}",
            FunctionFields.VPC,
            new VpcConfig("vpc-1", "subnet-1")),
        arguments(
            "cfs: [{cfsId: cfs-1, localMountDir: /mnt/data}]",
            FunctionFields.CFS,
            List.of(new CfsMount("cfs-1", "cfs-1", "/mnt/data", "/", "10000", "10000"))),
        arguments(
            "deadLetter: {type: topic, name: dead}",
            FunctionFields.DEAD_LETTER,
            new DeadLetter("topic", "dead", "")),
        arguments(
            "layers: [{name: a, version: 1}, {name: b, version: 2}]",
            FunctionFields.LAYERS,
            List.of(new LayerRef("a", 1), new LayerRef("b", 2))),
        arguments(
            "cls: {logsetId: logset-1, topicId: topic-1}",
            FunctionFields.CLS,
            new ClsTarget("logset-1", "topic-1")),
        arguments("asyncRunEnable: true", FunctionFields.ASYNC_RUN, true),
        arguments("traceEnable: true", FunctionFields.TRACE, true),
        arguments("msgTTL: 3600", FunctionFields.MSG_TTL, 3600),
        arguments("retryNum: 0", FunctionFields.RETRY_NUM, 0),
        arguments("tags: {team: shop}", FunctionFields.TAGS, Map.of("team", "shop")));
  }

  @ParameterizedTest
  @MethodSource("valuesOfKeys")
  <T> void aKeySetsItsFieldAndNoOther(String inputs, FunctionField<T> field, T value)
      throws IOException {
    assertThat(readInputs(inputs).settings()).isEqualTo(FunctionSettings.NONE.with(field, value));
  }

  static Stream<Arguments> emptyKeys() {
    return Stream.of(
        arguments("description: ''", FunctionFields.DESCRIPTION),
        arguments("role: ''", FunctionFields.ROLE),
        arguments("environment: {variables: {}}", FunctionFields.ENVIRONMENT),
        arguments("layers: []", FunctionFields.LAYERS),
        arguments("cfs: []", FunctionFields.CFS),
        arguments("cls: ''", FunctionFields.CLS),
        arguments("cls: {}", FunctionFields.CLS),
        arguments("vpcConfig: {}", FunctionFields.VPC),
        arguments("deadLetter: ''", FunctionFields.DEAD_LETTER),
        arguments("tags: {}", FunctionFields.TAGS));
  }

  @ParameterizedTest
  @MethodSource("emptyKeys")
  <T> void anEmptyValueClears(String inputs, FunctionField<T> field) throws IOException {
    assertThat(readInputs(inputs).settings())
        .isEqualTo(FunctionSettings.NONE.with(field, Setting.clear()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"role:", "layers: null", "memorySize: ~", "environment:", "cls:", "image:"})
  void aKeyWithoutAValueSaysNothing(String inputs) throws IOException {
    assertThat(readInputs(inputs).settings()).isEqualTo(FunctionSettings.NONE);
  }

  @Test
  void publishAndAliasAreARelease() throws IOException {
    assertThat(
            readInputs(
                    """
                    publish: true
                    publishDescription: build 7
                    aliasName: live
                    additionalVersionWeights: []
                    traffic: 1
                    """)
                .release())
        .isEqualTo(
            new Release(
                true, "build 7", java.util.Optional.of("live"), 1, java.util.OptionalInt.empty()));
  }

  @Test
  void aTimerHasTheComponentsDefaults() throws IOException {
    TriggerPlan plan =
        readInputs("events:\n  - timer: {parameters: {cronExpression: '0 0 3 * * * *'}}")
            .triggers();

    assertThat(plan.triggers())
        .containsExactly(
            new Trigger("timer", "timer-shop-dev", "$DEFAULT", true, "0 0 3 * * * *", ""));
    assertThat(plan.deleteOthers()).isFalse();
  }

  @Test
  void aTimerIsNamedByItsParametersBeforeItsEvent() throws IOException {
    assertThat(
            readInputs(
                    """
                    events:
                      - timer:
                          name: outer
                          parameters: {name: inner, cronExpression: '0 0 3 * * * *'}
                      - timer:
                          name: outer
                          parameters:
                            cronExpression: 0 0 4 * * * *
                            enable: false
                            qualifier: live
                            argument: '{"a": 1}'
                    """)
                .triggers()
                .triggers())
        .containsExactly(
            new Trigger("timer", "inner", "$DEFAULT", true, "0 0 3 * * * *", ""),
            new Trigger("timer", "outer", "live", false, "0 0 4 * * * *", "{\"a\": 1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http: | NONE | false | true",
        "http: {} | NONE | false | true",
        "http: {parameters: {authType: CAM}} | CAM | false | true",
        "http: {parameters: {netConfig: {enableIntranet: true}}} | NONE | true | false",
        "http: {parameters: {netConfig: {}}} | NONE | false | false",
        "apigw: {parameters: {netTypes: [INNER]}} | NONE | true | false",
        "apigw: | NONE | false | true",
      })
  void anUrlIsReachedFromTheInternetUnlessTheFileSaysFromWhere(
      String event, String auth, boolean intranet, boolean extranet) throws IOException {
    Trigger url = readInputs("events:\n  - " + event).triggers().triggers().get(0);

    assertThat(url.desc())
        .isEqualTo(
            "{\"AuthType\":\"%s\",\"NetConfig\":{\"EnableIntranet\":%s,\"EnableExtranet\":%s}}",
            auth, intranet, extranet);
  }

  @Test
  void anUrlForEverybodyThatNobodyAskedForIsNamed() throws IOException {
    assertThat(readInputs("events:\n  - http:").notices())
        .containsExactly(
            "serverless.yml line 6: inputs.events[0].http: this URL is open to everybody on the"
                + " internet; authType: CAM takes signed requests only.");
    assertThat(readInputs("events:\n  - http: {parameters: {authType: NONE}}").notices()).isEmpty();
    assertThat(readInputs("events:\n  - http: {parameters: {netConfig: {}}}").notices())
        .containsExactly(
            "serverless.yml line 6: inputs.events[0].http.parameters.netConfig: nothing reaches"
                + " this URL; set enableExtranet or enableIntranet.");
  }

  @Test
  void allEndpointsOfAGatewayAreOneUrlForEachQualifier() throws IOException {
    ServerlessFile file =
        readInputs(
            """
            events:
              - apigw:
                  parameters:
                    endpoints:
                      - {path: /a, method: GET}
                      - {path: /b, method: POST, enableCORS: true}
                      - {path: /c, function: {functionQualifier: live}}
              - apigw:
            """);

    String desc =
        OPEN_URL.replace(
            "}}",
            "},\"CorsConfig\":{\"Enable\":true,\"Origins\":[\"*\"],\"Methods\":[\"*\"],"
                + "\"Headers\":[\"*\"],\"ExposeHeaders\":[],\"Credentials\":false}}");
    assertThat(file.triggers().triggers())
        .containsExactly(
            new Trigger("http", "url-trigger", "$DEFAULT", true, desc, ""),
            new Trigger("http", "url-trigger", "live", true, desc, ""));
  }

  @Test
  void anHttpEventCountsMoreThanAGateway() throws IOException {
    assertThat(
            readInputs("events:\n  - apigw:\n  - http: {parameters: {authType: CAM}}")
                .triggers()
                .triggers())
        .singleElement()
        .satisfies(url -> assertThat(url.auth()).isEqualTo("CAM"));
  }

  @Test
  void ignoredTriggersMayBeAnything() throws IOException {
    ServerlessFile file =
        readInputs("ignoreTriggers: true\nevents:\n  - cos: {parameters: {bucket: photos}}");

    assertThat(file.triggers()).isEqualTo(TriggerPlan.NONE);
    assertThat(file.notices())
        .containsExactly(
            "serverless.yml line 6: inputs.events: are left out, because of ignoreTriggers.");
  }

  @Test
  void noEventsNameNoTriggersAndDeleteNone() throws IOException {
    TriggerPlan plan = readInputs("events: []").triggers();

    assertThat(plan.triggers()).isEmpty();
    assertThat(plan.deletes(new Trigger("timer", "other", "$DEFAULT", true, "", ""))).isFalse();
  }

  @Test
  void variablesStandAloneAndInsideOfTexts() throws IOException {
    environment.put("STAGE", "test");
    environment.put("MEMORY", "256");
    ServerlessFile file =
        read(
            """
            component: scf
            name: shop-${stage}
            app: ${name}-app
            stage: ${env.STAGE}
            inputs:
              runtime: CustomRuntime
              name: ${name}
              description: '${app} in ${ stage }, $x {y}'
              memorySize: ${env.MEMORY}
              environment:
                variables: {STAGE: 'is ${env.STAGE}'}
            """);

    assertThat(file.functionName()).hasValue("shop-test");
    assertThat(file.settings())
        .isEqualTo(
            FunctionSettings.NONE
                .with(FunctionFields.MEMORY_SIZE, 256)
                .with(FunctionFields.DESCRIPTION, "shop-test-app in test, $x {y}")
                .with(FunctionFields.ENVIRONMENT, Map.of("STAGE", "is test")));
  }

  @Test
  void aVariableThatIsNotThereIsNamedWithItsPlace() throws IOException {
    assertThat(
            problems(
                """
                component: scf
                name: ${name}
                inputs:
                  name: shop-${stag}
                  memorySize: ${env.NO_SUCH_MEMORY}
                  environment:
                    variables: {A1: '${env:HOME}', B1: fine}
                """))
        .containsExactly(
            "line 2: name: ${name} is made of itself.",
            "line 4: inputs.name: there is no variable ${stag}; there are ${name}, ${stage},"
                + " ${app} and ${env.NAME} with a NAME of the environment.",
            "line 5: inputs.memorySize: the environment has no NO_SUCH_MEMORY, which"
                + " ${env.NO_SUCH_MEMORY} stands for.",
            "line 7: inputs.environment.variables.A1: there is no variable ${env:HOME}; there are"
                + " ${name}, ${stage}, ${app} and ${env.NAME} with a NAME of the environment.");
  }

  @Test
  void allProblemsAreToldAtOnceInTheOrderOfTheLines() throws IOException {
    assertThat(
            problems(
                """
                component: scf
                nmae: shop
                inputs:
                  name: 1shop
                  runtime: Java11
                  memorySise: 128
                  timeout: 1000
                  initTimeout: soon
                  publicAccess: perhaps
                  namespace: a b
                  timeout: 3
                  layers: jre
                  image: {imageUrl: x}
                  <<: {region: x}
                  environment:
                    variables:
                      SCF_X: 1
                      A1: [1]
                  vpcConfig: {vpcId: vpc-1}
                  cfs: [{cfsId: cfs-1}, 7]
                  src: ../other
                  events:
                    - timer: {parameters: {cronExpression: 0 3 * * *}}
                    - timr: {}
                    - apigw:
                      parameters: {}
                    - kafka
                """))
        .containsExactly(
            "line 1: name: is missing.",
            "line 2: unknown key nmae; did you mean name?",
            "line 4: inputs.name: functionName '1shop': 2 to 60 letters, digits, '-' or '_', starting"
                + " with a letter and ending with a letter or digit.",
            "line 5: inputs.runtime: is taken as CustomRuntime only; the platform's built-in runtimes"
                + " are not what this plugin packages.",
            "line 6: unknown key inputs.memorySise; did you mean memorySize?",
            "line 7: inputs.timeout 1000: 1 to 900 (seconds).",
            "line 8: inputs.initTimeout: a whole number is wanted, not 'soon'.",
            "line 9: inputs.publicAccess: true or false is wanted, not 'perhaps'.",
            "line 10: inputs.namespace: namespace 'a b': up to 60 letters, digits, '-' or '_',"
                + " starting with a letter.",
            "line 11: inputs.timeout: is given twice, first in line 7.",
            "line 12: inputs.layers: a list is wanted, items that begin with '- '.",
            "line 13: inputs.image: is refused: it is for functions that are images; this plugin"
                + " deploys zips.",
            "line 14: inputs.<<: keys cannot be merged in; write them out.",
            "line 15: inputs.environment key 'SCF_X': names that start with 'SCF_' are reserved.",
            "line 18: inputs.environment.variables.A1: a text or number is wanted, not a list.",
            "line 19: inputs.vpcConfig: needs both vpcId and subnetId; an empty <vpcConfig/> takes it"
                + " away.",
            "line 20: inputs.cfs[1]: a mapping is wanted.",
            "line 20: inputs.cfs[0].localMountDir: is missing.",
            "line 21: inputs.src: '../other' lies out of the project; what scf:package makes is"
                + " deployed, so leave it out.",
            "line 23: inputs.events[0].timer.parameters.cronExpression: timer 'timer--dev': cron '0 3"
                + " * * *' has not seven fields: second, minute, hour, day, month, weekday, year.",
            "line 24: unknown key inputs.events[1].timr; did you mean timer?",
            "line 26: unknown key inputs.events[2].parameters; remove it.",
            "line 26: inputs.events[2].parameters: an event has one type, and name and parameters"
                + " indented below it.",
            "line 27: inputs.events[3]: a mapping is wanted.");
  }

  @Test
  void twoTimersOfOneNameAreAProblemOfTheEvents() throws IOException {
    assertThat(
            problemsOfInputs(
                """
                events:
                  - timer: {parameters: {cronExpression: '0 0 3 * * * *'}}
                  - timer: {parameters: {cronExpression: '0 0 4 * * * *'}}
                """))
        .containsExactly(
            "line 4: inputs.events: timer 'timer-shop-dev': there are two of this name.");
  }

  @Test
  void aDefaultNameThatIsTooLongSaysWhatToSet() throws IOException {
    assertThat(problems("component: scf\nname: " + "n".repeat(40) + "\ninputs: {}\n"))
        .singleElement()
        .asString()
        .startsWith("line 2: name: without inputs.name the function is ${name}-${stage}-${app}:");
  }

  @Test
  void anAsynchronousFunctionMayRunForADay() throws IOException {
    assertThat(
            readInputs("asyncRunEnable: true\ntimeout: 86400")
                .settings()
                .get(FunctionFields.TIMEOUT)
                .asOptional())
        .hasValue(86400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "component: express\nname: web\n",
        "service: other\nprovider: {name: aws}\nfunctions: {a: !Ref b}\n",
        "- a list\n",
        "",
        "just text"
      })
  void theFileOfAnotherComponentIsLeftAlone(String yaml) throws IOException {
    ServerlessFile file = read(yaml);

    assertThat(file.functionName()).isEmpty();
    assertThat(file.notices())
        .singleElement()
        .asString()
        .startsWith("serverless.yml is left alone: it");
    Path named = project.resolve("serverless.yml");
    assertThatFailure(() -> new ServerlessReader(project, environment).read(named))
        .hasMessageStartingWith(named + " is not the file of a function: it")
        .hasMessageEndingWith("Name one with 'component: scf', or leave <serverlessYml> out.");
  }

  @Test
  void aComponentMayHaveAVersion() throws IOException {
    assertThat(read("component: scf@0.9.7\nname: shop\n").functionName()).hasValue("shop-dev-shop");
  }

  @Test
  void aFileThatIsNamedIsReadWhereverItLies() throws IOException {
    Files.createDirectories(project.resolve("sls"));
    Files.writeString(project.resolve("sls/prod.yml"), HEAD + "stage: prod\n");
    ServerlessReader reader = new ServerlessReader(project, environment);

    assertThat(reader.read(Path.of("sls/prod.yml")).functionName()).hasValue("shop-prod-shop");
    assertThatFailure(() -> reader.read(Path.of("sls/dev.yml")))
        .hasMessageStartingWith("There is no file " + project.resolve("sls/dev.yml") + ".");
  }

  @Test
  void bothEndingsAreFoundButNotAtOnce() throws IOException {
    ServerlessReader reader = new ServerlessReader(project, environment);
    assertThat(reader.find()).isSameAs(ServerlessFile.NONE);

    Files.writeString(project.resolve("serverless.yaml"), HEAD);
    assertThat(reader.find().functionName()).hasValue("shop-dev-shop");

    Files.writeString(project.resolve("serverless.yml"), HEAD);
    assertThatFailure(reader::find).hasMessageContaining("Keep one of them");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password: 'not-a-secret | line 3",
        "password: [not-a-secret, 2 | line 3",
        "password: *not-a-secret: x | line 2",
        "password: not-a-secret: x | line 2",
        "TABpassword: not-a-secret | line 2",
      })
  void whatIsNoYamlIsRefusedWithoutShowingTheLine(String broken, String where) throws IOException {
    String yaml = "component: scf\n" + broken.replace("TAB", "\t") + "\n";
    Files.writeString(project.resolve("serverless.yml"), yaml);

    assertThatFailure(() -> new ServerlessReader(project, environment).find())
        .hasMessageContaining("serverless.yml is no YAML: " + where)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("not-a-secret"));
  }

  @Test
  void fullPagesAndDeepOnesAreRefused() throws IOException {
    assertRefused("a: " + "x".repeat(YamlFile.MAX_BYTES), "is larger than 256 KB");
    assertRefused("a: " + "[".repeat(100_000), "is nested more than 50 deep");
    assertRefused("a: 1\n---\na: 2\n", "has several documents");
    Files.write(
        project.resolve("serverless.yml"), "a: \u00e4".getBytes(StandardCharsets.ISO_8859_1));
    assertThatFailure(() -> new ServerlessReader(project, environment).find())
        .hasMessageContaining("is not UTF-8");
  }

  @Test
  void aliasesThatMultiplyAreNotFollowed() throws IOException {
    StringBuilder bomb = new StringBuilder(HEAD + "inputs:\n  a0: &a0 {b: c}\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("  a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
    }
    assertThat(problems(bomb.toString())).hasSize(40);
    assertRefused(
        HEAD + "inputs: {a: &a {}, b: [" + "*a, ".repeat(60) + "]}",
        "is no YAML: Number of aliases");
  }

  @Test
  @Timeout(10)
  void whatContainsItselfHasAnEnd() throws IOException {
    assertThat(problems(HEAD + "inputs: &a {<<: *a, environment: *a, timeout: 3}\n"))
        .contains("line 3: inputs.<<: keys cannot be merged in; write them out.")
        .contains("line 3: unknown key inputs.environment.timeout; remove it.");
    assertRefused(HEAD + "inputs: &a {!!merge x: *a}\n", "merges mappings");
  }

  @Test
  void anAliasOfAValueIsThatValue() throws IOException {
    assertThat(
            readInputs("description: &text a shop\nenvironment: {variables: {TEXT: *text}}")
                .settings()
                .get(FunctionFields.ENVIRONMENT)
                .asOptional())
        .hasValue(Map.of("TEXT", "a shop"));
  }

  private void assertRefused(String yaml, String why) throws IOException {
    Files.writeString(project.resolve("serverless.yml"), yaml);
    assertThatFailure(() -> new ServerlessReader(project, environment).find())
        .hasMessageContaining(why);
  }

  @Test
  void noProblemShowsAValueOfTheEnvironment() throws IOException {
    environment.put("TOKEN", "not-a-secret");
    assertThat(
            problemsOfInputs(
                """
                memorySize: ${env.TOKEN}
                publicAccess: ${env.TOKEN}
                environment: {variables: {SCF_TOKEN: '${env.TOKEN}'}}
                """))
        .hasSize(3)
        .noneMatch(line -> line.contains("not-a-secret"));
  }
}
