package io.scf4j.maven.deploy;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.HELLO;
import static io.scf4j.maven.testing.Functions.active;
import static io.scf4j.maven.testing.Functions.remote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.Pacing;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.testing.FakeClock;
import io.scf4j.maven.testing.FakeScfCloud;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusWaiterTest {
  private final FakeClock clock = new FakeClock();
  private final FakeScfCloud cloud = new FakeScfCloud();
  private int made;
  private final StatusWaiter waiter =
      new StatusWaiter(cloud, clock.pacing(), Duration.ofSeconds(10));

  @Test
  void doesNotPauseWhenTheFunctionIsActive() {
    cloud.has(active());
    assertThat(waiter.untilActive(HELLO)).isEqualTo(active());
    assertThat(clock.pausesMs()).isEmpty();
  }

  @Test
  void pausesLongerAndLongerAndNoMoreThanTwoSeconds() {
    for (int i = 0; i < 6; i++) {
      cloud.has(remote("Updating"));
    }
    cloud.has(active());
    assertThat(waiter.untilActive(HELLO)).isEqualTo(active());
    assertThat(clock.pausesMs()).containsExactly(200L, 400L, 800L, 1600L, 2000L, 2000L);
  }

  @Test
  void scattersItsPolls() {
    cloud.has(remote("Updating")).has(remote("Updating")).has(active());
    new StatusWaiter(cloud, new Pacing(clock::nanos, clock::pause, () -> 1), Duration.ofSeconds(10))
        .untilActive(HELLO);
    assertThat(clock.pausesMs()).containsExactly(250L, 500L);
  }

  @Test
  void givesUpAtTheLimitAndSaysHowToGoOn() {
    cloud.has(remote("Updating"));
    assertThatFailure(() -> waiter.untilActive(HELLO))
        .hasMessage(
            """
            Function 'hello' (ap-guangzhou, namespace default) is still Updating after 10 s.
            Run mvn scf:deploy again in a minute, or raise -Dscf.waitTimeout (now 10).""");
    assertThat(Duration.ofNanos(clock.nanos()))
        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
  }

  @Test
  void namesTheStatesThatItSawWhenItGivesUp() {
    cloud.has(remote("Creating")).has(remote("Updating"));
    assertThatFailure(() -> waiter.untilActive(HELLO))
        .hasMessageStartingWith(
            "Function 'hello' (ap-guangzhou, namespace default) is still Updating after 10 s (it"
                + " was Creating, then Updating).\n");
  }

  @Test
  void namesEveryReasonOfAFailedState() {
    cloud.has(remote("Updating")).has(remote("UpdateFailed", "InvalidCode, bad zip", "More, x"));
    assertThatFailure(() -> waiter.untilActive(HELLO))
        .hasMessage(
            """
            Function 'hello' (ap-guangzhou, namespace default) is UpdateFailed.
            SCF said: InvalidCode, bad zip; More, x
            Mend the cause and run mvn scf:deploy again.""");
  }

  @Test
  void saysSoWhenAFailedStateHasNoReason() {
    cloud.has(remote("CreateFailed"));
    assertThatFailure(() -> waiter.untilActive(HELLO))
        .hasMessageContaining("SCF said: no reason given");
  }

  @Test
  void noticesThatTheFunctionIsGone() {
    cloud.has(remote("Updating")).hasNone();
    assertThatFailure(() -> waiter.untilActive(HELLO))
        .hasMessage(
            """
            Function 'hello' (ap-guangzhou, namespace default) was deleted while it was being deployed.
            Run mvn scf:deploy again; it will be created anew.""");
  }

  @Test
  void givesTheCloudAMomentToKnowAFunctionThatWasJustCreated() {
    cloud.hasNone().hasNone().has(remote("Creating")).has(active());
    assertThat(waiter.untilActive(HELLO)).isEqualTo(active());
  }

  @Test
  void aFunctionThatStaysUnknownIsGone() {
    cloud.hasNone();
    assertThatFailure(() -> waiter.untilActive(HELLO)).hasMessageContaining("was deleted while");
    assertThat(cloud.calls()).hasSize(6);
  }

  @Test
  void waitsForAVersion() {
    cloud.has(remote("Publishing")).has(active());
    assertThat(waiter.untilActive(HELLO, "3")).isEqualTo(active());
    assertThat(cloud.calls()).containsExactly("GetFunction 3: Publishing", "GetFunction 3: Active");
  }

  @Test
  void namesTheVersionThatFailed() {
    cloud.has(remote("PublishFailed", "InternalError, no room"));
    assertThatFailure(() -> waiter.untilActive(HELLO, "3"))
        .hasMessage(
            """
            Version 3 of function 'hello' (ap-guangzhou, namespace default) is PublishFailed.
            SCF said: InternalError, no room
            Mend the cause and run mvn scf:deploy again.""");
  }

  @Test
  void aChangeThatTheStateForbidsIsMadeAgainOnceTheFunctionHasSettled() {
    cloud.has(remote("Updating")).has(active());
    refuseTwice("FailedOperation.FunctionStatusError");
    assertThat(cloud.calls())
        .containsExactly("GetFunction: Updating", "GetFunction: Active", "GetFunction: Active");
    assertThat(made).isEqualTo(3);
  }

  @Test
  void aChangeThatIsRefusedForAnotherReasonIsNotMadeAgain() {
    assertThatThrownBy(() -> refuseTwice("FailedOperation.CallRoleFailed"))
        .isInstanceOf(CloudException.class);
    assertThat(made).isEqualTo(1);
    assertThat(cloud.calls()).isEmpty();
  }

  @Test
  void aChangeThatStaysForbiddenWhileNothingIsGoingOnIsGivenUp() {
    cloud.has(active());
    assertThatThrownBy(
            () ->
                waiter.change(
                    HELLO,
                    () -> {
                      made++;
                      throw refusal("FailedOperation.CreateTrigger");
                    }))
        .hasMessageEndingWith("FailedOperation.CreateTrigger, words (tried 5 times)");
    assertThat(made).isEqualTo(5);
    assertThat(clock.pausesMs()).containsExactly(200L, 400L, 800L, 1600L);
  }

  private void refuseTwice(String code) {
    waiter.change(
        HELLO,
        () -> {
          if (++made < 3) {
            throw refusal(code);
          }
        });
  }

  private static CloudException refusal(String code) {
    return new CloudException("UpdateFunctionCode", code, "words", "", null);
  }

  @Test
  void settlesOnAnyStateThatDoesNotChangeByItself() {
    cloud.has(remote("Publishing")).has(remote("PublishFailed"));
    assertThat(waiter.untilSettled(HELLO)).isEqualTo(remote("PublishFailed"));
  }

  @Test
  void anInterruptEndsTheWaitAndStaysSet() {
    cloud.has(remote("Updating"));
    StatusWaiter interrupted =
        new StatusWaiter(
            cloud,
            new Pacing(
                clock::nanos,
                ms -> {
                  throw new InterruptedException();
                },
                () -> 0.5),
            Duration.ofSeconds(10));
    assertThatFailure(() -> interrupted.untilActive(HELLO))
        .hasMessage(
            """
            Waiting for function 'hello' (ap-guangzhou, namespace default) was interrupted.
            Run mvn scf:deploy again; it goes on from what the cloud has.""");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void waitsForALayerAndSaysWhatBecameOfIt() {
    LayerRef jre = new LayerRef("jre", 1);
    cloud.hasLayer(new RemoteLayer(jre, "", "Publishing"));
    assertThatFailure(() -> waiter.untilActive("ap-guangzhou", jre))
        .hasMessageStartingWith("Layer jre:1 is Publishing after 10 s.\n");
    LayerRef other = new LayerRef("other", 1);
    assertThatFailure(() -> waiter.untilActive("ap-guangzhou", other))
        .hasMessageStartingWith("Layer other:1 is gone.\n");
  }

  @Test
  void namesTheVersionThatStaysBusy() {
    cloud.has(remote("Publishing"));
    assertThatFailure(() -> waiter.untilSettledOrGone(HELLO, "3"))
        .hasMessageStartingWith(
            "Version 3 of function 'hello' (ap-guangzhou, namespace default) is");
  }

  @Test
  void waitsUntilAFunctionIsGone() {
    cloud.has(remote("Deleting")).hasNone();
    waiter.untilGone(HELLO);
    assertThat(clock.pausesMs()).containsExactly(200L);
  }

  @Test
  void saysWhenAFunctionCannotBeDeleted() {
    cloud.has(remote("DeleteFailed", "A, b"));
    assertThatFailure(() -> waiter.untilGone(HELLO))
        .hasMessageContaining("was not deleted: it is DeleteFailed.\nSCF said: A, b\n");
  }
}
