package io.scf4j.maven.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudAdviceTest {
  private static final CloudEndpoint LOOPBACK = CloudEndpoint.parse("http://127.0.0.1:9080");

  @Test
  void saysWhatFailedWhatTheCloudSaidAndWhatToDo() {
    CloudException refusal =
        new CloudException(
            "CreateFunction", "UnauthorizedOperation.CAM", "No permission.", "fake-request", null);
    assertThat(CloudAdvice.explain("Deploying failed.", refusal, CloudEndpoint.PUBLIC))
        .hasMessage(
            """
            Deploying failed. (CreateFunction at https://scf.tencentcloudapi.com)
            SCF said: UnauthorizedOperation.CAM, No permission. (RequestId fake-request)
            Ask the owner of the account for a CAM policy that allows scf:CreateFunction on this \
            function.""")
        .hasCause(refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          AuthFailure.SignatureExpire | This machine's clock is more than five minutes off; set it (on Linux: sudo timedatectl set-ntp true, or sudo chronyc makestep) and run the goal again.
          AuthFailure.TokenFailure | The temporary credentials have expired or are incomplete; fetch new ones.
          AuthFailure.SignatureFailure | SecretId and SecretKey do not belong together or are no longer valid; check the source named above.
          ResourceNotFound.Namespace | Create the namespace in the console first, or set <namespace>default</namespace>.
          ResourceNotFound.Function | Deploy it first: mvn package scf:deploy. Check region and namespace too.
          ResourceNotFound.FunctionName | Deploy it first: mvn package scf:deploy. Check region and namespace too.
          FailedOperation.FunctionStatusError | Something else is changing this function; run the goal again in a minute.
          FailedOperation.OperationConflict | Something else is changing this function; run the goal again in a minute.
          FailedOperation.UpdateFunctionCode | Something else is changing this function; run the goal again in a minute.
          FailedOperation.UpdateFunctionConfiguration | Something else is changing this function; run the goal again in a minute.
          RequestLimitExceeded | The platform is busy; run the goal again in a minute.
          InternalError.System | The platform is busy; run the goal again in a minute.
          ServerSideError | This is not an answer of SCF: check the <proxy> in settings.xml and -Dscf.endpoint (now https://scf.tencentcloudapi.com), then run the goal again in a minute.
          ResourceUnavailable.InsufficientBalance | The account's balance does not suffice; top it up.
          FailedOperation.InsufficientBalance | The account's balance does not suffice; top it up.
          LimitExceeded.Function | A quota of the account is used up; delete what is not needed or ask for more.
          InvalidParameterValue.Handler | Change what the code names and run the goal again; the request id is what a support ticket needs.
          RefusedOnTheWay | Something between here and SCF refuses: check the <proxy> in settings.xml and -Dscf.endpoint (now https://scf.tencentcloudapi.com).
          AnswerLost | The call may have been carried out; run the goal again, it goes on from what is there.
          Unreachable | Check the network, the <proxy> in settings.xml and -Dscf.endpoint (now https://scf.tencentcloudapi.com).
          """)
  void advisesByTheCode(String code, String advice) {
    assertThat(lastLine(code, CloudEndpoint.PUBLIC)).isEqualTo(advice);
  }

  @Test
  void advisesOtherwiseWhenNothingListensOnThisMachine() {
    assertThat(lastLine(CloudException.UNREACHABLE, LOOPBACK))
        .isEqualTo(
            "Is something listening on http://127.0.0.1:9080? Check -Dscf.endpoint, or use"
                + " -Dscf.local, which starts a local SCF by itself.");
  }

  @ParameterizedTest
  @CsvSource({
    "PT7M12S, 7 min 12 s behind",
    "-PT7M12S, 7 min 12 s ahead of",
    "PT8H0M5S, 8 h 0 min behind",
    "-P1DT1H, 1 d 1 h ahead of"
  })
  void saysHowFarTheClockIsOff(Duration behind, String words) {
    assertThat(expired(behind))
        .isEqualTo(
            "This machine's clock is "
                + words
                + " the cloud's; set it (on Linux: sudo timedatectl set-ntp true, or sudo chronyc"
                + " makestep) and run the goal again.");
  }

  @Test
  void doesNotBlameAClockThatIsRight() {
    assertThat(expired(Duration.ofSeconds(2)))
        .isEqualTo(
            "This machine's clock agrees with the cloud's, so the request was more than five"
                + " minutes on its way: the line is too slow for what it carries.");
  }

  private static String expired(Duration behind) {
    CloudException refusal =
        new CloudException("GetFunction", "AuthFailure.SignatureExpire", "words", "", null);
    return lastLine(refusal.withClockBehind(behind), CloudEndpoint.PUBLIC);
  }

  private static String lastLine(String code, CloudEndpoint endpoint) {
    return lastLine(new CloudException("GetFunction", code, "words", "", null), endpoint);
  }

  private static String lastLine(CloudException refusal, CloudEndpoint endpoint) {
    return CloudAdvice.explain("What.", refusal, endpoint)
        .getMessage()
        .lines()
        .reduce("", (before, line) -> line);
  }
}
