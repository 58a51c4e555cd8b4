package io.scf4j.maven.deploy;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.CODE;
import static io.scf4j.maven.testing.Functions.HELLO;
import static io.scf4j.maven.testing.Functions.active;
import static io.scf4j.maven.testing.Functions.bareSpec;
import static io.scf4j.maven.testing.Functions.remote;
import static io.scf4j.maven.testing.Functions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.testing.FakeClock;
import io.scf4j.maven.testing.FakeScfCloud;
import io.scf4j.maven.testing.RecordingConsole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTest {
  private final FakeScfCloud cloud = new FakeScfCloud();
  private final RecordingConsole console = new RecordingConsole();

  @Test
  void createsAndWaitsUntilTheFunctionIsActive() {
    cloud.hasNone().has(remote("Creating")).has(active());
    DeployResult result = deploy(bareSpec());
    assertThat(cloud.calls())
        .containsExactly(
            "GetFunction: none", "CreateFunction", "GetFunction: Creating", "GetFunction: Active");
    assertThat(cloud.created().memorySizeMb()).isEqualTo(256);
    assertThat(result.created()).isTrue();
  }

  @Test
  void sendsTheCodeWaitsSendsTheSettingsAndWaitsAgain() {
    cloud.has(active()).has(remote("Updating")).has(active()).has(remote("Updating")).has(active());
    DeployResult result =
        deploy(spec(new Setting.Value<>(256), Setting.absent(), Setting.absent()));
    assertThat(cloud.calls())
        .containsExactly(
            "GetFunction: Active",
            "UpdateFunctionCode demo.Hello::greet",
            "GetFunction: Updating",
            "GetFunction: Active",
            "UpdateFunctionConfiguration",
            "GetFunction: Updating",
            "GetFunction: Active");
    assertThat(cloud.updated().memorySizeMb()).hasValue(256);
    assertThat(console.lines())
        .containsExactly("↑ code, hello.zip (2.0 KB)", "~ memorySize 128 → 256");
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
            "UpdateFunctionCode demo.Hello::greet",
            "GetFunction: Active");
  }

  @Test
  void waitsForWhoeverIsChangingTheFunctionWhileItDeploys() {
    cloud.has(active()).has(remote("Updating")).has(active());
    cloud.refuses("FailedOperation.UpdateFunctionCode");
    deploy(bareSpec());
    assertThat(cloud.calls())
        .containsExactly(
            "GetFunction: Active",
            "UpdateFunctionCode demo.Hello::greet",
            "GetFunction: Updating",
            "GetFunction: Active",
            "UpdateFunctionCode demo.Hello::greet",
            "GetFunction: Active");
  }

  @Test
  void sendsNoSettingsWhenTheCodeFailed() {
    cloud.has(active()).has(remote("UpdateFailed", "InvalidCode, bad zip"));
    assertThatFailure(
            () -> deploy(spec(new Setting.Value<>(256), Setting.absent(), Setting.absent())))
        .hasMessageContaining("is UpdateFailed.\nSCF said: InvalidCode, bad zip");
    assertThat(cloud.calls()).doesNotContain("UpdateFunctionConfiguration");
  }

  @Test
  void printsNoValueOfTheEnvironment() {
    cloud.has(active());
    deploy(
        spec(
            Setting.absent(),
            Setting.absent(),
            new Setting.Value<>(Map.of("GREETING", "fake-value"))));
    assertThat(cloud.updated().environment()).hasValue(Map.of("GREETING", "fake-value"));
    assertThat(String.join("\n", console.lines())).doesNotContain("value");
  }

  @Test
  void aPlanWithoutChangesStillReturnsTheActiveFunction() {
    cloud.has(active());
    assertThat(
            new DeployExecutor(cloud, waiter(), console).execute(new DeployPlan(HELLO, List.of())))
        .isEqualTo(active());
    assertThat(cloud.calls()).containsExactly("GetFunction: Active");
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
    return new Deployment(
            cloud, waiter(), new DeployPlanner(), new DeployExecutor(cloud, waiter(), console))
        .run(spec, CODE);
  }

  private StatusWaiter waiter() {
    return new StatusWaiter(cloud, new FakeClock().pacing(), Duration.ofSeconds(10));
  }
}
