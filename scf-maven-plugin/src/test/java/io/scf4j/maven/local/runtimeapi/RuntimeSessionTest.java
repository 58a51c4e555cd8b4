package io.scf4j.maven.local.runtimeapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.runtimeapi.RuntimeSession.Progress;
import io.scf4j.maven.local.runtimeapi.Violation.Kind;
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
    assertThat(session.result(poll.given.get(0), answer("first"))).isEmpty();
    assertThat(session.result(poll.given.get(0), answer("second"))).contains(Kind.SECOND_RESULT);
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

    assertThat(session.result(one.given.get(0), answer("late"))).contains(Kind.LATE_RESULT);
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

  /** Clients that open a connection for each request. */
  @Test
  void neverCountsTheLateResultOfAClientThatPolledWhileItWorked() {
    NotedPoll poll = new NotedPoll();
    session.ready();
    session.offer(event("a"));
    session.next(poll);
    session.next(poll);
    NotedPoll held = new NotedPoll();
    session.result(null, answer("a"));
    session.next(held);
    assertThat(session.result(null, answer("a again"))).contains(Kind.SECOND_RESULT);
    session.offer(event("b"));
    session.next(held);
    session.result(null, answer("b"));
    session.offer(event("c"));
    session.next(held);

    assertThat(session.result(null, answer("b again"))).contains(Kind.LATE_RESULT);
    assertThat(session.answer()).isNull();
    assertThat(session.result(null, answer("c"))).isEmpty();
    assertThat(answered()).isEqualTo("c");
  }

  @Test
  void takesTheResultsOfAClientThatFetchesEveryEventTwiceOverNewConnections() {
    NotedPoll poll = new NotedPoll();
    session.ready();
    for (String id : List.of("a", "b", "c")) {
      session.offer(event(id));
      session.next(poll);
      session.next(poll);
      assertThat(session.result(null, answer(id))).isEmpty();
      assertThat(answered()).isEqualTo(id);
    }
  }

  @Test
  void waitsForAnotherFetchWhenTheFirstOneWasLost() throws Exception {
    NotedPoll poll = new NotedPoll();
    session.ready();
    session.next(poll);
    session.offer(event("a"));
    session.undelivered(poll.given.get(0));
    assertThat(session.awaitDelivery(0)).isEqualTo(Progress.TIMED_OUT);
    now = 700;
    session.next(poll);
    now = 1000;
    assertThat(session.awaitDelivery(0)).isEqualTo(Progress.REACHED);
    assertThat(session.turnNanos()).isEqualTo(300);
  }

  @Test
  void listsWhatStrictModeRefusedUpToAHundred() {
    RuntimeSession strict = new RuntimeSession(() -> now, true);
    now = 5_000_000;
    strict.list(Kind.READY_TWICE, "POST /runtime/init/ready HTTP/1.1");
    assertThat(strict.violations())
        .containsExactly(new Violation(Kind.READY_TWICE, 5, "POST /runtime/init/ready HTTP/1.1"));
    assertThat(strict.violations().get(0))
        .hasToString(
            "Runtime API violation after 5 ms: ready was reported before"
                + " (POST /runtime/init/ready HTTP/1.1)");
    for (int i = 0; i < 200; i++) {
      strict.list(Kind.UNKNOWN_ROUTE, "GET / HTTP/1.1");
    }
    assertThat(strict.violations()).hasSize(100);
  }

  @Test
  void ignoresAResultBeforeItsEventWasFetched() {
    session.ready();
    assertThat(session.result(null, answer("none"))).contains(Kind.RESULT_WITHOUT_EVENT);
    session.offer(event("a"));
    assertThat(session.result(null, answer("early"))).contains(Kind.RESULT_BEFORE_FETCH);
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
  void tellsAnEventThatWasNotFetchedFromAResultThatIsLate() throws Exception {
    session.ready();
    session.offer(event("a"));
    assertThat(session.awaitAnswer(0)).isEqualTo(Progress.TIMED_OUT);
    assertThat(session.wasFetched()).isFalse();
    session.next(new NotedPoll());
    now = 10_000;
    assertThat(session.awaitAnswer(10_000)).isEqualTo(Progress.TIMED_OUT);
    assertThat(session.wasFetched()).isTrue();
  }

  @Test
  void endsEveryWaitWhenTheProcessIsGone() throws Exception {
    session.close();
    assertThat(session.awaitReady(Long.MAX_VALUE)).isEqualTo(Progress.CLOSED);
    session.offer(event("a"));
    assertThat(session.awaitDelivery(Long.MAX_VALUE)).isEqualTo(Progress.CLOSED);
  }
}
