package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartSettingsTest {
  private static StartSettings settings(String aot) {
    return StartSettings.of(null, 256, List.of(), aot, Map.of());
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "auto", " AUTO "})
  void wantAnAotCacheUnlessItIsOff(String aot) {
    assertThat(settings(aot).aot()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", " OFF "})
  void wantNoneWhenItIsOff(String aot) {
    assertThat(settings(aot).aot()).isFalse();
  }

  @Test
  void refuseAnythingElse() {
    assertThatFailure(() -> settings(" on "))
        .hasMessage(
            """
            aot is 'on', which is neither auto nor off.
            Set <aot>off</aot> for a package without an AOT cache, or leave it out.""");
  }

  @Test
  void refuseAnEnvironmentThatThePlatformWouldNotTake() {
    assertThat(settings(Map.of("KEY", "x".repeat(4093))).environment()).hasSize(1);
    assertThatFailure(() -> settings(Map.of("KEY", "x".repeat(4094))))
        .hasMessage(
            """
            The function's <environment> is wrong:
              - environment: 4097 bytes, at most 4096 in all.""");
    assertThatFailure(() -> settings(Map.of("SCF_KEY", "x")))
        .hasMessageContaining("names that start with 'SCF_' are reserved.");
  }

  private static StartSettings settings(Map<String, String> environment) {
    return StartSettings.of(null, 256, List.of(), null, environment);
  }
}
