package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartSettingsTest {
  private static StartSettings of(String aot, Map<String, String> environment) {
    return StartSettings.of(null, 256, List.of(), aot, environment);
  }

  @Test
  void refuseAnAotThatThereIsNot() {
    assertThat(of("auto", Map.of()).aot()).isTrue();
    assertThat(of("off", Map.of()).aot()).isFalse();
    assertThatFailure(() -> of("on", Map.of()))
        .hasMessageStartingWith("aot is 'on', which is neither auto nor off.");
  }

  @Test
  void refuseAnEnvironmentThatThePlatformWouldNotTake() {
    assertThat(of(null, Map.of("KEY", "x".repeat(4093))).environment()).hasSize(1);
    assertThatFailure(() -> of(null, Map.of("KEY", "x".repeat(4094))))
        .hasMessage(
            """
            The function's <environment> is wrong:
              - environment: 4097 bytes, at most 4096 in all.""");
    assertThatFailure(() -> of(null, Map.of("SCF_KEY", "x")))
        .hasMessageContaining("names that start with 'SCF_' are reserved.");
  }
}
