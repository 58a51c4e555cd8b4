package io.scf4j.maven.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.scf4j.maven.testing.FakeClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
  private final FakeClock clock = new FakeClock();
  private final List<String> told = new ArrayList<>();
  private final Deque<String> failures = new ArrayDeque<>();
  private final Retries retries = retries(clock.pacing());
  private int calls;

  @Test
  void triesAgainAfterGrowingPausesAndSaysSo() {
    fails("RequestLimitExceeded", "InternalError", "AnswerLost");
    assertThat(call(Safety.READ)).isEqualTo("done");
    assertThat(calls).isEqualTo(4);
    assertThat(clock.pausesMs()).containsExactly(500L, 1000L, 2000L);
    assertThat(told)
        .containsExactly(
            "AnAction: RequestLimitExceeded; trying again in 500 ms (2 of 5)",
            "AnAction: InternalError; trying again in 1000 ms (3 of 5)",
            "AnAction: no answer, words; trying again in 2000 ms (4 of 5)");
  }

  @Test
  void scattersThePauses() {
    fails("InternalError");
    retries(new Pacing(clock::nanos, clock::pause, () -> 0)).call(Safety.READ, this::next);
    assertThat(clock.pausesMs()).containsExactly(375L);
  }

  @Test
  void saysHowOftenItTriedInTheEnd() {
    fails("InternalError", "InternalError", "InternalError", "InternalError", "InternalError");
    assertThatThrownBy(() -> call(Safety.SET))
        .hasMessage("AnAction failed: SCF said: InternalError, words (tried 5 times)");
    assertThat(calls).isEqualTo(5);
  }

  @Test
  void beginsNoTryAfterFiveMinutes() {
    assertThatThrownBy(
            () ->
                retries.call(
                    Safety.READ,
                    () -> {
                      clock.pause(Duration.ofMinutes(3).toMillis());
                      throw new CloudException("AnAction", "TookTooLong", "words", "", null);
                    }))
        .hasMessageEndingWith("(tried 2 times)");
  }

  @Test
  void aWrongKeyIsTriedOnceAndNothingIsSaid() {
    fails("AuthFailure.SignatureFailure");
    assertThatThrownBy(() -> call(Safety.READ))
        .hasMessage("AnAction failed: SCF said: AuthFailure.SignatureFailure, words");
    assertThat(calls).isEqualTo(1);
    assertThat(told).isEmpty();
  }

  @Test
  void anInvocationIsTriedAgainOnlyWhenItWasNotBegun() {
    fails("RequestLimitExceeded", "AnswerLost");
    assertThat(failure(Safety.ONCE).code()).isEqualTo("AnswerLost");
    assertThat(calls).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, AnswerLost, ResourceInUse.FunctionName",
    "CREATE, TookTooLong, ResourceInUse.Function",
    "CREATE, InternalError, ResourceInUse.Alias",
    "CREATE, ServerSideError, ResourceInUse.TriggerName",
    "CREATE, AnswerLost, ResourceInUse.Namespace",
    "DELETE, AnswerLost, ResourceNotFound.Function",
    "DELETE, InternalError, ResourceNotFound"
  })
  void aSecondTryThatIsToldItWasDoneMeansThatTheFirstOneDidIt(
      Safety safety, String first, String second) {
    fails(first, second);
    assertThat(call(safety)).isNull();
    assertThat(calls).isEqualTo(2);
    assertThat(told)
        .last()
        .asString()
        .endsWith(second + ", so it was done when its answer got lost.");
  }

  @Test
  void remembersTheLostAnswerThroughOtherFailures() {
    fails("AnswerLost", "RequestLimitExceeded", "ResourceInUse.FunctionName");
    assertThat(call(Safety.CREATE)).isNull();
  }

  @Test
  void remembersTheLostAnswerWhileWhatWasDoneKeepsTheFunctionBusy() {
    fails("AnswerLost", "FailedOperation.CreateTrigger", "ResourceInUse.Trigger");
    assertThat(call(Safety.CREATE)).isNull();
  }

  @Test
  void aBusyFunctionIsTheCallersToWaitForWhenNoAnswerWasLost() {
    fails("FailedOperation.CreateTrigger", "FailedOperation.CreateTrigger");
    assertThat(failure(Safety.CREATE).code()).isEqualTo("FailedOperation.CreateTrigger");
  }

  @Test
  void forgetsTheLostAnswerWithTheCall() {
    fails("AnswerLost");
    call(Safety.CREATE);
    fails("ResourceInUse.FunctionName");
    assertThat(failure(Safety.CREATE).code()).isEqualTo("ResourceInUse.FunctionName");
  }

  @ParameterizedTest
  @CsvSource({
    "CREATE, RequestLimitExceeded, ResourceInUse.FunctionName",
    "CREATE, Unreachable, ResourceInUse.FunctionName",
    "DELETE, RequestLimitExceeded, ResourceNotFound.Function",
    // belongs to another service
    "CREATE, AnswerLost, ResourceInUse.Cos",
    "CREATE, AnswerLost, ResourceNotFound.Namespace",
    "SET, AnswerLost, ResourceInUse.Alias"
  })
  void aRefusalThatTheFirstTryDidNotLeadToIsTheUsersToMend(
      Safety safety, String first, String second) {
    fails(first, second);
    assertThat(failure(safety).code()).isEqualTo(second);
  }

  @Test
  void findsWhatWasDoneWhenTheAnswerGotLost() {
    fails("AnswerLost");
    assertThat(retries.callOrFind(this::next, () -> Optional.of("found"))).isEqualTo("found");
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void callsAgainWhenNothingIsToBeFound() {
    fails("AnswerLost");
    assertThat(retries.callOrFind(this::next, Optional::empty)).isEqualTo("done");
    assertThat(calls).isEqualTo(2);
  }

  @Test
  void doesNotLookForWhatWasRefused() {
    fails("RequestLimitExceeded");
    assertThat(retries.callOrFind(this::next, () -> Optional.of("of somebody else")))
        .isEqualTo("done");
  }

  @Test
  void anInterruptEndsTheTriesAndStaysSet() {
    fails("InternalError");
    Retries interrupted =
        retries(
            new Pacing(
                clock::nanos,
                ms -> {
                  throw new InterruptedException();
                },
                () -> 0.5));
    assertThatThrownBy(() -> interrupted.call(Safety.READ, this::next))
        .isInstanceOf(CloudException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(calls).isEqualTo(1);
  }

  private Retries retries(Pacing pacing) {
    return new Retries(RetryPolicy.of(CloudEndpoint.PUBLIC), pacing, told::add);
  }

  private void fails(String... codes) {
    failures.addAll(List.of(codes));
  }

  private String call(Safety safety) {
    return retries.call(safety, this::next);
  }

  private CloudException failure(Safety safety) {
    return catchThrowableOfType(CloudException.class, () -> call(safety));
  }

  private String next() {
    calls++;
    if (failures.isEmpty()) {
      return "done";
    }
    throw new CloudException("AnAction", failures.removeFirst(), "words", "", null);
  }
}
