package io.scf4j.maven.deploy;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.CODE;
import static io.scf4j.maven.testing.Functions.HANDLER;
import static io.scf4j.maven.testing.Functions.HELLO;
import static io.scf4j.maven.testing.Functions.active;
import static io.scf4j.maven.testing.Functions.bareSpec;
import static io.scf4j.maven.testing.Functions.remote;
import static io.scf4j.maven.testing.Functions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.cloud.ScfCloud.NewFunction;
import io.scf4j.maven.deploy.Change.CreateFunction;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionStatus;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeployPlannerTest {
  private static final String CODE_LINE = "↑ code, hello.zip (2.0 KB)";

  @Test
  void createsAnAbsentFunctionWithTheDefaults() {
    DeployPlan plan = new DeployPlanner().plan(bareSpec(), CODE, Optional.empty());
    assertThat(plan.changes())
        .containsExactly(
            new CreateFunction(new NewFunction(HELLO, HANDLER, 256, 10, 30, "", Map.of(), CODE)));
    assertThat(plan.asText())
        .isEqualTo(
            "+ function 'hello' (ap-guangzhou, namespace default), 256 MB, timeout 10 s,"
                + " initTimeout 30 s, hello.zip (2.0 KB)");
  }

  @Test
  void createsWithWhatThePomMentions() {
    Map<String, String> environment = Map.of("GREETING", "fake-value");
    FunctionSpec spec =
        spec(
            new Setting.Value<>(512),
            new Setting.Value<>("says hello"),
            new Setting.Value<>(environment));
    assertThat(new DeployPlanner().plan(spec, CODE, Optional.empty()).changes())
        .containsExactly(
            new CreateFunction(
                new NewFunction(HELLO, HANDLER, 512, 10, 30, "says hello", environment, CODE)));
  }

  @Test
  void sendsTheCodeAloneWhenThePomMentionsNothing() {
    assertThat(update(bareSpec())).isEqualTo(CODE_LINE);
  }

  @Test
  void sendsTheCodeAloneWhenTheCloudHasWhatThePomSays() {
    FunctionSpec same =
        spec(
            new Setting.Value<>(128),
            new Setting.Value<>("says hello"),
            new Setting.Value<>(active().environment()));
    assertThat(update(same)).isEqualTo(CODE_LINE);
  }

  @Test
  void sendsOnlyTheSettingsThatDiffer() {
    FunctionSpec spec =
        spec(new Setting.Value<>(256), new Setting.Value<>("says hello"), Setting.absent());
    assertThat(update(spec)).isEqualTo(CODE_LINE + "\n~ memorySize 128 → 256");
  }

  @Test
  void sendsBothTimeLimits() {
    FunctionSpec spec =
        new FunctionSpec(
            HELLO,
            HANDLER,
            Setting.absent(),
            new Setting.Value<>(20),
            new Setting.Value<>(66),
            Setting.absent(),
            Setting.absent());
    assertThat(update(spec)).isEqualTo(CODE_LINE + "\n~ timeout 3 → 20\n~ initTimeout 65 → 66");
  }

  @Test
  void clearsWhatThePomMentionsAndLeavesEmpty() {
    assertThat(update(spec(Setting.absent(), Setting.clear(), Setting.clear())))
        .isEqualTo(
            CODE_LINE
                + """

                ~ description 'says hello' → ''
                - environment.GONE
                - environment.GREETING""");
  }

  @Test
  void replacesTheEnvironmentAndNeverShowsAValue() {
    FunctionSpec spec =
        spec(
            Setting.absent(),
            Setting.absent(),
            new Setting.Value<>(Map.of("GREETING", "new-value", "MORE", "more-value")));
    assertThat(update(spec).lines())
        .containsExactlyInAnyOrder(
            CODE_LINE, "~ environment.GREETING", "+ environment.MORE", "- environment.GONE");
  }

  @Test
  void doesNotMentionAnEnvironmentVariableThatStays() {
    Map<String, String> environment = Map.of("GREETING", "old-value");
    assertThat(update(spec(Setting.absent(), Setting.absent(), new Setting.Value<>(environment))))
        .isEqualTo(CODE_LINE + "\n- environment.GONE");
  }

  @Test
  void changesTheHandlerWithTheCode() {
    FunctionSpec spec =
        new FunctionSpec(
            HELLO,
            "demo.Hello::other",
            Setting.absent(),
            Setting.absent(),
            Setting.absent(),
            Setting.absent(),
            Setting.absent());
    assertThat(update(spec))
        .isEqualTo(CODE_LINE + "\n~ handler demo.Hello::greet → demo.Hello::other");
  }

  @Test
  void updatesAFunctionWhoseLastUpdateFailed() {
    DeployPlan plan =
        new DeployPlanner().plan(bareSpec(), CODE, Optional.of(remote("UpdateFailed", "why")));
    assertThat(plan.asText()).isEqualTo(CODE_LINE);
  }

  @Test
  void refusesAFunctionOfAnotherRuntime() {
    RemoteFunction python =
        new RemoteFunction(
            FunctionStatus.ACTIVE, List.of(), "Python3.10", "a.b", 128, 3, 65, "", Map.of());
    assertThatFailure(() -> new DeployPlanner().plan(bareSpec(), CODE, Optional.of(python)))
        .hasMessage(
            """
            Function 'hello' (ap-guangzhou, namespace default) exists with runtime Python3.10; \
            the platform cannot change the runtime of a function.
            Set another <functionName>, or delete the function in the console and deploy again.""");
  }

  @Test
  void refusesAFunctionThatWasNeverCreated() {
    assertThatFailure(
            () ->
                new DeployPlanner()
                    .plan(bareSpec(), CODE, Optional.of(remote("CreateFailed", "A, b", "C, d"))))
        .hasMessage(
            """
            Function 'hello' (ap-guangzhou, namespace default) was never created: it is CreateFailed.
            SCF said: A, b; C, d
            Delete it in the console, mend the cause and deploy again.""");
  }

  @Test
  void saysSoWhenThereIsNoReason() {
    assertThatFailure(
            () -> new DeployPlanner().plan(bareSpec(), CODE, Optional.of(remote("CreateFailed"))))
        .hasMessageContaining("SCF said: no reason given");
  }

  @Test
  void aPlanWithoutChangesSaysSo() {
    assertThat(new DeployPlan(HELLO, List.of()).asText()).isEqualTo("Nothing to change.");
  }

  private static String update(FunctionSpec spec) {
    return new DeployPlanner().plan(spec, CODE, Optional.of(active())).asText();
  }
}
