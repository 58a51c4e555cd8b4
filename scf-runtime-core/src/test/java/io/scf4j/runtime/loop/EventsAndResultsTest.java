package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import io.scf4j.runtime.fake.Request;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of every size and content, and handlers that treat them badly, through the process. */
class EventsAndResultsTest {
  private final FakeProcess process = new FakeProcess();

  private FakeRuntimeApi serve(String handler, Reply... replies) {
    FakeRuntimeApi api = new FakeRuntimeApi(replies);
    assertThat(process.run(api.env(), handler)).isEqualTo(1);
    return api;
  }

  private Request answerTo(String handler, byte[] event) {
    return serve(handler, Reply.ok(), Reply.event("id-1", event), Reply.ok()).requests().get(2);
  }

  private Request answerTo(String handler, String event) {
    return answerTo(handler, event.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "example.Hello::echo, ``",
        "example.Hello::bytes, ``",
        "example.Hello::copy, ``",
        "example.Hello::count, 0",
        "example.Hello::any, null",
        "example.Hello::list, null",
        "example.Hello::silent, null",
      })
  void takesAnEmptyEventForEmptyTextOrNull(String handler, String result) {
    assertThat(answerTo(handler, ""))
        .hasToString(("POST /runtime/invocation/response " + result).stripTrailing());
  }

