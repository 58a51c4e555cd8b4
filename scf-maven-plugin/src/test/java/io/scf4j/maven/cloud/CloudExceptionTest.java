package io.scf4j.maven.cloud;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static CloudException refusal(String code) {
    return new CloudException("GetFunction", code, "words", "", null);
  }
}
