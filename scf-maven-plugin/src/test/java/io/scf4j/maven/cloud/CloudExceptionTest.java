package io.scf4j.maven.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudExceptionTest {

  @Test
  void saysActionCodeWordsAndRequestId() {
    CloudException refusal =
        new CloudException(
            "GetFunction", "AuthFailure.SecretIdNotFound", "No such id.", "fake-request", null);
    assertThat(refusal)
        .hasMessage(
            "GetFunction failed: SCF said: AuthFailure.SecretIdNotFound, No such id. (RequestId"
                + " fake-request)");
    assertThat(refusal.said())
        .isEqualTo("SCF said: AuthFailure.SecretIdNotFound, No such id. (RequestId fake-request)");
  }

  @Test
  void saysThatThereWasNoAnswer() {
    CloudException refusal =
        new CloudException("Invoke", CloudException.UNREACHABLE, "Connection refused", "", null);
    assertThat(refusal.isUnreachable()).isTrue();
    assertThat(refusal.said()).isEqualTo("No answer: Connection refused");
  }

  @Test
  void matchesItsCodeAndTheParentsOfItAsWholeWords() {
    CloudException refusal = refusal("ResourceNotFound.FunctionName");
    assertThat(refusal.is("ResourceNotFound.FunctionName")).isTrue();
    assertThat(refusal.is("ResourceNotFound")).isTrue();
    assertThat(refusal.is("ResourceNotFound.Function")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Unreachable, true",
    "AnswerLost, true",
    "TookTooLong, true",
    "RefusedOnTheWay, true",
    "RequestLimitExceeded.UinLimitExceeded, true",
    "InternalError, true",
    "InternalError.System, true",
    "RequestLimitExceeded, true",
    "ServerSideError, true",
    "AuthFailure, false",
    "LimitExceeded, false"
  })
  void knowsWhenNobodyHereDidAnythingWrong(String code, boolean environment) {
    assertThat(refusal(code).isEnvironment()).isEqualTo(environment);
  }

  @ParameterizedTest
  @CsvSource({
    "AnswerLost, true",
    "TookTooLong, true",
    "ServerSideError, true",
    "InternalError, true",
    "InternalError.System, true",
    "Unreachable, false",
    "RequestLimitExceeded, false",
    "RefusedOnTheWay, false",
    "FailedOperation, false",
    "ResourceInUse.FunctionName, false"
  })
  void knowsWhenACallMayHaveBeenCarriedOut(String code, boolean maybe) {
    assertThat(refusal(code).mayHaveBeenDone()).isEqualTo(maybe);
  }

  @ParameterizedTest
  @CsvSource({
    "FailedOperation.FunctionStatusError, true",
    "FailedOperation.OperationConflict, true",
    "FailedOperation.UpdateFunctionCode, true",
    "FailedOperation.UpdateFunctionConfiguration, true",
    "FailedOperation.ReservedInProgress, true",
    "FailedOperation.ProvisionedInProgress, true",
    "FailedOperation.TotalConcurrencyMemoryInProgress, true",
    "ResourceInUse, true",
    "ResourceInUse.FunctionName, false",
    "FailedOperation, false",
    "FailedOperation.InsufficientBalance, false",
    "RequestLimitExceeded, false"
  })
  void knowsWhenTheFunctionsStateForbidsTheCallForNow(String code, boolean busy) {
    assertThat(refusal(code).isBusy()).isEqualTo(busy);
  }

  @Test
  void saysHowOftenItWasTried() {
    CloudException refusal =
        new CloudException("GetFunction", "InternalError", "Try later.", "fake-request", null);
    assertThat(refusal.afterTries(5).said())
        .isEqualTo("SCF said: InternalError, Try later. (RequestId fake-request, tried 5 times)");
    assertThat(refusal("Unreachable").afterTries(5).said())
        .isEqualTo("No answer: words (tried 5 times)");
    assertThat(refusal.afterTries(1).said()).isEqualTo(refusal.said());
  }

  @Test
  void keepsTheClocksDifferenceThroughItsTries() {
    Duration behind = Duration.ofMinutes(7);
    assertThat(refusal("AuthFailure").withClockBehind(behind).afterTries(2).clockBehind())
        .hasValue(behind);
    assertThat(refusal("AuthFailure").clockBehind()).isEmpty();
  }

  private static CloudException refusal(String code) {
    return new CloudException("GetFunction", code, "words", "", null);
  }
}
