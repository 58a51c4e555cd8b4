package io.scf4j.maven.deploy;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.CODE;
import static io.scf4j.maven.testing.Functions.DELIVERY;
import static io.scf4j.maven.testing.Functions.HANDLER;
import static io.scf4j.maven.testing.Functions.active;
import static io.scf4j.maven.testing.Functions.bareSpec;
import static io.scf4j.maven.testing.Functions.inline;
import static io.scf4j.maven.testing.Functions.remote;
import static io.scf4j.maven.testing.Functions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.CodeEnd;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.LayerPackage;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.TriggerPlan;
import io.scf4j.maven.report.JUnitReport;
import io.scf4j.maven.testing.FakeClock;
import io.scf4j.maven.testing.FakeScfCloud;
import io.scf4j.maven.testing.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentTest {
  private final FakeScfCloud cloud = new FakeScfCloud();
  private final RecordingConsole console = new RecordingConsole();
  private final Once once = new Once();

  @Test
  void createsAndWaitsUntilTheFunctionIsActive() {
    cloud.hasNone().has(remote("Creating")).has(active());
    DeployResult result = deploy(bareSpec());
    assertThat(cloud.calls())
        .containsExactly(
            "GetFunction: none",
            "CreateFunction",
            "GetFunction: Creating",
            "GetFunction: Active",
            "GetFunction: Active",
            "GetFunctionAddress $LATEST");
    assertThat(cloud.created().values().get(FunctionFields.MEMORY_SIZE)).isEqualTo(256);
    assertThat(result.created()).isTrue();
  }

  @Test
  void asksWhetherANamespaceIsThereThatNeedNotBe() {
    cloud.hasNone().hasNoNamespace();
    FunctionId id = new FunctionId("ap-guangzhou", "team", "hello");
    FunctionSpec spec = new FunctionSpec(id, HANDLER, FunctionSettings.NONE);
    assertThatFailure(() -> deploy(spec)).hasMessageContaining("There is no namespace 'team'");
    assertThat(cloud.calls()).containsExactly("GetFunction: none", "ListNamespaces");
  }

  @Test
  void aNamespaceThatGetFunctionMissesIsNotAskedForTwice() {
    cloud.refuses(new CloudException("GetFunction", "ResourceNotFound.Namespace", "no", "", null));
    assertThatFailure(() -> deploy(bareSpec())).hasMessageContaining("There is no namespace");
    assertThat(cloud.calls()).isEmpty();
  }

  @Test
  void sendsTheCodeWaitsSendsTheSettingsAndWaitsAgain() {
    cloud.has(active()).has(remote("Updating")).has(active()).has(remote("Updating")).has(active());
    DeployResult result = deploy(spec(FunctionSettings.NONE.with(FunctionFields.MEMORY_SIZE, 256)));
    assertThat(cloud.calls())
        .containsExactly(
            "GetFunction: Active",
            "GetFunctionAddress $LATEST",
            "UpdateFunctionCode demo.Hello::greet",
            "GetFunction: Updating",
            "GetFunction: Active",
            "UpdateFunctionConfiguration",
            "GetFunction: Updating",
            "GetFunction: Active",
            "GetFunction: Active",
            "GetFunctionAddress $LATEST");
    assertThat(cloud.updated().get(FunctionFields.MEMORY_SIZE)).isEqualTo(256);
    assertThat(console.lines())
        .containsExactly("↑ code, hello.zip (2 KB)", "~ memorySize 128 → 256");
    assertThat(result.created()).isFalse();
  }

  @Test
  void waitsForWhoeverIsChangingTheFunctionBeforeItPlans() {
    cloud.has(remote("Publishing")).has(remote("Publishing")).has(active());
    deploy(bareSpec());
    assertThat(cloud.calls())
        .containsExactly(
            "GetFunction: Publishing",
            "GetFunction: Publishing",
            "GetFunction: Active",
            "GetFunctionAddress $LATEST",
            "UpdateFunctionCode demo.Hello::greet",
            "GetFunction: Active",
            "GetFunction: Active",
            "GetFunctionAddress $LATEST");
  }

  @Test
  void waitsForWhoeverIsChangingTheFunctionWhileItDeploys() {
    cloud.has(active()).has(remote("Updating")).has(active());
    cloud.refuses("FailedOperation.UpdateFunctionCode");
    deploy(bareSpec());
    assertThat(cloud.calls())
        .containsExactly(
            "GetFunction: Active",
            "GetFunctionAddress $LATEST",
            "UpdateFunctionCode demo.Hello::greet",
            "GetFunction: Updating",
            "GetFunction: Active",
            "UpdateFunctionCode demo.Hello::greet",
            "GetFunction: Active",
            "GetFunction: Active",
            "GetFunctionAddress $LATEST");
  }

  @Test
  void sendsNoSettingsWhenTheCodeFailed() {
    cloud.has(active()).has(remote("UpdateFailed", "InvalidCode, bad zip"));
    assertThatFailure(
            () -> deploy(spec(FunctionSettings.NONE.with(FunctionFields.MEMORY_SIZE, 256))))
        .hasMessageContaining("is UpdateFailed.\nSCF said: InvalidCode, bad zip");
    assertThat(cloud.calls()).doesNotContain("UpdateFunctionConfiguration");
  }

  @Test
  void printsNoValueOfTheEnvironment() {
    cloud.has(active());
    deploy(
        spec(
            FunctionSettings.NONE.with(
                FunctionFields.ENVIRONMENT, Map.of("GREETING", "fake-value"))));
    assertThat(cloud.updated().get(FunctionFields.ENVIRONMENT))
        .isEqualTo(Map.of("GREETING", "fake-value"));
    assertThat(String.join("\n", console.lines())).doesNotContain("value");
  }

  @Test
  void writesNothingWhenThereIsNothingToChange() {
    cloud.has(active()).hasCode("$LATEST", "c0de");
    DeployResult result = deploy(bareSpec());
    assertThat(cloud.calls()).containsExactly("GetFunction: Active", "GetFunctionAddress $LATEST");
    assertThat(result.changed()).isFalse();
    assertThat(result.status()).isEqualTo("Active");
    assertThat(console.lines()).isEmpty();
  }

  @Test
  void deletesAFunctionThatWasNeverCreatedAndWaitsUntilItIsGone() {
    cloud.has(remote("CreateFailed", "A, b")).has(remote("Deleting")).hasNone().has(active());
    deploy(bareSpec());
    assertThat(cloud.calls())
        .containsSubsequence(
            "GetFunction: CreateFailed",
            "DeleteFunction",
            "GetFunction: Deleting",
            "GetFunction: none",
            "CreateFunction",
            "GetFunction: Active");
  }

  @Test
  void publishesLeadsTheAliasThereAndDeletesWhatIsOld() {
    AliasRoute live = AliasRoute.to("live", "2");
    cloud.has(active()).hasVersion("1", active()).hasVersion("2", active()).hasAlias(live);
    Release release = new Release(true, "build 7", Optional.of("live"), 1, OptionalInt.of(1));
    DeployResult result = deploy(spec(release));
    assertThat(cloud.calls())
        .containsSubsequence(
            "UpdateFunctionCode demo.Hello::greet",
            "PublishVersion 3",
            "GetFunction 3: Active",
            "UpdateAlias live 3",
            "DeleteFunctionVersion 1");
    assertThat(result.lastVersion()).isEqualTo("3");
    assertThat(result.traffic()).isEqualTo(1);
    assertThat(console.lines())
        .containsExactly(
            "↑ code, hello.zip (2 KB)",
            "+ version 'build 7'",
            "~ alias live 2 → the new version",
            "- version 1");
  }

  @Test
  void publishesALayerOncePerContentAndBindsItByItsNumber() {
    LayerPackage jre =
        new LayerPackage(LayerPackage.JRE, new CodePackage(Path.of("jre.zip"), 1, "9e9e"));
    Delivery delivery = new Delivery(CODE, Optional.of(jre));
    cloud
        .has(active())
        .hasCode("$LATEST", "c0de")
        .hasLayer(new RemoteLayer(new LayerRef(LayerPackage.JRE, 1), "another", "Active"));
    deployment().run(bareSpec(), delivery);
    assertThat(cloud.calls())
        .containsSubsequence(
            "ListLayerVersions scf4j-jre",
            "PublishLayerVersion scf4j-jre:2",
            "UpdateFunctionConfiguration");
    assertThat(cloud.updated().get(FunctionFields.LAYERS))
        .containsExactly(new LayerRef("scf4j-jre", 2));
    cloud.calls().clear();
    deployment().run(bareSpec(), delivery);
    assertThat(cloud.calls()).doesNotContain("PublishLayerVersion scf4j-jre:3");
  }

  @Test
  void saysWhenOnlyTheAotCacheIsAnother(@TempDir Path directory) throws IOException {
    Map<String, String> files = Map.of("bootstrap", "same", "app.aot", "one");
    byte[] theirs = Files.readAllBytes(ZipListingTest.zip(directory.resolve("a.zip"), files));
    Path ours =
        ZipListingTest.zip(
            directory.resolve("b.zip"), Map.of("bootstrap", "same", "app.aot", "another"));
    Delivery delivery = new Delivery(new CodePackage(ours, 1, "c0de"), Optional.empty());
    cloud.has(active()).hasCode("$LATEST", "01d").hasCodeEnd(new CodeEnd(theirs.length, theirs));

    assertThat(deployment().plan(bareSpec(), delivery).asText())
        .isEqualTo(
            "↑ code, b.zip (1 B), only its AOT cache is another: keep <scf.home>/cache between"
                + " builds");

    cloud.has(active()).hasCode("$LATEST", "c0de").calls().clear();
    deployment().plan(bareSpec(), delivery);
    assertThat(cloud.calls()).doesNotContain("the end of the code");
  }

  @Test
  void asksForNoListingOfAPackageWithoutAotCache(@TempDir Path directory) throws IOException {
    Path ours = ZipListingTest.zip(directory.resolve("b.zip"), Map.of("bootstrap", "same"));
    cloud.has(active()).hasCode("$LATEST", "01d");
    DeployPlan plan =
        deployment()
            .plan(bareSpec(), new Delivery(new CodePackage(ours, 1, "c0de"), Optional.empty()));
    assertThat(plan.asText()).isEqualTo("↑ code, b.zip (1 B)");
    assertThat(cloud.calls()).doesNotContain("the end of the code");
  }

  @Test
  void functionsOfABuildThatSawNoLayerPublishOneBetweenThem() {
    LayerPackage jre =
        new LayerPackage(LayerPackage.JRE, new CodePackage(Path.of("jre.zip"), 1, "9e9e"));
    Delivery delivery = new Delivery(CODE, Optional.of(jre));
    cloud.has(active()).hasCode("$LATEST", "c0de");
    DeployPlan one = deployment().plan(bareSpec(), delivery);
    DeployPlan other = deployment().plan(bareSpec(), delivery);
    executor().execute(one);
    executor().execute(other);
    assertThat(cloud.calls())
        .containsOnlyOnce("PublishLayerVersion scf4j-jre:1")
        .doesNotContain("PublishLayerVersion scf4j-jre:2");
    assertThat(cloud.updated().get(FunctionFields.LAYERS))
        .containsExactly(new LayerRef("scf4j-jre", 1));
  }

  @Test
  void functionsOfABuildThatSawNoNamespaceMakeOneBetweenThem() {
    cloud.hasNone().hasNoNamespace().has(active()).hasNone().has(active());
    FunctionId id = new FunctionId("ap-guangzhou", "team", "hello");
    DeployPlan plan =
        new DeployPlan(
            id, List.of(new Change.CreateNamespace(id.region(), id.namespace())), List.of());
    executor().execute(plan);
    executor().execute(plan);
    assertThat(cloud.calls()).containsExactly("CreateNamespace team");
  }

  @Test
  void sendsAllAgainToAFunctionWhoseLastUpdateFailed() {
    cloud.has(remote("UpdateFailed", "A, b")).has(active()).hasCode("$LATEST", "c0de");
    deploy(spec(FunctionSettings.NONE.with(FunctionFields.MEMORY_SIZE, 128)));
    assertThat(cloud.calls())
        .contains("UpdateFunctionCode demo.Hello::greet", "UpdateFunctionConfiguration");
  }

  @Test
  void saysWhereTheFunctionUrlIs() {
    Trigger url = new Trigger(Trigger.HTTP, "url-trigger", "$DEFAULT", true, "{}", "");
    cloud
        .has(active())
        .hasCode("$LATEST", "c0de")
        .hasTrigger(url, Optional.of("https://fn.example.com"));
    TriggerPlan triggers =
        new TriggerPlan(
            Setting.absent(),
            new Setting.Value<>(
                List.of(
                    new Trigger(
                        Trigger.HTTP, "any", "$DEFAULT", true, "{\"AuthType\":\"NONE\"}", ""))),
            false);
    assertThat(deploy(spec(triggers)).summary())
        .endsWith("triggers:", "  http: https://fn.example.com ($DEFAULT)");
    assertThat(cloud.calls()).contains("UpdateTrigger function URL of $DEFAULT");
  }

  @Test
  void sumsUpInTheShapeOfThePlatformsCli() {
    cloud.has(active());
    DeployResult result = deploy(bareSpec());
    assertThat(result.summary())
        .containsExactly(
            "functionName: hello",
            "description:  says hello",
            "region:       ap-guangzhou",
            "namespace:    default",
            "runtime:      CustomRuntime",
            "handler:      demo.Hello::greet",
            "memorySize:   128",
            "timeout:      3",
            "initTimeout:  65",
            "lastVersion:  $LATEST",
            "traffic:      1");
    assertThat(result.codeSha256()).isEqualTo("c0de");
    assertThat(result.status()).isEqualTo("Active");
  }

  private DeployResult deploy(FunctionSpec spec) {
    return deployment().run(spec, DELIVERY);
  }

  private Deployment deployment() {
    return new Deployment(cloud, waiter(), new DeployPlanner(DeployOptions.CAREFUL), executor());
  }

  private DeployExecutor executor() {
    return new DeployExecutor(
        cloud,
        waiter(),
        new Verifier(cloud, console, new JUnitReport(Path.of("nowhere"), "deploy")),
        inline(),
        once,
        console);
  }

  private StatusWaiter waiter() {
    return new StatusWaiter(cloud, new FakeClock().pacing(), Duration.ofSeconds(10));
  }
}
