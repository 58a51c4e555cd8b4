package io.scf4j.maven.local.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.runtimeapi.RuntimeSession.Progress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The protocol's rules without a socket. */
class RuntimeSessionTest {
  private long now;
  private final RuntimeSession session = new RuntimeSession(() -> now);

  /** A long poll that notes what it was given. */
  private static final class NotedPoll implements RuntimeSession.Poll {
    private final List<Turn> given = new ArrayList<>();

    @Override
    public void deliver(Turn turn) {
      given.add(turn);
    }

    private List<String> ids() {
      return given.stream().map(turn -> turn.event().requestId()).toList();
    }
  }

  private static RuntimeEvent event(String id) {
    return new RuntimeEvent(id, new byte[0], 128, 3000);
  }

  private static Answer answer(String text) {
    return new Answer(Answer.Kind.RESPONSE, text.getBytes(StandardCharsets.UTF_8));
  }

  private String answered() {
    return new String(session.answer().body(), StandardCharsets.UTF_8);
  }

  @Test
  void holdsAPollThatComesBeforeReady() {
    NotedPoll poll = new NotedPoll();
    session.next(poll);
    assertThat(poll.given).isEmpty();
    session.ready();
    session.offer(event("a"));
    assertThat(poll.ids()).containsExactly("a");
  }

  @Test
  void givesTheSameEventAgainUntilItsResultAndThenHolds() {
    NotedPoll poll = new NotedPoll();
    session.ready();
    session.offer(event("a"));
    session.next(poll);
    session.next(poll);
    session.result(poll.given.get(0), answer("1"));
    session.next(poll);
    assertThat(poll.ids()).containsExactly("a", "a");
  }

  @Test
  void keepsTheFirstResultOnly() {
    NotedPoll poll = new NotedPoll();
    session.ready();
    session.offer(event("a"));
    session.next(poll);
    assertThat(session.result(poll.given.get(0), answer("first"))).isTrue();
    assertThat(session.result(poll.given.get(0), answer("second"))).isFalse();
    assertThat(answered()).isEqualTo("first");
  }

  @Test
  void neverCountsALateResultForTheNextEvent() {
    NotedPoll one = new NotedPoll();
    NotedPoll two = new NotedPoll();
    session.ready();
    session.offer(event("a"));
    session.next(one);
    session.next(two);
    session.result(two.given.get(0), answer("a"));
    session.offer(event("b"));
    session.next(two);

    session.result(one.given.get(0), answer("late"));
    assertThat(session.answer()).isNull();
    session.result(two.given.get(1), answer("b"));
    assertThat(answered()).isEqualTo("b");
  }

  @Test
  void takesAResultOnAnotherConnectionOfASequentialClient() {
    NotedPoll one = new NotedPoll();
    NotedPoll two = new NotedPoll();
    session.ready();
    session.offer(event("a"));
    session.next(one);
    session.result(null, answer("a"));
    session.offer(event("b"));
    session.next(two);
    session.result(one.given.get(0), answer("b"));
    assertThat(answered()).isEqualTo("b");
  }

  @Test
  void ignoresAResultBeforeItsEventWasFetched() {
    session.ready();
    assertThat(session.result(null, answer("none"))).isFalse();
    session.offer(event("a"));
    assertThat(session.result(null, answer("early"))).isFalse();
    assertThat(session.answer()).isNull();
  }

  @Test
  void doesNotGiveAnEventToAPollThatWasWithdrawn() throws Exception {
    NotedPoll gone = new NotedPoll();
    session.ready();
    session.next(gone);
    session.withdraw(gone);
    session.offer(event("a"));
    assertThat(gone.given).isEmpty();
    assertThat(session.awaitDelivery(0)).isEqualTo(Progress.TIMED_OUT);
  }

  @Test
  void countsTheTimeLimitFromDeliveryNotFromTheOffer() throws Exception {
    session.ready();
    session.offer(event("a"));
    now = 10_000;
    NotedPoll poll = new NotedPoll();
    session.next(poll);
    now = 10_400;
    session.result(poll.given.get(0), answer("a"));
    assertThat(session.awaitAnswer(1)).isEqualTo(Progress.REACHED);
    assertThat(session.turnNanos()).isEqualTo(400);
  }

  @Test
  void endsEveryWaitWhenTheProcessIsGone() throws Exception {
    session.close();
    assertThat(session.awaitReady(Long.MAX_VALUE)).isEqualTo(Progress.CLOSED);
    session.offer(event("a"));
    assertThat(session.awaitDelivery(Long.MAX_VALUE)).isEqualTo(Progress.CLOSED);
  }
}
