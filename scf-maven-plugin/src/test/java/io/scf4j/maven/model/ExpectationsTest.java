package io.scf4j.maven.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.Expectations.AtPath;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationsTest {
  private static final String ORDER =
      "{\"statusCode\":200,\"big\":12345678901234567890,\"none\":null,"
          + "\"name\":\"tea, green\",\"items\":[{\"id\":1,\"tags\":[1,2]},{\"id\":2.0}]}";

  @Test
  void nothingIsExpectedOfAnAnswerUnlessSomethingIsSaid() {
    assertThat(Expectations.NONE.missedBy("", 1e9)).isEmpty();
  }

  @Test
  void aTextIsContained() {
    assertThat(contains("Hello").missedBy("Well, Hello you", 0)).isEmpty();
    assertThat(contains("Hello").missedBy("Good bye", 0))
        .containsExactly("the result does not contain 'Hello': Good bye");
    assertThat(contains("Hello").missedBy("", 0))
        .containsExactly("the result does not contain 'Hello': (nothing)");
  }

  @Test
  void showsTheBeginningOfALongResultOnOneLine() {
    assertThat(contains("Hello").missedBy("a\nb" + "x".repeat(500), 0))
        .containsExactly("the result does not contain 'Hello': a b" + "x".repeat(197) + "…");
  }

  @Test
  void aResultIsEqualButForSpacesAroundIt() {
    assertThat(equalTo("Hello you").missedBy("Hello you\n", 0)).isEmpty();
    assertThat(equalTo("Hello you").missedBy("Hello you!", 0))
        .containsExactly("the result is not 'Hello you', but: Hello you!");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.statusCode|200",
        "$.statusCode|200.0",
        "$.big|12345678901234567890",
        "$.none|null",
        "$.name|tea, green",
        "$['name']|\"tea, green\"",
        "$.items[0]|{\"tags\":[1,2],\"id\":1}",
        "$.items[*].id|[1,2]",
        "$..id|[1,2]",
        "$.items[?(@.id > 1)].id|[2]",
        "$.items[?(@.tags subsetof [1,2,3])].id|[1]",
        "$.items.length()|2",
        "$.statusCode|",
        "$.none|",
        "$.items[*]|",
      })
  void aValueIsAtAPath(String path, String value) {
    assertThat(at(path, value).missedBy(ORDER, 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$.statusCode|500|$.statusCode is 200, not 500",
        "$.statusCode|OK|$.statusCode is 200, not OK",
        "$.big|12345678901234567891|$.big is 12345678901234567890, not 12345678901234567891",
        "$.name|tea|$.name is \"tea, green\", not tea",
        "$.none|0|$.none is null, not 0",
        "$.items[*].id|1|$.items[*].id is [1,2.0], not 1",
        "$.items.length()|3|$.items.length() is 2, not 3",
        "$.nobody||there is no $.nobody in the result: {",
        "$.nobody|1|there is no $.nobody in the result: {",
        "$.items[7]|1|there is no $.items[7] in the result: {",
        "$.name.first|1|there is no $.name.first in the result: {",
        "$..nobody|1|there is no $..nobody in the result: {",
        "$.name.sum()|1|there is no $.name.sum() in the result: {",
      })
  void aValueIsNotAtAPath(String path, String value, String missed) {
    assertThat(at(path, value).missedBy(ORDER, 0))
        .singleElement()
        .satisfies(message -> assertThat(message).startsWith(missed));
  }

  @Test
  void whatIsNotJsonHasNoPaths() {
    assertThat(at("$.a", "1").missedBy("Hello {\"a\":1}", 0))
        .containsExactly("the result is not JSON, so it has no $.a: Hello {\"a\":1}");
  }

  @Test
  void aRunMayTakeSoLong() {
    Expectations quick =
        new Expectations(Optional.empty(), Optional.empty(), List.of(), OptionalLong.of(500));
    assertThat(quick.missedBy("", 500)).isEmpty();
    assertThat(quick.missedBy("", 500.06))
        .containsExactly("it ran for 500.1 ms, at most 500 are expected");
  }

  @Test
  void saysAllThatIsMissed() {
    Expectations all =
        new Expectations(
            Optional.of("a"),
            Optional.of("b"),
            List.of(new AtPath("$", Optional.of("2")), new AtPath("$.length()", Optional.of("1"))),
            OptionalLong.of(1));
    assertThat(all.missedBy("[3]", 2))
        .containsExactly(
            "the result does not contain 'a': [3]",
            "the result is not 'b', but: [3]",
            "$ is [3], not 2",
            "it ran for 2.0 ms, at most 1 are expected");
  }

  private static Expectations contains(String text) {
    return new Expectations(Optional.of(text), Optional.empty(), List.of(), OptionalLong.empty());
  }

  private static Expectations equalTo(String text) {
    return new Expectations(Optional.empty(), Optional.of(text), List.of(), OptionalLong.empty());
  }

  private static Expectations at(String path, String value) {
    return new Expectations(
        Optional.empty(),
        Optional.empty(),
        List.of(new AtPath(path, Optional.ofNullable(value))),
        OptionalLong.empty());
  }
}
