package io.scf4j.maven.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformRulesTest {
  private static final String SIXTY = "a".repeat(60);

  @ParameterizedTest
  @ValueSource(strings = {"ab", "a1", "Hello-World_2", "a-b", "a_b"})
  void takesAFunctionName(String name) {
    assertThat(PlatformRules.functionName(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1a", "-a", "_a", "a-", "a_", "a.b", "a b", "grüße", "ab\n"})
  void refusesAFunctionName(String name) {
    assertThat(PlatformRules.functionName(name))
        .hasValue(
            "functionName '"
                + name
                + "': 2 to 60 letters, digits, '-' or '_', starting with a letter and ending with"
                + " a letter or digit.");
  }

  @Test
  void takesNamesOfSixtyCharactersAndNotOfMore() {
    assertThat(PlatformRules.functionName(SIXTY)).isEmpty();
    assertThat(PlatformRules.functionName(SIXTY + "a")).isPresent();
    assertThat(PlatformRules.namespace(SIXTY)).isEmpty();
    assertThat(PlatformRules.namespace(SIXTY + "a")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "default", "a-", "Test_1"})
  void takesANamespace(String namespace) {
    assertThat(PlatformRules.namespace(namespace)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1a", "_a", "a.b"})
  void refusesANamespace(String namespace) {
    assertThat(PlatformRules.namespace(namespace))
        .hasValue(
            "namespace '"
                + namespace
                + "': up to 60 letters, digits, '-' or '_', starting with a letter.");
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256, 3072, 3200, 122_880})
  void takesAMemorySize(int mb) {
    assertThat(PlatformRules.memorySize(mb)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-128, 0, 63, 65, 127, 192, 3073, 122_881, 123_008})
  void refusesAMemorySize(int mb) {
    assertThat(PlatformRules.memorySize(mb))
        .hasValue(
            "memorySize "
                + mb
                + ": 64, or a multiple of 128 up to 3072 (MB; larger ones, in steps of 128, need"
                + " the platform's approval).");
  }

  @Test
  void takesATimeoutOfOneToNineHundredSeconds() {
    assertThat(PlatformRules.timeout(1)).isEmpty();
    assertThat(PlatformRules.timeout(900)).isEmpty();
    assertThat(PlatformRules.timeout(0)).hasValue("timeout 0: 1 to 900 (seconds).");
    assertThat(PlatformRules.timeout(901)).hasValue("timeout 901: 1 to 900 (seconds).");
  }

  @Test
  void takesAnInitTimeoutOfThreeToThreeHundredSeconds() {
    assertThat(PlatformRules.initTimeout(3)).isEmpty();
    assertThat(PlatformRules.initTimeout(300)).isEmpty();
    assertThat(PlatformRules.initTimeout(2)).hasValue("initTimeout 2: 3 to 300 (seconds).");
    assertThat(PlatformRules.initTimeout(301)).hasValue("initTimeout 301: 3 to 300 (seconds).");
  }

  @Test
  void takesADescriptionOfAThousandCharacters() {
    assertThat(PlatformRules.description("")).isEmpty();
    assertThat(PlatformRules.description("字".repeat(1000))).isEmpty();
    assertThat(PlatformRules.description("x".repeat(1001)))
        .hasValue("description: 1001 characters, at most 1000.");
  }

  @Test
  void takesAnEnvironmentKeyOfTwoToSixtyFourCharacters() {
    assertThat(PlatformRules.environmentKey("ab")).isEmpty();
    assertThat(PlatformRules.environmentKey("A_1")).isEmpty();
    assertThat(PlatformRules.environmentKey("a".repeat(64))).isEmpty();
    assertThat(PlatformRules.environmentKey("a".repeat(65))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "1a", "a-b", "a.b"})
  void refusesAnEnvironmentKey(String key) {
    assertThat(PlatformRules.environmentKey(key))
        .hasValue(
            "environment key '"
                + key
                + "': 2 to 64 letters, digits or '_', starting with a letter.");
  }

  @ParameterizedTest
  @CsvSource({
    "SCF_NAME, SCF_",
    "QCLOUD_REGION, QCLOUD_",
    "TENCENTCLOUD_SECRETID, TENCENTCLOUD_",
    "_HANDLER, _"
  })
  void refusesAnEnvironmentKeyOfThePlatform(String key, String prefix) {
    assertThat(PlatformRules.environmentKey(key))
        .hasValue(
            "environment key '" + key + "': names that start with '" + prefix + "' are reserved.");
  }

  @Test
  void countsAnEnvironmentInBytesOfKeysAndValues() {
    assertThat(PlatformRules.environmentSize(Map.of("KEY", "x".repeat(4093)))).isEmpty();
    assertThat(PlatformRules.environmentSize(Map.of("KEY", "字".repeat(1365))))
        .hasValue("environment: 4098 bytes, at most 4096 in all.");
  }

  @Test
  void warnsOfAnEnvironmentThatIsNearlyFull() {
    assertThat(PlatformRules.environmentNearlyFull(Map.of("KEY", "x".repeat(3273)))).isEmpty();
    assertThat(PlatformRules.environmentNearlyFull(Map.of("KEY", "x".repeat(3274))))
        .hasValue("environment: 3277 bytes of the 4096 allowed.");
    assertThat(PlatformRules.environmentNearlyFull(Map.of("KEY", "x".repeat(4093)))).isPresent();
    assertThat(PlatformRules.environmentNearlyFull(Map.of("KEY", "x".repeat(4094)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.main_handler",
        "demo.Hello::greet",
        "demo.Hello",
        "com.demo.Hello.greet",
        "ab::cd"
      })
  void knowsAHandlerThatTheApiTakes(String handler) {
    assertThat(PlatformRules.isHandler(handler)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Hello",
        "::",
        "demo.Hello::f",
        "H::greet",
        "demo.Hello::greet2",
        "demo.Hello::_greet",
        "demo.Outer$Inner::greet",
        "demo.Hello::greet.more",
        "1demo.Hello::greet"
      })
  void knowsAHandlerThatTheApiRefuses(String handler) {
    assertThat(PlatformRules.isHandler(handler)).isFalse();
  }

  @Test
  void countsTheCharactersOfEachPartOfAHandler() {
    assertThat(PlatformRules.isHandler(SIXTY + "::" + SIXTY)).isTrue();
    assertThat(PlatformRules.isHandler(SIXTY + "a::" + SIXTY)).isFalse();
    assertThat(PlatformRules.isHandler(SIXTY + "::" + SIXTY + "a")).isFalse();
  }
}
