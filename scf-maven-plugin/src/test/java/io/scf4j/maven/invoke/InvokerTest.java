package io.scf4j.maven.invoke;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.HELLO;
import static io.scf4j.maven.testing.Functions.active;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.invoke.Invoker.Judged;
import io.scf4j.maven.model.Expectations;
import io.scf4j.maven.testing.FakeScfCloud;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InvokerTest {
  private static final String HOW_TO_DEPLOY = "Deploy it in this way.";

  private static final ClientContext EVENT = new ClientContext("{\"key1\":1}");
  private static final String TIMED_OUT =
      "{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 3 seconds\","
          + "\"statusCode\":433}";

  private final FakeScfCloud cloud = new FakeScfCloud().has(active());

  @Test
  void waitsForAColdStartAndTheInvocationAndTenSeconds() {
    invoke(0, "hello", "");
    assertThat(cloud.readTimeout()).isEqualTo(Duration.ofSeconds(65 + 3 + 10));
    assertThat(cloud.calls()).containsExactly("GetFunction: Active", "Invoke {\"key1\":1}");
  }

  @Test
  void reportsWhatTheCloudSaid() {
    Judged judged = invoke(0, "hello", "");
    assertThat(judged.report())
        .isEqualTo(
            new InvokeReport(
                1,
                "hello",
                "ap-guangzhou",
                "default",
                true,
                "fake-request",
                "fake-invocation",
                0,
                "hello",
                "",
                12.34,
                100,
                null,
                3_145_728,
                128,
                "START\nEND"));
    judged.requireSuccess();
  }

  private static Invocation withLog(String log) {
    return new Invocation("request", "id-1", 0, "", "", log, 1, 1, 0);
  }

  private static InvokeReport report(String log) {
    return InvokeReport.of(HELLO, active(), withLog(log));
  }

  @Test
  void tellsHowLongAColdStartTook() {
    String cold =
        "START RequestId:id-1\nInit Report RequestId: id-1 Coldstart: 412ms (PullCode: 0ms"
            + " InitRuntime: 2ms InitFunction: 410ms) Memory: 128MB MemUsage: 30.00MB\nEND\n";
    assertThat(report(cold).coldStartMs()).isEqualTo(412);
    assertThat(report(cold).lines()).contains("Cold start:   412 ms");
    assertThat(report("START RequestId:id-1\nEND\n").coldStartMs()).isZero();
    assertThat(report("START RequestId:id-1\nEND\n").lines())
        .noneMatch(line -> line.startsWith("Cold"));
  }

  @Test
  void doesNotTakeAColdStartFromWhatAFunctionWritesOrACutLog() {
    String said = "START RequestId:id-1\nInit Report RequestId: other Coldstart: 7ms (\nEND\n";
    assertThat(report(said).coldStartMs()).isZero();
    assertThat(report("the last of 4 KB\nEND RequestId:id-1\n").coldStartMs()).isNull();
  }

  @Test
  void printsTheAnswerThenTheLogThenTheFigures() {
    assertThat(invoke(0, "hello\nworld", "").report().lines())
        .containsExactly(
            "RetMsg:",
            "hello",
            "world",
            "",
            "Log:",
            "START",
            "END",
            "",
            "Duration:     12.3 ms, billed 100 ms",
            "Memory:       3.0 MB of 128 MB",
            "RequestId:    fake-invocation",
            "InvokeResult: 0");
  }

  @Test
  void failsByTheResultAndSaysWhichLimitFired() {
    Judged judged = invoke(-1, TIMED_OUT, "");
    assertThat(judged.report().succeeded()).isFalse();
    assertThatFailure(judged::requireSuccess)
        .hasMessage(
            """
            Function 'hello' (ap-guangzhou, namespace default) failed (RequestId fake-invocation).
            Invoking task timed out after 3 seconds
            The invocation took longer than timeout; raise <timeout> (now 3 s) or do less in one \
            invocation.""");
  }

  @Test
  void failsByThePlatformsReportInRetMsgAlone() {
    String report =
        "{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 3 seconds\","
            + "\"requestId\":\"%s\",\"statusCode\":433}";
    assertThat(invoke(0, report.formatted("fake-invocation"), "").report().succeeded()).isFalse();
    // The same words from a function that talks about another invocation are its answer.
    assertThat(invoke(0, report.formatted("another"), "").report().succeeded()).isTrue();
    assertThat(invoke(0, "{\"errorCode\":-1,\"statusCode\":500}", "").report().succeeded())
        .isTrue();
  }

  @Test
  void failsByTheTextAloneBecauseTheResultIsNoLongerMaintained() {
    Judged judged = invoke(0, "", "function exploded");
    assertThat(judged.report().succeeded()).isFalse();
    assertThatFailure(judged::requireSuccess).hasMessageContaining("\nfunction exploded\n");
  }

  @Test
  void failsWithAllThatIsNotAsExpectedOfAnAnswer() {
    Expectations expected =
        new Expectations(Optional.of("Hi"), Optional.empty(), List.of(), OptionalLong.of(12));
    Judged judged = invoke(0, "hello", "");
    assertThatFailure(() -> judged.requireNone(judged.missed(expected)))
        .hasMessage(
            """
            Function 'hello' (ap-guangzhou, namespace default) answered otherwise than expected \
            (RequestId fake-invocation).
              - the result does not contain 'Hi': hello
              - it ran for 12.3 ms, at most 12 are expected
            Mend the function, or what is expected of it.""");
    judged.requireNone(judged.missed(Expectations.NONE));
  }

  @Test
  void expectsNothingMoreOfAFunctionThatFailed() {
    assertThat(invoke(-1, TIMED_OUT, "").missed(Expectations.NONE))
        .containsExactly("the function failed: Invoking task timed out after 3 seconds");
  }

  @Test
  void doesNotInvokeAFunctionThatIsNotThere() {
    FakeScfCloud empty = new FakeScfCloud().hasNone();
    assertThatFailure(() -> new Invoker(empty, HOW_TO_DEPLOY).invoke(HELLO, EVENT))
        .hasMessage(
            """
            There is no function 'hello' (ap-guangzhou, namespace default).
            Deploy it in this way.""");
    assertThat(empty.calls()).containsExactly("GetFunction: none");
  }

  private Judged invoke(long invokeResult, String retMsg, String errMsg) {
    cloud.answers(
        new Invocation(
            "fake-request",
            "fake-invocation",
            invokeResult,
            retMsg,
            errMsg,
            "START\nEND",
            12.34,
            100,
            3_145_728));
    return new Invoker(cloud, HOW_TO_DEPLOY).invoke(HELLO, EVENT);
  }
}