  /** Text as it is, then the same as an escaped JSON literal, then within a parsed document. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "中文,\\u4e2d\\u6587",
        "😀,\\uD83D\\uDE00",
        "e\u0301,e\\u0301",
        "a\u2028b\u2029,a\\u2028b\\u2029",
        "\u007f\u00a0,\\u007F\\u00A0",
        "\ufeffbom,\\uFEFFbom",
      })
  void carriesUnicodeRawAndEscaped(String text, String escaped) {
    assertThat(answerTo("example.Hello::echo", "x" + text).text()).isEqualTo("x" + text);
    assertThat(answerTo("example.Hello::echo", "\"" + escaped + "\"").text()).isEqualTo(text);
    assertThat(answerTo("example.Hello::any", "[\"" + escaped + "\"]").text())
        .isEqualTo("[\"" + text + "\"]");
  }

  @Test
  void carriesWhatUtf8CannotAsEscapesInJsonAndAsAQuestionMarkInText() {
    assertThat(answerTo("example.Hello::any", "[\"\\ud800\", \"\\u0000\"]").text())
        .isEqualTo("[\"\\ud800\",\"\\u0000\"]");
    assertThat(answerTo("example.Hello::echo", "\"a\\ud800b\"").text()).isEqualTo("a?b");
    assertThat(answerTo("example.Hello::echo", "\"a\\u0000b\"").text()).isEqualTo("a\u0000b");
  }

  @Test
  void joinsCharactersThatAreCutBetweenWritesAndChunks() {
    byte[] event = "中😀".getBytes(StandardCharsets.UTF_8);
    StringBuilder chunks = new StringBuilder();
    for (byte b : event) {
      chunks.append("1\r\n").append((char) (b & 0xFF)).append("\r\n");
    }
    String head = "HTTP/1.1 200 OK\r\nRequest_Id: id-1\r\nTransfer-Encoding: chunked\r\n\r\n";
    FakeRuntimeApi api =
        serve(
            "example.Hello::echo",
            Reply.ok(),
            Reply.bytes((head + chunks + "0\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1)),
            Reply.ok());

    assertThat(api.requests().get(2).text()).isEqualTo("中😀");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"example.Hello::bytes", "example.Hello::copy", "example.Interfaces.Bytes"})
  void carriesAnyBytesExactly(String handler) {
    byte[] bytes = new byte[70_000];
    new Random(1).nextBytes(bytes);

    assertThat(answerTo(handler, bytes).body()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\r\n  \"a\" : [ 1 ,\n 2 ]\r\n}\r\n",
        "\n\nleading",
        "trailing\r\n",
        "a\n\nb",
        " ",
        "\n"
      })
  void keepsLineEndsAndSpacesOfText(String event) {
    for (String handler :
        new String[] {"example.Hello::copy", "example.Hello::bytes", "example.Hello::echo"}) {
      assertThat(answerTo(handler, event).text()).as(handler).isEqualTo(event);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {104_448, 131_072, 6 * 1024 * 1024 - 1, 6 * 1024 * 1024})
  void carriesLargeBodiesBothWays(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);

    assertThat(answerTo("example.Hello::bytes", bytes).body()).isEqualTo(bytes);
  }

  @Test
  void takesAnEventBeyondTheLimitOfResults() {
    assertThat(answerTo("example.Hello::count", new byte[7 * 1024 * 1024]).text())
        .isEqualTo("7340032");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"a\":[", " [ "})
  void answersAnEventNestedTooDeepWithAnErrorAndGoesOn(String level) {
    FakeRuntimeApi api =
        serve(
            "example.Hello::any",
            Reply.ok(),
            Reply.event("id-1", level.repeat(100_000)),
            Reply.ok(),
            Reply.event("id-2", "{\"a\":1,\"a\":2,\"" + "k".repeat(100_000) + "\":3}"),
            Reply.ok());

    assertThat(api.log().get(2))
        .startsWith("POST /runtime/invocation/error")
        .contains("nested deeper than 512 levels");
    assertThat(api.log().get(4)).startsWith("POST /runtime/invocation/response {\"a\":2,\"kkk");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cyclic   | contains itself",
        "iterator | \"errorType\":\"java.lang.StackOverflowError\"",
        "half     | \"errorMessage\":\"half way\"",
        "nan      | There is no JSON form for the number NaN",
        "key      | \"errorMessage\":\"from a key\"",
      })
  void answersAResultThatCannotBeWrittenWithOneErrorAndNoPartOfIt(String kind, String error) {
    FakeRuntimeApi api =
        serve(
            "example.Odd::hostileResult",
            Reply.ok(),
            Reply.event("id-1", kind),
            Reply.ok(),
            Reply.event("id-2", kind),
            Reply.ok());

    assertThat(api.requests()).hasSize(5);
    assertThat(api.log().get(2)).startsWith("POST /runtime/invocation/error {").contains(error);
    assertThat(api.log().get(4)).startsWith("POST /runtime/invocation/error {").contains(error);
  }

  @ParameterizedTest
  @CsvSource({
    "readsNothing, x",
    "closesInput, x",
    "closesOutputThenWrites, xy",
    "writesNothing, ''",
  })
  void letsStreamHandlersTreatTheirStreamsAsTheyLike(String handler, String result) {
    assertThat(answerTo("example.Odd::" + handler, "abc").text()).isEqualTo(result);
  }

  @Test
  void isNotDisturbedByAStreamThatAHandlerKept() {
    FakeRuntimeApi api =
        serve(
            "example.Odd::writesToTheLastOne",
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.status(500),
            Reply.ok(),
            Reply.event("id-2", "b"),
            Reply.ok(),
            Reply.event("id-3", "c"),
            Reply.ok());

    assertThat(api.requests())
        .filteredOn(request -> request.line().endsWith("/response"))
        .extracting(Request::text)
        .containsExactly("a", "a", "b", "c");
  }

  @Test
  void givesEveryEventBytesOfItsOwn() {
    FakeRuntimeApi api =
        serve(
            "example.Odd::mutates",
            Reply.ok(),
            Reply.event("id-1", "first"),
            Reply.ok(),
            Reply.event("id-2", "second"),
            Reply.ok(),
            Reply.event("id-3", "third"),
            Reply.ok());

    assertThat(api.requests())
        .filteredOn(request -> request.line().endsWith("/response"))
        .extracting(Request::text)
        .containsExactly("first", "second", "third");
  }
}
