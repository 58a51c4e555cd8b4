package io.scf4j.maven.deploy;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.CODE;
import static io.scf4j.maven.testing.Functions.DELIVERY;
import static io.scf4j.maven.testing.Functions.HANDLER;
import static io.scf4j.maven.testing.Functions.HELLO;
import static io.scf4j.maven.testing.Functions.active;
import static io.scf4j.maven.testing.Functions.bareSpec;
import static io.scf4j.maven.testing.Functions.remote;
import static io.scf4j.maven.testing.Functions.spec;
import static io.scf4j.maven.testing.Functions.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.deploy.Change.CreateFunction;
import io.scf4j.maven.deploy.Change.UpdateConfiguration;
import io.scf4j.maven.model.ClsTarget;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionStatus;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.LayerPackage;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.model.VpcConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployPlannerTest {
  private static final String CODE_LINE = "↑ code, hello.zip (2 KB)";
  private static final FunctionSettings NONE = FunctionSettings.NONE;

  @Test
  void createsAnAbsentFunctionWithTheDefaults() {
    DeployPlan plan = plan(bareSpec(), Snapshot.without(true, Optional.empty()));
    assertThat(plan.changes())
        .containsExactly(new CreateFunction(HELLO, HANDLER, FunctionSpec.DEFAULTS, CODE));
    assertThat(plan.asText())
        .isEqualTo(
            "+ function 'hello' (ap-guangzhou, namespace default), 256 MB, timeout 10 s,"
                + " initTimeout 30 s, hello.zip (2 KB)");
  }

  @Test
  void createsWithWhatThePomMentions() {
    FunctionSettings settings =
        NONE.with(FunctionFields.MEMORY_SIZE, 512)
            .with(FunctionFields.ENVIRONMENT, Map.of("GREETING", "fake-value"))
            .with(FunctionFields.ASYNC_RUN, true)
            .with(FunctionFields.RETRY_NUM, 0);
    assertThat(plan(spec(settings), Snapshot.without(true, Optional.empty())).asText())
        .isEqualTo(
            """
            + function 'hello' (ap-guangzhou, namespace default), 512 MB, timeout 10 s, \
            initTimeout 30 s, hello.zip (2 KB)
              + environment.GREETING
              + asyncRunEnable true
            ~ retryNum 2 → 0""");
  }

  @Test
  void makesANamespaceOnlyWhenToldTo() {
    assertThatFailure(() -> plan(bareSpec(), Snapshot.without(false, Optional.empty())))
        .hasMessage(
            """
            There is no namespace 'default' in ap-guangzhou.
            Add -Dscf.createNamespace, or name one that there is with -Dscf.namespace.""");
    DeployPlan plan =
        new DeployPlanner(new DeployOptions(true, false))
            .plan(bareSpec(), DELIVERY, Snapshot.without(false, Optional.empty()));
    assertThat(plan.asText()).startsWith("+ namespace default\n+ function 'hello'");
  }

  @Test
  void hasNothingToDoWhenTheCloudHasCodeAndSettings() {
    FunctionSettings same =
        NONE.with(FunctionFields.MEMORY_SIZE, 128)
            .with(FunctionFields.DESCRIPTION, "says hello")
            .with(FunctionFields.ENVIRONMENT, active().environment());
    DeployPlan plan = plan(spec(same), there(active(), "c0de"));
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.asText()).isEqualTo("Nothing to change.");
  }

  @Test
  void sendsTheCodeThatDiffersAndTheCodeThatTheCloudDoesNotTell() {
    assertThat(plan(bareSpec(), there(active(), "other")).asText()).isEqualTo(CODE_LINE);
    Snapshot silent =
        new Snapshot(
            true,
            Optional.of(active()),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
    assertThat(plan(bareSpec(), silent).asText()).isEqualTo(CODE_LINE);
  }

  @Test
  void sendsOnlyTheSettingsThatDiffer() {
    FunctionSettings settings =
        NONE.with(FunctionFields.MEMORY_SIZE, 256)
            .with(FunctionFields.TIMEOUT, 20)
            .with(FunctionFields.INIT_TIMEOUT, 65)
            .with(FunctionFields.DESCRIPTION, "says hello");
    DeployPlan plan = update(settings);
    assertThat(plan.asText()).isEqualTo("~ memorySize 128 → 256\n~ timeout 3 → 20");
    assertThat(((UpdateConfiguration) plan.changes().get(0)).update())
        .isEqualTo(
            FunctionValues.NONE
                .with(FunctionFields.MEMORY_SIZE, 256)
                .with(FunctionFields.TIMEOUT, 20));
  }

  @Test
  void clearsWhatThePomMentionsAndLeavesEmpty() {
    FunctionSettings cleared =
        NONE.with(FunctionFields.DESCRIPTION, Setting.clear())
            .with(FunctionFields.ENVIRONMENT, Setting.clear())
            .with(FunctionFields.LAYERS, Setting.clear())
            .with(FunctionFields.VPC, Setting.clear());
    RemoteFunction full =
        with(
            FunctionValues.NONE
                .with(FunctionFields.LAYERS, List.of(new LayerRef("jre", 3)))
                .with(FunctionFields.VPC, new VpcConfig("vpc-1", "subnet-1")));
    assertThat(plan(spec(cleared), there(full, "c0de")).asText())
        .isEqualTo(
            """
            ~ description 'says hello' → ''
            - environment.GONE
            - environment.GREETING
            ~ layers [jre:3] → []
            ~ vpcConfig vpc-1/subnet-1 → none""");
  }

  @Test
  void replacesTheEnvironmentAndNeverShowsAValue() {
    FunctionSettings settings =
        NONE.with(
            FunctionFields.ENVIRONMENT, Map.of("GREETING", "new-value", "MORE", "more-value"));
    assertThat(update(settings).asText())
        .isEqualTo("~ environment.GREETING\n+ environment.MORE\n- environment.GONE");
  }

  @Test
  void sendsBothOfWhatTheApiTakesTogether() {
    FunctionValues network =
        FunctionValues.NONE
            .with(FunctionFields.PUBLIC_ACCESS, true)
            .with(FunctionFields.EIP, false);
    DeployPlan plan = plan(spec(NONE.with(FunctionFields.EIP, true)), there(with(network), "c0de"));
    assertThat(plan.asText()).isEqualTo("~ eip false → true");
    assertThat(((UpdateConfiguration) plan.changes().get(0)).update())
        .isEqualTo(network.with(FunctionFields.EIP, true));
  }

  @Test
  void setsHowEventsAreTriedAgainWithACallOfItsOwn() {
    FunctionValues there =
        FunctionValues.NONE.with(FunctionFields.MSG_TTL, 3600).with(FunctionFields.RETRY_NUM, 2);
    FunctionSpec spec = spec(NONE.with(FunctionFields.RETRY_NUM, 0));
    assertThat(plan(spec, there(with(there), "c0de")).changes())
        .containsExactly(
            new Change.UpdateEventInvokeConfig(
                HELLO, with(there).values(), there.with(FunctionFields.RETRY_NUM, 0)));
  }

  @Test
  void changesTheHandlerWithTheCode() {
    FunctionSpec spec = new FunctionSpec(HELLO, "demo.Hello::other", NONE);
    assertThat(plan(spec, there(active(), "c0de")).asText())
        .isEqualTo(
            CODE_LINE
                + ", unchanged, for the handler\n"
                + "~ handler demo.Hello::greet → demo.Hello::other");
  }

  @Test
  void updatesAFunctionWhoseLastUpdateFailed() {
    assertThat(plan(bareSpec(), there(remote("UpdateFailed", "why"), "old")).asText())
        .isEqualTo(CODE_LINE);
  }

  @Test
  void refusesWhatOnlyANewFunctionTakesAndNamesTheWayOut() {
    FunctionValues values = FunctionValues.NONE.with(FunctionFields.ASYNC_RUN, false);
    RemoteFunction python =
        new RemoteFunction(FunctionStatus.ACTIVE, List.of(), "Python3.10", "HTTP", "a.b", values);
    FunctionSpec spec = spec(NONE.with(FunctionFields.ASYNC_RUN, true));
    assertThatFailure(() -> plan(spec, there(python, "c0de")))
        .hasMessage(
            """
            Function 'hello' (ap-guangzhou, namespace default) cannot be changed like that: \
            runtime Python3.10 → CustomRuntime, type HTTP → Event, asyncRunEnable false → true.
            SCF takes it for a new function only.
            Set another <functionName>, or let -Dscf.recreate delete the function with all its \
            versions, aliases and triggers and make it anew.""");
    DeployPlan plan =
        new DeployPlanner(new DeployOptions(false, true))
            .plan(spec, DELIVERY, there(python, "c0de"));
    assertThat(plan.asText().lines().map(line -> line.split(",")[0]))
        .containsExactly(
            "- function 'hello' (ap-guangzhou",
            "+ function 'hello' (ap-guangzhou",
            "  + asyncRunEnable true");
  }

  @Test
  void aFunctionThatIsMadeAnewKeepsWhatThePomLeavesOut() {
    FunctionValues had =
        FunctionValues.NONE.with(FunctionFields.ROLE, "SCF_Role").with(FunctionFields.TRACE, false);
    DeployPlan plan =
        new DeployPlanner(new DeployOptions(false, true))
            .plan(spec(NONE.with(FunctionFields.TRACE, true)), DELIVERY, there(with(had), "old"));
    CreateFunction created = (CreateFunction) plan.changes().get(1);
    assertThat(created.values().get(FunctionFields.ROLE)).isEqualTo("SCF_Role");
    assertThat(created.values().get(FunctionFields.MEMORY_SIZE)).isEqualTo(128);
    assertThat(created.values().get(FunctionFields.TRACE)).isTrue();
  }

  @Test
  void sendsTheRoleWithTheLogTopicUnlessThereIsNone() {
    FunctionSettings topic = NONE.with(FunctionFields.CLS, new ClsTarget("set-1", "topic-1"));
    FunctionValues none = FunctionValues.NONE.with(FunctionFields.CLS, ClsTarget.NONE);
    assertThat(sent(topic, none.with(FunctionFields.ROLE, "SCF_Role")).find(FunctionFields.ROLE))
        .hasValue("SCF_Role");
    assertThat(sent(topic, none.with(FunctionFields.ROLE, "")).find(FunctionFields.ROLE)).isEmpty();
  }

  private static FunctionValues sent(FunctionSettings settings, FunctionValues there) {
    DeployPlan plan = plan(spec(settings), there(with(there), "c0de"));
    return ((UpdateConfiguration) plan.changes().get(0)).update();
  }

  @Test
  void makesAFunctionAnewThatWasNeverCreated() {
    assertThat(plan(bareSpec(), there(remote("CreateFailed", "A, b"), "c0de")).asText().lines())
        .first()
        .isEqualTo(
            "- function 'hello' (ap-guangzhou, namespace default), because it was never created:"
                + " CreateFailed. SCF said: A, b");
  }

  @Test
  void publishesTheFunctionsOwnLayerAndPutsItBeforeAllOthers() {
    assertThat(withLayer(NONE, Snapshot.without(true, Optional.empty())))
        .isEqualTo(
            """
            + layer scf4j-jre, jre.zip (18 MB)
            + function 'hello' (ap-guangzhou, namespace default), 256 MB, timeout 10 s, \
            initTimeout 30 s, hello.zip (2 KB)
              + layers [scf4j-jre:new]""");
    RemoteFunction layered =
        with(
            FunctionValues.NONE.with(
                FunctionFields.LAYERS,
                List.of(new LayerRef("scf4j-jre", 2), new LayerRef("a", 1))));
    assertThat(withLayer(NONE, there(layered, "c0de")))
        .isEqualTo(
            "+ layer scf4j-jre, jre.zip (18 MB)\n"
                + "~ layers [scf4j-jre:2, a:1] → [scf4j-jre:new, a:1]");
    FunctionSettings cleared = NONE.with(FunctionFields.LAYERS, Setting.clear());
    assertThat(withLayer(cleared, there(layered, "c0de")))
        .endsWith("~ layers [scf4j-jre:2, a:1] → [scf4j-jre:new]");
  }

  @Test
  void takesAVersionOfTheLayerThatIsThere() {
    Snapshot there =
        new Snapshot(
            true,
            Optional.of(active()),
            Optional.of("c0de"),
            false,
            Optional.empty(),
            Optional.of(new LayerRef("scf4j-jre", 3)),
            List.of(),
            List.of(),
            List.of());
    assertThat(withLayer(NONE, there)).isEqualTo("~ layers [] → [scf4j-jre:3]");
  }

  private static String withLayer(FunctionSettings settings, Snapshot there) {
    CodePackage jre = new CodePackage(Path.of("jre.zip"), 18L << 20, "9e9e");
    LayerPackage layer = new LayerPackage(LayerPackage.JRE, jre);
    return new DeployPlanner(DeployOptions.CAREFUL)
        .plan(spec(settings), new Delivery(CODE, Optional.of(layer)), there)
        .asText();
  }

  @Test
  void saysThatTagsOfAFunctionThatIsThereStay() {
    RemoteFunction tagged =
        with(FunctionValues.NONE.with(FunctionFields.TAGS, Map.of("team", "a")));
    DeployPlan plan =
        plan(spec(NONE.with(FunctionFields.TAGS, Map.of("team", "b"))), there(tagged, "c0de"));
    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.notes())
        .containsExactly(
            "tags {team=a} → {team=b} is not done: SCF takes tags for a new function only; change"
                + " them in the console.");
  }

  private static DeployPlan update(FunctionSettings settings) {
    return plan(spec(settings), there(active(), "c0de"));
  }

  private static DeployPlan plan(FunctionSpec spec, Snapshot there) {
    return new DeployPlanner(DeployOptions.CAREFUL).plan(spec, DELIVERY, there);
  }

  private static Snapshot there(RemoteFunction function, String sha256) {
    return new Snapshot(
        true,
        Optional.of(function),
        Optional.of(sha256),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }
}
