package io.scf4j.maven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.Setting;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionEnvironmentTest {

  @Test
  void isAbsentEmptyOrFilled() {
    assertThat(FunctionEnvironment.setting(null)).isEqualTo(Setting.absent());
    assertThat(FunctionEnvironment.setting(Map.of())).isEqualTo(Setting.clear());
    assertThat(FunctionEnvironment.setting(Map.of("KEY", "value")))
        .isEqualTo(new Setting.Value<>(Map.of("KEY", "value")));
  }

  @Test
  void anEmptyElementIsAVariableWithAnEmptyValue() {
    assertThat(FunctionEnvironment.setting(Collections.singletonMap("KEY", null)))
        .isEqualTo(new Setting.Value<>(Map.of("KEY", "")));
  }

  @Test
  void knowsTheKeysThatLookLikeSecrets() {
    assertThat(FunctionEnvironment.secretLooking(null)).isEmpty();
    assertThat(
            FunctionEnvironment.secretLooking(
                Map.of(
                    "DB_PASSWORD", "x", "apiKey", "x", "Client_Secret", "x", "GREETING", "secret")))
        .containsExactly("Client_Secret", "DB_PASSWORD", "apiKey");
  }
}
