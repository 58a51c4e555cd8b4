package io.scf4j.maven.deploy;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.DELIVERY;
import static io.scf4j.maven.testing.Functions.active;
import static io.scf4j.maven.testing.Functions.inline;
import static io.scf4j.maven.testing.Functions.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.Expectations;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.SmokeEvent;
import io.scf4j.maven.report.JUnitReport;
import io.scf4j.maven.testing.FakeClock;
import io.scf4j.maven.testing.FakeScfCloud;
import io.scf4j.maven.testing.RecordingConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens between a version and the alias that shall lead to it. */
class VerifierTest {
  private static final String CRASH =
      "{\"errorCode\":-1,\"errorMessage\":\"{\\\"errorType\\\":\\\"demo.Oops\\\",\\\"errorMessage\\\":"
          + "\\\"no tea\\\",\\\"stackTrace\\\":[\\\"demo.Hello.greet(Hello.java:7)\\\"]}\","
          + "\"statusCode\":430}";

  @TempDir Path directory;
  private final FakeScfCloud cloud =
      new FakeScfCloud()
          .has(active())
          .hasVersion("1", active())
          .hasAlias(AliasRoute.to("live", "1"));
  private final RecordingConsole console = new RecordingConsole();
  private JUnitReport report;

  @BeforeEach
  void aReportOfItsOwn() {
    report = new JUnitReport(directory, "deploy");
  }

  @Test
  void asksTheNewVersionAndThenMovesTheAlias() throws IOException {
    cloud.answers(answer(0, "Hello you", 12.34, "START\nEND"));
    DeployResult result = deploy(release(Optional.of("live")));
    assertThat(cloud.calls())
        .containsSubsequence(
            "PublishVersion 2",
            "GetFunction 2: Active",
            "GetFunction 2: Active",
            "Invoke 2 {\"n\":1}",
            "Invoke 2 {\"n\":2}",
            "UpdateAlias live 2");
    assertThat(cloud.readTimeout()).isEqualTo(Duration.ofSeconds(65 + 3 + 10));
    assertThat(console.lines())
        .containsSubsequence(
            "? verify 2 smoke events against the new version",
            "  greets: as expected, 12.3 ms",
            "  lives: as expected, 12.3 ms",
            "~ alias live 1 → the new version");
    assertThat(result.verified()).isEqualTo(2);
    assertThat(Files.readString(report.file()))
        .contains("tests=\"2\" failures=\"0\" errors=\"0\"")
        .contains("classname=\"scf.hello\" name=\"greets\" time=\"0.012\"");
  }

  @Test
  void leavesTheAliasWhereItIsAndSaysAllThatIsNotAsExpected() throws IOException {
    cloud.answers(answer(0, "Good bye", 700, lines(12)), answer(-1, CRASH, 3, "START\nEND"));
    assertThatFailure(() -> deploy(release(Optional.of("live"))))
        .hasMessage(
            """
            2 of 2 smoke events failed against version 2 of function 'hello' (ap-guangzhou, \
            namespace default).
              - greets: the result does not contain 'Hello': Good bye.
              - greets: it ran for 700.0 ms, at most 500 are expected.
                RequestId fake-invocation; its log ends:
                  line 3
                  line 4
                  line 5
                  line 6
                  line 7
                  line 8
                  line 9
                  line 10
                  line 11
                  line 12
              - lives: the function failed: demo.Oops: no tea
                    at demo.Hello.greet(Hello.java:7).
                RequestId fake-invocation; its log ends:
                  START
                  END
            Alias live leads to 1 as before, and version 2 stays to be looked at. Mend the \
            function and deploy again; the report is %s."""
                .formatted(directory.resolve("TEST-scf-deploy.xml")));
    assertThat(cloud.calls()).noneMatch(call -> call.startsWith("UpdateAlias"));
    assertThat(cloud.calls()).noneMatch(call -> call.startsWith("DeleteFunctionVersion"));
    assertThat(console.lines())
        .endsWith("  greets: NOT as expected, 700.0 ms", "  lives: NOT as expected, 3.0 ms");
    assertThat(Files.readString(report.file()))
        .contains("tests=\"2\" failures=\"2\" errors=\"0\"")
        .contains("<failure message=\"the result does not contain 'Hello': Good bye\"")
        .contains("<failure message=\"the function failed: demo.Oops: no tea\"")
        .contains("<system-out>line 1\n");
  }

