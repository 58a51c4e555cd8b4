package io.scf4j.it;

import static io.scf4j.it.harness.FaultyCloud.BAD_GATEWAY;
import static io.scf4j.it.harness.FaultyCloud.CUT_JSON;
import static io.scf4j.it.harness.FaultyCloud.DRIPPING;
import static io.scf4j.it.harness.FaultyCloud.EMPTY;
import static io.scf4j.it.harness.FaultyCloud.INTERNAL_ERROR_AFTER;
import static io.scf4j.it.harness.FaultyCloud.PASSES;
import static io.scf4j.it.harness.FaultyCloud.RESET_AFTER;
import static io.scf4j.it.harness.FaultyCloud.RESET_BEFORE;
import static io.scf4j.it.harness.FaultyCloud.TRUNCATED;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.CloudCaller;
import io.scf4j.it.harness.DeployedFunction;
import io.scf4j.it.harness.FaultyCloud;
import io.scf4j.it.harness.FaultyCloud.Call;
import io.scf4j.it.harness.FaultyCloud.Fault;
import io.scf4j.it.harness.FaultyCloud.Plan;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import io.scf4j.maven.local.LocalScf;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A cloud in trouble: a deploy ends well where it can, with no call more than it takes, and with a
 * message that names the trouble where it cannot.
 */
class FaultyCloudIT {
  static final String SERVER =
      "<servers><server><id>tencentcloud</id><username>AKIDexample</username>"
          + "<password>not-a-secret</password></server></servers>";

  private static final String[] WRITES = {
    "CreateFunction", "UpdateFunctionCode", "UpdateFunctionConfiguration"
  };

  private static final String NAME = "CustomRuntime-Bash";

  private static final String RELEASE =
      """
      <publish>true</publish>
      <alias>live</alias>
      <timers>
        <timer><name>daily</name><cron>0 0 3 * * * *</cron><qualifier>live</qualifier></timer>
      </timers>
      <functionUrls>
        <functionUrl><auth>NONE</auth><qualifier>live</qualifier></functionUrl>
      </functionUrls>
      """;

  /** The code is another one, the timer goes, and the function URL asks who calls. */
  private static final String NEXT_RELEASE =
      """
      <publish>true</publish>
      <alias>live</alias>
      <timers/>
      <functionUrls>
        <functionUrl><auth>CAM</auth><qualifier>live</qualifier></functionUrl>
      </functionUrls>
      """;

  private TestProject bash;
  private LocalScf scf;

