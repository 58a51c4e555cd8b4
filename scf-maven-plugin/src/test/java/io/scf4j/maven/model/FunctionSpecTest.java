package io.scf4j.maven.model;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.testing.Functions;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionSpecTest {

  @Test
  void reportsEveryProblemAtOnce() {
    FunctionId id = new FunctionId("ap-guangzhou", "9", "9");
    assertThatFailure(
            () ->
                new FunctionSpec(
                    id,
                    " ",
                    new Setting.Value<>(100),
                    new Setting.Value<>(0),
                    new Setting.Value<>(301),
                    new Setting.Value<>("x".repeat(1001)),
                    new Setting.Value<>(Map.of("SCF_X", "x".repeat(4096)))))
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
              - environment: 4101 bytes, at most 4096 in all.""");
  }

  @Test
  void asksNothingOfSettingsThatAreAbsentOrCleared() {
    assertThat(Functions.bareSpec().memorySizeMb()).isEqualTo(Setting.absent());
    assertThat(Functions.spec(Setting.absent(), Setting.clear(), Setting.clear()).environment())
        .isEqualTo(Setting.clear());
  }
}
