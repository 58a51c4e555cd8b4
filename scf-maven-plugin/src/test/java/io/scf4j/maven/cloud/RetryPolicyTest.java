package io.scf4j.maven.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {
  private static final RetryPolicy POLICY = RetryPolicy.of(CloudEndpoint.PUBLIC);
  private static final RetryPolicy LOOPBACK =
      RetryPolicy.of(CloudEndpoint.parse("http://127.0.0.1:9080"));

  @ParameterizedTest
  @CsvSource({
    // code, READ, SET, CREATE, DELETE, ONCE
    "RequestLimitExceeded, true, true, true, true, true",
    "RequestLimitExceeded.UinLimitExceeded, true, true, true, true, true",
    "Unreachable, true, true, true, true, true",
    "InternalError, true, true, true, true, false",
    "InternalError.System, true, true, true, true, false",
    "ServerSideError, true, true, true, true, false",
    "AnswerLost, true, true, true, true, false",
    "TookTooLong, true, true, true, true, false"
  })
  void triesAgainWhatMayPassWhereItIsSafe(
      String code, boolean read, boolean set, boolean create, boolean delete, boolean once) {
    assertThat(allows(code, Safety.READ)).isEqualTo(read);
    assertThat(allows(code, Safety.SET)).isEqualTo(set);
    assertThat(allows(code, Safety.CREATE)).isEqualTo(create);
    assertThat(allows(code, Safety.DELETE)).isEqualTo(delete);
    assertThat(allows(code, Safety.ONCE)).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AuthFailure",
        "AuthFailure.SignatureExpire",
        "AuthFailure.SignatureFailure",
        "UnauthorizedOperation.CAM",
        "InvalidParameter.Payload",
        "InvalidParameterValue.Handler",
        "MissingParameter",
        "LimitExceeded.Function",
        "ResourceNotFound.Function",
        "ResourceUnavailable.InsufficientBalance",
        "FailedOperation.InsufficientBalance",
        "FailedOperation.FunctionStatusError",
        "ResourceInUse.FunctionName",
        "RefusedOnTheWay"
      })
  void neverTriesAgainWhatWillNotPassByItself(String code) {
    for (Safety safety : Safety.values()) {
      assertThat(allows(code, safety)).as("%s", safety).isFalse();
    }
  }

  @Test
  void triesFiveTimesInAll() {
    assertThat(POLICY.allows(failure("InternalError"), Safety.READ, 4, Duration.ZERO)).isTrue();
    assertThat(POLICY.allows(failure("InternalError"), Safety.READ, 5, Duration.ZERO)).isFalse();
  }

  @Test
  void beginsNoTryAfterFiveMinutes() {
    Duration limit = Duration.ofMinutes(5);
    assertThat(POLICY.allows(failure("TookTooLong"), Safety.READ, 1, limit.minusMillis(1)))
        .isTrue();
    assertThat(POLICY.allows(failure("TookTooLong"), Safety.READ, 1, limit)).isFalse();
  }

  @Test
  void waitsForNoServerOnThisMachine() {
    assertThat(LOOPBACK.allows(failure("Unreachable"), Safety.READ, 1, Duration.ZERO)).isFalse();
    assertThat(LOOPBACK.allows(failure("AnswerLost"), Safety.READ, 1, Duration.ZERO)).isTrue();
  }

  @Test
  void pausesAreShortOnThisMachine() {
    assertThat(POLICY.backoff()).isEqualTo(new Backoff(500, 8000));
    assertThat(LOOPBACK.backoff()).isEqualTo(new Backoff(50, 800));
  }

  private static boolean allows(String code, Safety safety) {
    return POLICY.allows(failure(code), safety, 1, Duration.ZERO);
  }

  private static CloudException failure(String code) {
    return new CloudException("AnAction", code, "words", "", null);
  }
}
