package io.scf4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.runtime.fake.FakeRuntimeApi;
import io.scf4j.runtime.fake.FunctionProcess;
import io.scf4j.runtime.fake.Jdks;
import io.scf4j.runtime.fake.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a function process ends, seen from outside: signals, exits and exhaustion are real ones. */
@Timeout(120)
class LifeTest {
  private static final int SIGTERM_STATUS = 143;
  private static final Duration GRACE = Duration.ofSeconds(10);

  @TempDir Path directory;

  private FunctionProcess start(FakeRuntimeApi api, String handler, String... options)
      throws Exception {
    return FunctionProcess.start(directory, api.env(), List.of(options), handler);
  }

  private static Reply event() {
    return Reply.event("id-1", "x");
  }

  @Test
  void closesTheHandlerAndEndsQuietlyOnSigtermWhileItWaits() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), Reply.never());
        FunctionProcess process = start(api, "example.Life.Closing::echo")) {
      process.awaitRequests(api, 2);
      process.sigterm();

      assertThat(process.awaitEnd()).isEqualTo(SIGTERM_STATUS);
      assertThat(process.out()).isEqualTo("closed 1\n");
      assertThat(process.err()).isEmpty();
    }
  }

  @Test
  void finishesAndPostsWhatItHandlesOnSigtermAndAsksForNoMore() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), event(), Reply.ok(), Reply.never());
        FunctionProcess process = start(api, "example.Life.Closing::untilTheEnd")) {
      process.await(() -> process.out().equals("begun\n"));
      process.sigterm();

      assertThat(process.awaitEnd()).isEqualTo(SIGTERM_STATUS);
      assertThat(api.log())
          .containsExactly(
              "POST /runtime/init/ready  ",
              "GET /runtime/invocation/next",
              "POST /runtime/invocation/response x");
      assertThat(process.out()).isEqualTo("begun\nclosed 1\n");
      assertThat(process.err()).isEmpty();
    }
  }

  @Test
  void endsBeforeTheGraceIsOverWhenCloseHangs() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), Reply.never());
        FunctionProcess process = start(api, "example.Life.HangingClose::echo")) {
      process.awaitRequests(api, 2);
      assertThat(timeToEnd(process)).isLessThan(GRACE);

      assertThat(process.awaitEnd()).isEqualTo(SIGTERM_STATUS);
      assertThat(process.out()).isEqualTo("closing\n");
      assertThat(process.err())
          .isEqualTo(
              "scf4j: The handler's close() did not end within 2 s; the process ends without"
                  + " it\n");
    }
  }

  @Test
  void endsBeforeTheGraceIsOverWhenAHookOfTheFunctionHangsToo() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), event(), Reply.ok(), Reply.never());
        FunctionProcess process = start(api, "example.Life.HangingClose::withHangingHook")) {
      process.awaitRequests(api, 4);
      assertThat(timeToEnd(process)).isLessThan(GRACE);

      assertThat(process.awaitEnd()).isEqualTo(SIGTERM_STATUS);
      assertThat(process.err())
          .endsWith("A shutdown hook of the function does not end; the process ends without it\n");
    }
  }

  private static Duration timeToEnd(FunctionProcess process) throws InterruptedException {
    long start = System.nanoTime();
    process.sigterm();
    process.awaitEnd();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void logsWhatCloseThrowsAndKeepsItsExitStatus() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), Reply.never());
        FunctionProcess process = start(api, "example.Life.ThrowingClose::echo")) {
      process.awaitRequests(api, 2);
      process.sigterm();

      assertThat(process.awaitEnd()).isEqualTo(SIGTERM_STATUS);
      assertThat(process.err())
          .startsWith(
              "scf4j: The handler could not be closed\njava.io.IOException: not closed\n\tat ");
    }
  }

  @Test
  void saysWhereAHandlerCalledExitAndLosesNothingItPrinted() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), event(), Reply.never());
        FunctionProcess process = start(api, "example.Life::exit")) {
      assertThat(process.awaitEnd()).isEqualTo(3);
      assertThat(process.out()).isEqualTo("no line end");
      assertThat(process.err())
          .startsWith("scf4j: Request id-1: System.exit was called at example.Life.exit(Life.java:")
          .endsWith("; the process ends. To fail a request, throw an exception\n")
          .hasLineCount(1);
    }
  }

  @Test
  void finishesTheRequestWhenAThreadOfTheFunctionCalledExit() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), event(), Reply.ok(), Reply.never());
        FunctionProcess process = start(api, "example.Life::exitInAThread")) {
      assertThat(process.awaitEnd()).isEqualTo(4);
      assertThat(api.log()).hasSize(3).last().isEqualTo("POST /runtime/invocation/response x");
      assertThat(process.err()).contains("in thread mine; the process ends");
    }
  }

  @Test
  void saysThatExitWasCalledWhileTheFunctionWasMadeReady() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.never());
        FunctionProcess process = start(api, "example.Life.ExitingConstructor::echo")) {
      assertThat(process.awaitEnd()).isEqualTo(5);
      assertThat(process.err())
          .startsWith("scf4j: System.exit was called at example.Life$ExitingConstructor.<init>(");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "17, heap,         -Xmx16m,                  -XX:+UseSerialGC",
    "17, heap,         -Xmx16m,                  -XX:+UseG1GC",
    "17, heapByArrays, -Xmx16m,                  -XX:+UseSerialGC",
    "17, heapByArrays, -Xmx16m,                  -XX:+UseG1GC",
    "17, metaspace,    -XX:MaxMetaspaceSize=16m, -XX:+UseSerialGC",
    "25, heap,         -Xmx16m,                  -XX:+UseSerialGC",
    "25, heap,         -Xmx16m,                  -XX:+UseG1GC",
    "25, heapByArrays, -Xmx16m,                  -XX:+UseSerialGC",
    "25, metaspace,    -XX:MaxMetaspaceSize=16m, -XX:+UseSerialGC",
  })
  void answersThatMemoryRanOutFromWhatItHasKeptForThat(
      int jdk, String what, String limit, String collector) throws Exception {
    answersThatMemoryRanOut(jdk, what, List.of(limit, collector));
  }

  /** Without a collection first, the answer has memory in about two of three of these. */
  @RepeatedTest(8)
  void answersThatMemoryRanOutAlsoWhenTheCollectorIsSlowToLook() throws Exception {
    answersThatMemoryRanOut(25, "heapByArrays", List.of("-Xmx16m", "-XX:+UseG1GC"));
  }

  private void answersThatMemoryRanOut(int jdk, String what, List<String> options)
      throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), event(), Reply.ok(), Reply.never());
        FunctionProcess process =
            FunctionProcess.start(
                Jdks.require(jdk), directory, api.env(), options, "example.Exhausting::" + what)) {
      assertThat(process.awaitEnd()).isEqualTo(1);
      assertThat(api.log())
          .hasSize(3)
          .last()
          .isEqualTo(
              "POST /runtime/invocation/error {\"errorType\":\"java.lang.OutOfMemoryError\","
                  + "\"errorMessage\":\"The function ran out of memory; its log says of which kind."
                  + " Give it more memory, or let it keep less\",\"stackTrace\":[]}");
      assertThat(process.err())
          .startsWith("scf4j: Request id-1 failed\njava.lang.OutOfMemoryError: ");
    }
  }

  @Test
  void isNotDisturbedByWhatAHandlerLeavesBehind() throws Exception {
    try (FakeRuntimeApi api =
            new FakeRuntimeApi(
                Reply.ok(),
                event(),
                Reply.ok(),
                Reply.event("id-2", "y"),
                Reply.ok(),
                Reply.never());
        FunctionProcess process = start(api, "example.Life::leaveAMess")) {
      process.awaitRequests(api, 6);
      process.sigterm();

      assertThat(process.awaitEnd()).isEqualTo(SIGTERM_STATUS);
      assertThat(api.log().get(4)).isEqualTo("POST /runtime/invocation/response y");
      assertThat(process.err())
          .startsWith("Exception in thread \"failing\" java.lang.IllegalStateException")
          .doesNotContain("scf4j:");
    }
  }

  @Test
  void endsAlthoughAThreadOfTheFunctionStays() throws Exception {
    try (FakeRuntimeApi api = new FakeRuntimeApi(Reply.ok(), event(), Reply.ok(), Reply.never());
        FunctionProcess process = start(api, "example.Life::leaveAMessAndEnd")) {
      assertThat(process.awaitEnd()).isEqualTo(1);
    }
  }
}
