package io.scf4j.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import example.Faulty;
import example.Interfaces;
import io.scf4j.runtime.fake.FakeProcess;
import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.Reply;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler sees and what its caller sees, through the whole process. */
@SuppressWarnings("StringConcatToTextBlock") // every \r and \n of a response has to be seen
class InvocationTest {
  private final FakeProcess process = new FakeProcess();

  private FakeRuntimeApi serve(String handler, Reply... replies) {
    FakeRuntimeApi api = new FakeRuntimeApi(replies);
    assertThat(process.run(api.env(), handler)).isEqualTo(1);
    return api;
  }

  private String answerTo(String handler, String event) {
    return serve(handler, Reply.ok(), Reply.event("id-1", event), Reply.ok())
        .requests()
        .get(2)
        .toString();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "example.Hello::echo               | {\"a\":1}    | {\"a\":1}",
        "example.Hello.echo                | \"x\\ny\"    | `x\ny`",
        "example.Hello::fixed              | a            | static a",
        "example.Hello::nothing            | a            | nothing taken",
        "example.Hello::bytes              | \"a\"        | \"a\"",
        "example.Hello::map                | {\"a\":[1]}  | {\"a\":[1],\"requestId\":\"id-1\"}",
        "example.Hello::any                | [true,null]  | [true,null]",
        "example.Hello::twice              | 21           | 42",
        "example.Hello::list               | [1, \"a\"]   | [1,\"a\"]",
        "example.Hello::silent             | a            | null",
        "example.Hello::count              | abc          | 3",
        "example.Hello::copy               | abc          | abc",
        "example.Hello::copyWithContext    | abc          | id-1abc",
        "example.Hello::overloaded         | abc          | with context",
        "example.Hello$Nested::echo        | abc          | nested abc",
        "example.Hello.Nested::echo        | abc          | nested abc",
        "example.Hello.Nested.echo         | abc          | nested abc",
        "example.Interfaces.Typed          | {\"name\":7} | 7 id-1",
        "example.Interfaces.Streaming      | abc          | abc",
        "example.Interfaces.Length         | abc          | 3",
        "example.Interfaces.Bytes          | abc          | abc",
        "example.Interfaces.Now            | abc          | now",
        "example.Interfaces.Sink           | abc          | null",
        "example.Interfaces.Upper::convert | abc          | ABC",
        "example.Interfaces.OfMaps         | {\"a\":1}    | {\"a\":1}",
        "example.Interfaces.Length::apply  | abc          | 3",
        "example.Interfaces.Greeter::greet | abc          | hello abc",
        "example.Interfaces.Reaching::reached | abc       | reached abc",
        "example.Orders::twice             | {\"item\":\"a\",\"count\":2} | {\"count\":4,\"item\":\"a\"}",
        "example.Orders::twice             | null         | null",
        "example.Orders::line              | {\"item\":\"a\",\"count\":2} | {\"item\":\"a id-1\",\"count\":2}",
        "example.Orders::lines             | [{\"item\":\"a\"},{\"item\":\"b\"}] |"
            + " [{\"item\":\"b\",\"count\":0},{\"item\":\"a\",\"count\":0}]",
        "example.Orders::byItem            | [{\"item\":\"a\"}] | {\"a\":{\"item\":\"a\",\"count\":0}}",
        "example.Orders::anything          | a            | {\"item\":\"a\",\"count\":1}",
        "example.Orders::withLine          | a            | {\"line\":{\"item\":\"a\",\"count\":1}}",
        "example.Orders::optional          | a            | {\"item\":\"a\",\"count\":1}",
        "example.Orders::optional          | ``           | null",
        "example.Orders::later             | a            | {\"item\":\"a\",\"count\":1}",
        "example.Orders::future            | a            | a",
        "example.Orders::undeclaredLater   | a            | a",
        "example.Orders.LineBatch::batch   | [{\"item\":\"a\"}] | {\"batch\":[{\"item\":\"a\",\"count\":0}]}",
        "example.Orders.Counting           | [{\"count\":2},{\"count\":3}] | {\"item\":\"all\",\"count\":5}",
        "example.Foreign.AwsStream         | abc          | id-1abc",
        "example.Foreign.AwsStream::handleRequest | abc   | id-1abc",
        "example.Foreign.KotlinObject::handle | abc       | object abc",
      })
  void answersEveryKindOfHandler(String handler, String event, String result) {
    assertThat(answerTo(handler, event)).isEqualTo("POST /runtime/invocation/response " + result);
  }

  @Test
  void givesTheEventToAHandlerWithoutAResult() {
    Interfaces.Sink.taken = null;
    answerTo("example.Interfaces.Sink", "abc");

    assertThat(Interfaces.Sink.taken).isEqualTo("abc");
  }

  @Test
  void givesTheHandlerItsContext() {
    FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.ok(),
            Reply.raw(
                "HTTP/1.1 200 OK\r\nrequest_id:id-9 \r\nMEMORY_LIMIT_IN_MB:\t256\r\n"
                    + "time_limit_in_ms: 3000\r\nContent-Length: 0\r\n\r\n"),
            Reply.ok());
    process.run(
        api.env(
            "SCF_FUNCTIONNAME",
            "hello",
            "SCF_FUNCTIONVERSION",
            "$LATEST",
            "TENCENTCLOUD_REGION",
            "ap-guangzhou"),
        "example.Hello::context");

    assertThat(api.requests().get(2).text())
        .isEqualTo("id-9 256 3000 3000 hello/$LATEST//ap-guangzhou");
  }

  @Test
  void givesAFunctionOfAwsItsContext() {
    FakeRuntimeApi api =
        new FakeRuntimeApi(Reply.ok(), Reply.event("id-1", "{\"a\":1}"), Reply.ok());
    process.run(
        api.env("SCF_FUNCTIONNAME", "hello", "SCF_FUNCTIONVERSION", "3"), "example.Foreign.Aws");

    assertThat(api.requests().get(2).text())
        .isEqualTo("1 id-1 128 3000 hello/3 [] null Context of request id-1 true");
    assertThat(process.out())
        .isEqualTo("RequestId:id-1 one line\nRequestId:id-1 bytes\nRequestId:id-1 levelled\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.Foreign.BuiltIn::mainHandler", "example.Foreign.BuiltIn"})
  void runsAFunctionOfTheBuiltInRuntimeUnchanged(String handler) {
    Reply withoutTimeLimit =
        Reply.raw(
            "HTTP/1.1 200 OK\r\nRequest_Id: id-1\r\nMemory_Limit_In_Mb: 512\r\n"
                + "Content-Length: 12\r\n\r\n{\"item\":\"a\"}");
    FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), withoutTimeLimit, Reply.ok());
    try {
      process.run(api.env("TENCENTCLOUD_SECRETID", "AKIDfake"), handler);
      assertThat(api.requests().get(2).text()).isEqualTo("a id-1 512 0 AKIDfake");
    } finally {
      System.clearProperty("TENCENTCLOUD_SECRETID");
    }
  }

  @Test
  void waitsForALaterResultUntilTheTimeLimit() {
    FakeRuntimeApi api =
        serve(
            "example.Orders::never",
            Reply.ok(),
            Reply.raw("HTTP/1.1 200 OK\r\nTime_Limit_In_Ms: 20\r\nContent-Length: 1\r\n\r\na"),
            Reply.ok());

    assertThat(api.log().get(2))
        .startsWith(
            "POST /runtime/invocation/error {\"errorType\":\"java.util.concurrent.TimeoutException\","
                + "\"errorMessage\":\"The handler returned a CompletableFuture that was not"
                + " completed within the time limit of 20 ms\"");
  }

  @Test
  void answersWhatALaterResultFailedWith() {
    assertThat(answerTo("example.Orders::failingLater", "a"))
        .startsWith(
            "POST /runtime/invocation/error {\"errorType\":\"java.io.IOException\","
                + "\"errorMessage\":\"late: a\"");
  }

  @Test
  void answersAResultThatCannotBeWrittenWithOneError() {
    FakeRuntimeApi api =
        serve("example.Orders::sealed", Reply.ok(), Reply.event("id-1", "a"), Reply.ok());

    assertThat(api.log()).hasSize(3);
    assertThat(api.log().get(2))
        .startsWith("POST /runtime/invocation/error {\"errorType\":\"tools.jackson.databind.")
        .contains("\"errorMessage\":\"sealed\"");
  }

  @Test
  void handlesAnEventWithoutTheHeadersOfScf() {
    FakeRuntimeApi api =
        serve(
            "example.Hello::context",
            Reply.ok(),
            Reply.raw(
                "HTTP/1.1 200 OK\r\nTime_Limit_In_Ms: soon\r\nMemory_Limit_In_Mb: -1\r\n"
                    + "Content-Length: 0\r\n\r\n"),
            Reply.ok());

    assertThat(api.requests().get(2).text()).isEqualTo(" 0 0 " + Long.MAX_VALUE + " ///");
  }

  @Test
  void answersAnExceptionWithTypeMessageUserFramesAndCauseAndPrintsAllOfIt() {
    String answer = answerTo("example.Faulty::fail", "\"x\"");

    assertThat(answer)
        .startsWith(
            "POST /runtime/invocation/error {\"errorType\":\"java.io.IOException\","
                + "\"errorMessage\":\"bucket gone: x\","
                + "\"stackTrace\":[\"example.Faulty.fail(Faulty.java:")
        .contains("\"cause\":{\"errorType\":\"java.lang.IllegalStateException\"")
        .doesNotContain("io.scf4j.runtime")
        .doesNotContain("reflect");
    assertThat(process.err())
        .startsWith("scf4j: Request id-1 failed\njava.io.IOException: bucket gone: x\n\tat ")
        .contains("Caused by: java.lang.IllegalStateException: 403");
  }

  @Test
  void goesOnAfterAnErrorAndAfterAStackOverflow() {
    FakeRuntimeApi api =
        serve(
            "example.Faulty::overflow",
            Reply.ok(),
            Reply.event("id-1", "deep"),
            Reply.ok(),
            Reply.event("id-2", "flat"),
            Reply.ok());

    assertThat(api.log().get(2))
        .startsWith(
            "POST /runtime/invocation/error {\"errorType\":\"java.lang.StackOverflowError\"");
    assertThat(api.log().get(4)).isEqualTo("POST /runtime/invocation/response shallow");
  }

  @Test
  void endsWithStatusOneAfterReportingThatMemoryRanOut() {
    FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.ok(), Reply.event("id-1", "a"), Reply.ok(), Reply.event("id-2", "b"));

    assertThat(process.run(api.env(), "example.Faulty::exhaust")).isEqualTo(1);
    assertThat(api.log()).hasSize(3);
    assertThat(api.log().get(2))
        .startsWith("POST /runtime/invocation/error {\"errorType\":\"java.lang.OutOfMemoryError\"");
    api.close();
  }

  @Test
  void answersAnInitErrorAsTheErrorOfTheFirstEventAndEnds() {
    FakeRuntimeApi api =
        new FakeRuntimeApi(
            Reply.ok(), Reply.event("id-1", "a"), Reply.ok(), Reply.event("id-2", "b"));

    assertThat(process.run(api.env(), "example.Faulty.Broken::echo")).isEqualTo(1);
    assertThat(api.log())
        .hasSize(3)
        .element(2)
        .asString()
        .startsWith(
            "POST /runtime/invocation/error {\"errorType\":\"java.lang.IllegalStateException\","
                + "\"errorMessage\":\"no database\","
                + "\"stackTrace\":[\"example.Faulty$Broken.<init>(Faulty.java:")
        .doesNotContain("reflect");
    assertThat(process.err())
        .startsWith("scf4j: The function could not be initialised\n")
        .contains("java.lang.IllegalStateException: no database\n\tat example.Faulty$Broken");
    api.close();
  }

  @Test
  void answersAResultOverSixMegabytesWithAnErrorThatHasBothSizes() {
    assertThat(answerTo("example.Faulty::large", "6291457"))
        .startsWith("POST /runtime/invocation/error")
        .contains("The result has 6291457 bytes, SCF takes at most 6291456 (6 MB)");
  }

  @Test
  void sendsAResultOfExactlySixMegabytes() {
    FakeRuntimeApi api =
        serve("example.Faulty::large", Reply.ok(), Reply.event("id-1", "6291456"), Reply.ok());

    assertThat(api.requests().get(2).line()).isEqualTo("POST /runtime/invocation/response");
    assertThat(api.requests().get(2).body()).hasSize(6291456);
  }

  @Test
  void writesADateAsText() {
    assertThat(answerTo("example.Faulty::unwritable", "a"))
        .isEqualTo("POST /runtime/invocation/response \"1970-01-01\"");
  }

  @Test
  void restoresTheThreadAfterEachEvent() {
    FakeRuntimeApi api =
        serve(
            "example.Faulty::leaveTraces",
            Reply.ok(),
            Reply.event("id-1", "a"),
            Reply.ok(),
            Reply.event("id-2", "a"),
            Reply.ok());

    assertThat(api.requests().get(4).text())
        .isEqualTo(api.requests().get(2).text())
        .contains(" false ");
  }

  @Test
  void flushesWhatTheHandlerPrintedBeforeTheResultIsPosted() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    String[] atPost = new String[1];
    PrintStream original = System.out;
    System.setOut(
        new PrintStream(
            new BufferedOutputStream(printed, 8192) {
              // Buffers what a PrintStream would hand on at once.
            },
            false,
            StandardCharsets.UTF_8));
    try {
      serve(
          "example.Faulty::print",
          Reply.ok(),
          Reply.event("id-1", "a"),
          Reply.ok().after(() -> atPost[0] = printed.toString(StandardCharsets.UTF_8)));
    } finally {
      System.setOut(original);
    }
    assertThat(atPost[0]).isEqualTo("no line end");
  }

  @Test
  void saysWhichVariableIsMissingOrWrong() {
    assertThat(process.run(Map.of(), "example.Hello::echo")).isEqualTo(1);
    assertThat(process.err()).startsWith("scf4j: SCF_RUNTIME_API is not set.").hasLineCount(1);

    FakeProcess second = new FakeProcess();
    Map<String, String> env = Map.of("SCF_RUNTIME_API", "h", "SCF_RUNTIME_API_PORT", "70000");
    assertThat(second.run(env, "example.Hello::echo")).isEqualTo(1);
    assertThat(second.err())
        .isEqualTo(
            "scf4j: SCF_RUNTIME_API_PORT is '70000', but must be a port between 1 and 65535.\n");
  }

  @Test
  void runsTheHandlerOncePerEvent() {
    Faulty.CALLS.set(0);
    answerTo("example.Faulty::count", "a");

    assertThat(Faulty.CALLS).hasValue(1);
  }
}