  @Test
  void verifiesTheSameVersionAgainInTheNextDeploy() {
    cloud.hasCode("$LATEST", "c0de").hasCode("2", "c0de").hasVersion("2", active());
    cloud.answers(answer(0, "Good bye", 1, ""));
    for (int deploy = 1; deploy <= 2; deploy++) {
      assertThatFailure(() -> deploy(release(Optional.of("live"))))
          .hasMessageStartingWith("1 of 2 smoke events failed against version 2 of function");
    }
    cloud.answers(answer(0, "Hello", 1, ""));
    deploy(release(Optional.of("live")));
    assertThat(cloud.calls())
        .contains("UpdateAlias live 2")
        .noneMatch(call -> call.startsWith("PublishVersion"));
  }

  @Test
  void saysWhatIsLeftWhereNoAliasIsMovedOrNothingIsPublished() {
    cloud.answers(answer(-1, "oops", 1, ""));
    assertThatFailure(() -> deploy(release(Optional.of("fresh"))))
        .hasMessageContaining("\nThe alias was not made, and version 2 stays to be looked at. ");
    assertThatFailure(() -> deploy(release(Optional.empty())))
        .hasMessageContaining("\nNo alias was to lead to it, and version 3 stays to be looked at.");
    Release latest = new Release(false, "", Optional.empty(), 1, OptionalInt.empty(), events());
    assertThatFailure(() -> deploy(latest))
        .hasMessageStartingWith("2 of 2 smoke events failed against $LATEST of function 'hello'")
        .hasMessageContaining(
            "\n$LATEST has this code already: only <publish> with an <alias> could hold it back.");
  }

  @Test
  void anAnswerThatDoesNotComeIsAnErrorOfTheTestAndEndsTheDeploy() throws IOException {
    cloud
        .answers(answer(0, "Hello", 1, ""))
        .answersNot(new CloudException("Invoke", CloudException.UNREACHABLE, "refused", "", null));
    assertThatThrownBy(() -> deploy(release(Optional.of("live"))))
        .isInstanceOf(CloudException.class);
    assertThat(cloud.calls()).noneMatch(call -> call.startsWith("UpdateAlias"));
    assertThat(Files.readString(report.file()))
        .contains("tests=\"2\" failures=\"0\" errors=\"1\"")
        .contains("<error message=\"Invoke failed: No answer: refused\"");
  }

  @Test
  void leavesNoReportWhereNothingIsVerified() {
    cloud.hasCode("$LATEST", "c0de");
    DeployResult result =
        deploy(new Release(false, "", Optional.empty(), 1, OptionalInt.empty(), events()));
    assertThat(result.verified()).isZero();
    assertThat(report.file()).doesNotExist();
  }

  private DeployResult deploy(Release release) {
    FakeClock clock = new FakeClock();
    StatusWaiter waiter = new StatusWaiter(cloud, clock.pacing(), Duration.ofSeconds(10));
    return new Deployment(
            cloud,
            waiter,
            new DeployPlanner(DeployOptions.CAREFUL),
            new DeployExecutor(
                cloud, waiter, new Verifier(cloud, console, report), inline(), new Once(), console))
        .run(spec(release), DELIVERY);
  }

  private static Release release(Optional<String> alias) {
    return new Release(true, "", alias, 1, OptionalInt.of(1), events());
  }

  private static List<SmokeEvent> events() {
    Expectations greets =
        new Expectations(Optional.of("Hello"), Optional.empty(), List.of(), OptionalLong.of(500));
    return List.of(
        new SmokeEvent("greets", "{\"n\":1}", greets),
        new SmokeEvent("lives", "{\"n\":2}", Expectations.NONE));
  }

  private static String lines(int count) {
    StringBuilder lines = new StringBuilder();
    for (int line = 1; line <= count; line++) {
      lines.append("line ").append(line).append('\n');
    }
    return lines.toString();
  }

  private static Invocation answer(long result, String retMsg, double durationMs, String log) {
    return new Invocation(
        "fake-request", "fake-invocation", result, retMsg, "", log, durationMs, 1, 0);
  }
}