  @BeforeEach
  void start() {
    bash = TestProject.copyOf("bash-sample");
    scf = LocalScf.start(bash.scfHome().resolve("store"), 0);
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  @OneMaven
  void everyThirdCallIsThrottled(MavenRuntime maven) {
    Fault throttled = FaultyCloud.refusal("RequestLimitExceeded");
    Predicate<Call> isThrottled = call -> call.nthOfAll() % 3 == 0;
    try (FaultyCloud cloud = before(call -> isThrottled.test(call) ? throttled : PASSES)) {
      deploy(maven, cloud).succeeds();
      changeCodeAndMemory();
      BuildResult build = deploy(maven, cloud).succeeds();

      assertThat(build.output()).contains(": RequestLimitExceeded; trying again in ");
      assertThat(cloud.calls().stream().filter(isThrottled.negate()).map(Call::action))
          .containsOnlyOnce(WRITES);
      assertThat(FirstLightIT.result(bash, "deploy").get("memorySize").getAsInt()).isEqualTo(512);
    }
  }

  @OneMaven
  void theFirstCallOfEachActionIsDoneAndAnsweredWithAnInternalError(MavenRuntime maven) {
    try (FaultyCloud cloud = before(call -> call.nth() == 1 ? INTERNAL_ERROR_AFTER : PASSES)) {
      BuildResult build = deploy(maven, cloud).succeeds();

      assertThat(build.output())
          .contains("CreateFunction: InternalError; trying again in ")
          .contains("CreateFunction: ResourceInUse.FunctionName, so it was done when its answer");
      assertThat(cloud.count("CreateFunction")).isEqualTo(2);

      changeCodeAndMemory();
      deploy(maven, cloud).succeeds();

      // The first has begun the update; the second comes too early, the third once it has settled.
      assertThat(cloud.count("UpdateFunctionCode")).isBetween(2, 3);
      assertThat(cloud.count("UpdateFunctionConfiguration")).isBetween(2, 3);
      assertThat(FirstLightIT.result(bash, "deploy").get("memorySize").getAsInt()).isEqualTo(512);
    }
  }

  @OneMaven
  void theConnectionEndsBeforeTheFunctionIsCreated(MavenRuntime maven) {
    try (FaultyCloud cloud = before(first("CreateFunction", RESET_BEFORE))) {
      BuildResult build = deploy(maven, cloud).succeeds();

      assertThat(build.output()).contains("CreateFunction: no answer, ");
      assertThat(cloud.count("CreateFunction")).isEqualTo(2);
      assertThat(FirstLightIT.result(bash, "deploy").get("created").getAsBoolean()).isTrue();
    }
  }

  @OneMaven
  void theConnectionEndsAfterTheFunctionWasCreated(MavenRuntime maven) {
    try (FaultyCloud cloud = before(first("CreateFunction", RESET_AFTER))) {
      BuildResult build = deploy(maven, cloud).succeeds();

      assertThat(build.output()).contains("so it was done when its answer got lost.");
      assertThat(cloud.count("CreateFunction")).isEqualTo(2);
      assertThat(cloud.count("UpdateFunctionCode")).isZero();
    }
  }

  @OneMaven
  void nothingButRubbishIsAnsweredFourTimes(MavenRuntime maven) {
    List<Fault> rubbish = List.of(BAD_GATEWAY, TRUNCATED, CUT_JSON, EMPTY);
    try (FaultyCloud cloud =
        before(call -> call.nthOfAll() <= 4 ? rubbish.get(call.nthOfAll() - 1) : PASSES)) {
      deploy(maven, cloud).succeeds();

      assertThat(cloud.actions())
          .startsWith(
              "GetFunction",
              "GetFunction",
              "GetFunction",
              "GetFunction",
              "GetFunction",
              "CreateFunction");
      assertThat(cloud.count("CreateFunction")).isEqualTo(1);
    }
  }

  @OneMaven
  void nothingButAGatewaysPageIsAnswered(MavenRuntime maven) {
    try (FaultyCloud cloud = before(call -> BAD_GATEWAY)) {
      BuildResult build = deploy(maven, cloud).fails();

      assertThat(build.output())
          .contains("SCF said: ServerSideError, response code is 502, not 200 (tried 5 times)")
          .contains("This is not an answer of SCF");
      assertThat(cloud.actions()).hasSize(5).containsOnly("GetFunction");
    }
  }

  @OneMaven
  void anAnswerComesByteByByteAndHasNoEnd(MavenRuntime maven) {
    try (FaultyCloud cloud = before(call -> call.nthOfAll() == 1 ? DRIPPING : PASSES)) {
      BuildResult build = deploy(maven, cloud).succeeds();

      assertThat(build.output())
          .contains("GetFunction: no answer, it took too long (more than 15 s); trying again in ");
      assertThat(cloud.actions()).startsWith("GetFunction", "GetFunction", "CreateFunction");
    }
  }

  @OneMaven
  void somebodyElseIsUpdatingTheFunctionForLongerThanWeWait(MavenRuntime maven) {
    Fault updating = FaultyCloud.status("Updating");
    try (FaultyCloud cloud = before(call -> call.nthOfAll() <= 40 ? updating : PASSES)) {
      BuildResult build = deploy(maven, cloud).property("scf.waitTimeout", "3").fails();

      assertThat(build.output())
          .contains("is still Updating after 3 s.")
          .contains("or raise -Dscf.waitTimeout (now 3).");
      assertThat(cloud.actions()).hasSizeBetween(3, 8).containsOnly("GetFunction");
    }
  }

  @OneMaven
  void theClockIsOff(MavenRuntime maven) {
    Fault expired = FaultyCloud.clockBehind(Duration.ofMinutes(7).plusSeconds(30));
    try (FaultyCloud cloud = before(call -> expired)) {
      BuildResult build = deploy(maven, cloud).fails();

      assertThat(build.output())
          .contains("SCF said: AuthFailure.SignatureExpire")
          .containsPattern("This machine's clock is 7 min [123]\\d s behind the cloud's; set it");
      assertThat(cloud.actions()).containsExactly("GetFunction");
    }
  }

  @OneMaven
  void theSecretIsWrong(MavenRuntime maven) {
    Fault refused = FaultyCloud.refusal("AuthFailure.SecretIdNotFound");
    try (FaultyCloud cloud = before(call -> refused)) {
      BuildResult build = deploy(maven, cloud).fails();

      assertThat(build.output())
          .contains("SCF said: AuthFailure.SecretIdNotFound, on purpose (RequestId fake)")
          .contains("SecretId and SecretKey do not belong together or are no longer valid; check")
          .doesNotContain("trying again");
      assertThat(cloud.actions()).containsExactly("GetFunction");
    }
  }

  @OneMaven
  void theFunctionCannotBeCreatedAtFirst(MavenRuntime maven) {
    orderOfTheLocalScf(
        "{\"Action\":\"CreateFunction\",\"First\":1,\"CreateFailed\":\"no room on purpose\"}");
    try (FaultyCloud cloud = before(call -> PASSES)) {
      BuildResult failed = deploy(maven, cloud).fails();

      assertThat(failed.output())
          .containsPattern("Function .*" + NAME + ".* is CreateFailed.")
          .contains("no room on purpose");
      assertThat(cloud.writes()).containsExactly("CreateFunction");

      BuildResult build = deploy(maven, cloud).succeeds();

      assertThat(build.output())
          .containsPattern(
              "- function .*, because it was never created: CreateFailed.*no room on purpose")
          .contains("+ function ");
      assertThat(cloud.writes())
          .containsExactly("CreateFunction", "DeleteFunction", "CreateFunction");
      assertThat(FirstLightIT.result(bash, "deploy").get("status").getAsString())
          .isEqualTo("Active");
    }
  }

  @OneMaven
  void theAnswersOfTheLaterStepsAreLost(MavenRuntime maven) {
    try (FaultyCloud cloud = before(eachLaterStep(RESET_AFTER))) {
      bash.edit("pom.xml", pom -> with(RELEASE, pom));
      BuildResult first = deploy(maven, cloud).succeeds();

      assertThat(first.output())
          .contains("CreateAlias: ResourceInUse.Alias, so it was done when its answer got lost.")
          .contains("CreateTrigger: ResourceInUse.TriggerName, so it was done when ")
          .contains("CreateTrigger: ResourceInUse.Trigger, so it was done when ");
      assertThat(cloud.writes())
          .containsExactly(
              "CreateFunction",
              "PublishVersion", // is found, not made again
              "CreateAlias",
              "CreateAlias",
              "CreateTrigger",
              "CreateTrigger",
              "CreateTrigger",
              "CreateTrigger");
      assertThatTheFirstReleaseIsThereOnce();
    }
    try (FaultyCloud cloud = before(eachLaterStep(RESET_AFTER))) {
      changeRelease();
      BuildResult second = deploy(maven, cloud).succeeds();

      assertThat(second.output())
          .contains("DeleteTrigger: ResourceNotFound.Trigger, so it was done when ");
      assertThat(cloud.writes())
          .containsExactlyInAnyOrder(
              "UpdateFunctionCode",
              "PublishVersion",
              "UpdateAlias",
              "UpdateAlias",
              "UpdateTrigger",
              "UpdateTrigger",
              "DeleteTrigger",
              "DeleteTrigger");
      assertThatTheNextReleaseIsThereOnce();
    }
  }

  @OneMaven
  void theLaterStepsAreThrottledThenNotDoneThenDoneAndAnsweredWithAnInternalError(
      MavenRuntime maven) {
    Plan trouble =
        eachLaterStep(
            FaultyCloud.refusal("RequestLimitExceeded"), RESET_BEFORE, INTERNAL_ERROR_AFTER);
    try (FaultyCloud cloud = before(trouble)) {
      bash.edit("pom.xml", pom -> with(RELEASE, pom));
      deploy(maven, cloud).succeeds();

      assertThat(cloud.count("PublishVersion")).isEqualTo(3);
      assertThat(cloud.count("CreateAlias")).isEqualTo(4);
      assertThat(cloud.count("CreateTrigger")).isEqualTo(2 * 4);
      assertThat(cloud.writes()).hasSize(1 + 3 + 4 + 8);
      assertThatTheFirstReleaseIsThereOnce();
    }
    try (FaultyCloud cloud = before(trouble)) {
      changeRelease();
      deploy(maven, cloud).succeeds();

      assertThat(cloud.count("PublishVersion")).isEqualTo(3);
      assertThat(cloud.count("UpdateAlias")).isEqualTo(4);
      assertThat(cloud.count("UpdateTrigger")).isEqualTo(4);
      assertThat(cloud.count("DeleteTrigger")).isEqualTo(4);
      assertThat(cloud.writes()).hasSize(1 + 3 + 4 + 4 + 4);
      assertThatTheNextReleaseIsThereOnce();
    }
  }

  @OneMaven
  void theAnswerOfAnInvocationIsLost(MavenRuntime maven) {
    try (FaultyCloud cloud = before(first("Invoke", RESET_AFTER))) {
      BuildResult build = deploy(maven, cloud).with("scf:invoke").fails();

      assertThat(build.output()).contains("The function may still be running; look at its log");
      assertThat(cloud.count("Invoke")).isEqualTo(1);
    }
  }

  private void changeCodeAndMemory() {
    bash.edit("src/main/scf/index.sh", code -> code + "# another line\n")
        .edit("pom.xml", pom -> pom.replace("<memorySize>128<", "<memorySize>512<"));
  }

  private static String with(String settings, String pom) {
    return pom.replace("<memorySize>128</memorySize>", settings);
  }

  private void changeRelease() {
    bash.edit("src/main/scf/index.sh", code -> code + "# another line\n")
        .edit("pom.xml", pom -> pom.replace(RELEASE, NEXT_RELEASE));
  }

  private void assertThatTheFirstReleaseIsThereOnce() {
    DeployedFunction function = new DeployedFunction(scf.access(), NAME);
    assertThat(function.versions()).containsExactly("$LATEST", "1");
    assertThat(function.aliases()).containsExactly("$DEFAULT $LATEST", "live 1");
    assertThat(function.triggers()).hasSize(2).contains("timer daily of live");
  }

  private void assertThatTheNextReleaseIsThereOnce() {
    DeployedFunction function = new DeployedFunction(scf.access(), NAME);
    assertThat(function.versions()).containsExactly("$LATEST", "1", "2");
    assertThat(function.aliases()).containsExactly("$DEFAULT $LATEST", "live 2");
    assertThat(function.triggers()).hasSize(1).allMatch(trigger -> trigger.startsWith("http "));
  }

  /** Sets one rule of {@code scf4j:SetFaults}. */
  private void orderOfTheLocalScf(String rule) {
    try (CloudCaller caller = new CloudCaller(scf.access())) {
      caller.call(
          "scf4j:SetFaults",
          JsonParser.parseString("{\"Rules\":[" + rule + "]}").getAsJsonObject());
    }
  }

  /**
   * All that writes but the function itself meets these faults, one after the other, then none: an
   * action that is called for two things meets them for both.
   */
  private static Plan eachLaterStep(Fault... faults) {
    return call -> {
      int nth = (call.nth() - 1) % (faults.length + 1);
      boolean later = call.writes() && !call.action().contains("Function");
      return later && nth < faults.length ? faults[nth] : PASSES;
    };
  }

  private FaultyCloud before(Plan plan) {
    return FaultyCloud.before(scf.access(), plan);
  }

  private static Plan first(String action, Fault fault) {
    return call -> call.action().equals(action) && call.nth() == 1 ? fault : PASSES;
  }

  private MavenBuild deploy(MavenRuntime maven, FaultyCloud cloud) {
    return MavenBuild.of(maven, bash)
        .with("package", "scf:deploy")
        .property("scf.endpoint", cloud.endpoint())
        .settings(SERVER);
  }
}
