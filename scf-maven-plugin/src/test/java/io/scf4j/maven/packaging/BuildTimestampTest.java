package io.scf4j.maven.packaging;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildTimestampTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T12:00:00Z, 2026-01-31T12:00:00Z",
    "2026-01-31T12:00:00+08:00, 2026-01-31T04:00:00Z",
    "1769860800, 2026-01-31T12:00:00Z",
    "1980-01-01T00:00:02Z, 1980-01-01T00:00:02Z",
    "2099-12-31T23:59:59Z, 2099-12-31T23:59:59Z"
  })
  void readsATimeAsMavensOwnPluginsDo(String text, Instant time) {
    assertThat(BuildTimestamp.parse(text)).isEqualTo(time);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "x", "0"})
  void isFixedWithoutOne(String none) {
    assertThat(BuildTimestamp.parse(none)).isEqualTo(Instant.parse("1980-02-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-01-31", "2026-01-31T12:00:00", "99999999999999999999"})
  void refusesWhatIsNotATime(String text) {
    assertThatFailure(() -> BuildTimestamp.parse(text))
        .hasMessageStartingWith("project.build.outputTimestamp '" + text + "' is not a time.\n")
        .hasMessageEndingWith("\nWrite it as 2026-01-31T12:00:00Z or as seconds since 1970.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1980-01-01T00:00:01Z", "2100-01-01T00:00:00Z", "10"})
  void refusesWhatAZipCannotHold(String text) {
    assertThatFailure(() -> BuildTimestamp.parse(text))
        .hasMessage(
            """
            project.build.outputTimestamp '%s' does not fit into a zip.
            Choose a time between 1980-01-01T00:00:02Z and 2099-12-31T23:59:59Z.""",
            text);
  }
}
