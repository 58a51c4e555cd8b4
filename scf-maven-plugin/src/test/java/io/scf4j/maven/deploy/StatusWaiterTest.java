package io.scf4j.maven.deploy;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static io.scf4j.maven.testing.Functions.HELLO;
import static io.scf4j.maven.testing.Functions.active;
import static io.scf4j.maven.testing.Functions.remote;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.testing.FakeClock;
import io.scf4j.maven.testing.FakeScfCloud;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatusWaiterTest {
  private final FakeClock clock = new FakeClock();
  private final FakeScfCloud cloud = new FakeScfCloud();
  private final StatusWaiter waiter =
      new StatusWaiter(cloud, clock::nanos, clock::pause, Duration.ofSeconds(10));

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
            clock::nanos,
            ms -> {
              throw new InterruptedException();
            },
            Duration.ofSeconds(10));
    assertThatFailure(() -> interrupted.untilActive(HELLO))
        .hasMessage(
            """
            Waiting for function 'hello' (ap-guangzhou, namespace default) was interrupted.
            Run mvn scf:deploy again; it goes on from what the cloud has.""");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void waitsForAVersionAndSaysWhatBecameOfIt() {
    cloud.hasVersion("3", active());
    waiter.untilActive(HELLO, "3");
    assertThatFailure(() -> waiter.untilActive(HELLO, "4"))
        .hasMessage(
            """
            Version 4 of function 'hello' (ap-guangzhou, namespace default) is gone.
            SCF said: there is no such version
            Mend the cause and run mvn scf:deploy again.""");
    cloud.hasVersion("5", remote("PublishFailed", "A, b"));
    assertThatFailure(() -> waiter.untilActive(HELLO, "5"))
        .hasMessageContaining("is PublishFailed.\nSCF said: A, b\n");
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
