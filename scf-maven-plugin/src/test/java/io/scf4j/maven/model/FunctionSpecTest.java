package io.scf4j.maven.model;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.HANDLER;
import static io.scf4j.maven.testing.Functions.HELLO;
import static io.scf4j.maven.testing.Functions.bareSpec;
import static io.scf4j.maven.testing.Functions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.Expectations.AtPath;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FunctionSpecTest {
  private static final LayerRef LAYER = new LayerRef("jre", 3);

  @Test
  void reportsEveryProblemAtOnce() {
    FunctionId id = new FunctionId("ap-guangzhou", "9", "9");
    FunctionSettings settings =
        FunctionSettings.NONE
            .with(FunctionFields.MEMORY_SIZE, 100)
            .with(FunctionFields.TIMEOUT, 0)
            .with(FunctionFields.INIT_TIMEOUT, 301)
            .with(FunctionFields.DESCRIPTION, "x".repeat(1001))
            .with(FunctionFields.ENVIRONMENT, Map.of("SCF_X", "x".repeat(4096)))
            .with(FunctionFields.LAYERS, Collections.nCopies(6, LAYER))
            .with(FunctionFields.VPC, new VpcConfig("vpc-1", ""))
            .with(
                FunctionFields.CFS,
                List.of(new CfsMount("cfs-1", "cfs-1", "data", "/", "10000", "10000")))
            .with(FunctionFields.CLS, new ClsTarget("", "topic"))
            .with(FunctionFields.DEAD_LETTER, new DeadLetter("mail", "", ""))
            .with(FunctionFields.MSG_TTL, 59)
            .with(FunctionFields.RETRY_NUM, 3);
    Expectations wrong =
        new Expectations(
            Optional.empty(),
            Optional.empty(),
            List.of(
                new AtPath("", Optional.empty()),
                new AtPath("$.[", Optional.empty()),
                new AtPath("$.items[?(@.n == [1])].id", Optional.empty())),
            OptionalLong.of(0));
    List<SmokeEvent> events =
        List.of(
            new SmokeEvent("", "{}", Expectations.NONE),
            new SmokeEvent("greets", "{'a':1}", wrong),
            new SmokeEvent(
                "greets",
                "\"" + "x".repeat(PlatformRules.MAX_EVENT_BYTES) + "\"",
                Expectations.NONE));
    Release release = new Release(false, "", Optional.of("1st"), 0, OptionalInt.of(0), events);
    Trigger timer = new Trigger(Trigger.TIMER, "9", "$DEFAULT", true, "0 0 0 * * * *", "");
    Trigger url = new Trigger(Trigger.HTTP, "url", "$DEFAULT", true, "{\"AuthType\":\"\"}", "");
    TriggerPlan triggers =
        new TriggerPlan(
            new Setting.Value<>(List.of(timer, timer)),
            new Setting.Value<>(List.of(url, url)),
            false);
    assertThatFailure(() -> new FunctionSpec(id, " ", settings, release, triggers))
        .hasMessage(
            """
            The configuration of function '9' (ap-guangzhou, namespace 9) is wrong:
              - functionName '9': 2 to 60 letters, digits, '-' or '_', starting with a letter and \
            ending with a letter or digit.
              - namespace '9': up to 60 letters, digits, '-' or '_', starting with a letter.
              - handler: must not be empty.
              - memorySize 100: 64, or a multiple of 128 up to 3072 (MB; larger ones, in steps of \
            128, need the platform's approval).
              - timeout 0: 1 to 900 (seconds).
              - initTimeout 301: 3 to 300 (seconds).
              - description: 1001 characters, at most 1000.
              - environment key 'SCF_X': names that start with 'SCF_' are reserved.
              - environment: 4101 bytes, at most 4096 in all.
              - layers: 6 of them; a function has at most 5.
              - vpcConfig: needs both vpcId and subnetId; an empty <vpcConfig/> takes it away.
              - cfs 'cfs-1': localMountDir and remoteMountDir are absolute paths, such as \
            /mnt/data and /.
              - cls: needs both logsetId and topicId; an empty <cls/> takes it away.
              - deadLetter: type 'mail' is not one of [CMQ-TOPIC, CMQ-QUEUE, topic, queue].
              - msgTTL 59: 60 to 21600 (seconds).
              - retryNum 3: 0 to 2.
              - alias '1st': it leads to a version, so set <publish>true</publish>.
              - alias '1st': 1 to 64 letters, digits, '-' or '_', starting with a letter; or \
            $DEFAULT.
              - weight 0.0: above 0 and at most 1, such as 0.1 for a tenth.
              - keepVersions 0: at least 1.
              - verify: a smokeEvent has no <name>.
              - smokeEvent 'greets': the event is not JSON.
              - smokeEvent 'greets': a jsonPath has no <path>.
              - smokeEvent 'greets': '$.[' is no JSONPath, such as $.items[0].name.
              - smokeEvent 'greets': maxDurationMs 0: at least 1.
              - smokeEvent 'greets': there are two of this name.
              - smokeEvent 'greets': the event has 6291458 bytes, at most 6291456 (6 MB).
              - timer '9': 1 to 100 letters, digits, '-' or '_', starting with a letter.
              - timer '9': there are two of this name.
              - functionUrl of $DEFAULT: <auth> is NONE for everybody or CAM for signed requests, \
            not ''.
              - functionUrl of $DEFAULT: there are two; a version or alias has one.""");
  }

  @Test
  void asksNothingOfSettingsThatAreAbsentOrCleared() {
    assertThat(bareSpec().settings().get(FunctionFields.MEMORY_SIZE)).isEqualTo(Setting.absent());
    FunctionSettings cleared =
        FunctionSettings.NONE
            .with(FunctionFields.ENVIRONMENT, Setting.clear())
            .with(FunctionFields.VPC, Setting.clear())
            .with(FunctionFields.CLS, Setting.clear())
            .with(FunctionFields.DEAD_LETTER, Setting.clear());
    assertThat(spec(cleared).settings().values())
        .isEqualTo(
            FunctionValues.NONE
                .with(FunctionFields.ENVIRONMENT, Map.of())
                .with(FunctionFields.VPC, VpcConfig.NONE)
                .with(FunctionFields.CLS, ClsTarget.NONE)
                .with(FunctionFields.DEAD_LETTER, DeadLetter.NONE));
  }

  @Test
  void aNumberCannotBeCleared() {
    FunctionSettings cleared =
        FunctionSettings.NONE.with(FunctionFields.MEMORY_SIZE, Setting.clear());
    assertThatFailure(() -> new FunctionSpec(HELLO, HANDLER, cleared))
        .hasMessageContaining(
            "memorySize: must not be empty; without the element the function keeps what it has.");
  }

  @Test
  void anAsynchronousEventMayTakeADay() {
    FunctionSettings day = FunctionSettings.NONE.with(FunctionFields.TIMEOUT, 86_400);
    assertThatFailure(() -> spec(day)).hasMessageContaining("timeout 86400: 1 to 900 (seconds).");
    FunctionSettings async = day.with(FunctionFields.ASYNC_RUN, true);
    assertThat(spec(async).settings()).isEqualTo(async);
  }

  @Test
  void theTextsOfSettingsAndValuesShowNone() {
    FunctionSettings settings =
        FunctionSettings.NONE.with(FunctionFields.ENVIRONMENT, Map.of("KEY", "a-fake-value"));
    assertThat(spec(settings).toString() + settings.values()).doesNotContain("a-fake-value");
  }
}
