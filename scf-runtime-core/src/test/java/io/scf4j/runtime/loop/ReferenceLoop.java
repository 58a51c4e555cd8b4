package io.scf4j.runtime.loop;

import io.scf4j.runtime.fake.Seen;
import io.scf4j.runtime.fake.Seen.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * The delivery rules as a state machine without sockets: told what the client can know of each
 * answer, it says what has to be asked next, how often the handler has run, and which pauses were
 * made. Written from the rules, not from the code.
 */
final class ReferenceLoop {
  private static final String READY = "POST /runtime/init/ready  ";
  private static final String NEXT = "GET /runtime/invocation/next";
  private static final String RESPONSE = "POST /runtime/invocation/response ";

  private final List<Long> pausesMs = new ArrayList<>();
  private final List<String> acknowledged = new ArrayList<>();
  private String expected = READY;
  private String resultId;
  private String result;
  private int tries;
  private int runs;
  private int refused;
  private int dropped;
  private long waitedMs;
  private long pauseMs = 100;
  private long rowMs;
  private boolean gaveUp;
  private boolean connectedAhead = true;

  /** The request that has to come next; of an error report only the message is known. */
  String expected() {
    return gaveUp ? "nothing: it had to give up" : expected;
  }

  List<Long> pausesMs() {
    return pausesMs;
  }

  /** The results whose acknowledgement was seen, in order. */
  List<String> acknowledged() {
    return acknowledged;
  }

  /** How often the handler has run. */
  int runs() {
    return runs;
  }

  /** How often a result was given up for the time being. */
  int refused() {
    return refused;
  }

  /** How many results were never acknowledged because the platform went on. */
  int dropped() {
    return dropped;
  }

  /** Whether a result waits for its acknowledgement. */
  boolean holdsResult() {
    return result != null;
  }

  boolean gaveUp() {
    return gaveUp;
  }

  /** One request was answered, or not. */
  void answered(Seen seen) {
    waitedMs += seen.waitedMs();
    boolean idleBefore = connectedAhead || !seen.fresh();
    connectedAhead = false; // the first connection was made while the handler was made ready
    if (seen.kind() == Kind.NOTHING && idleBefore) {
      return; // the connection may have been closed while idle: asked again on a new one
    }
    if (expected.equals(READY)) {
      readyAnswered(seen);
    } else if (expected.equals(NEXT)) {
      nextAnswered(seen);
    } else {
      resultAnswered(seen);
    }
    waitedMs = 0;
  }

  /** Nobody listens any more. */
  void gone() {
    while (!gaveUp) {
      failed();
    }
  }

  private void readyAnswered(Seen seen) {
    if (isAcknowledgement(seen)) {
      rowEnds();
      expected = NEXT;
    } else {
      failed();
    }
  }

  private void nextAnswered(Seen seen) {
    if (seen.id() != null) {
      eventArrived(seen);
    } else if (seen.kind() != Kind.ANSWER && waitedMs >= 1_000) {
      rowEnds(); // the poll was accepted, its loss is no refusal
    } else {
      failed();
    }
  }

  private void eventArrived(Seen seen) {
    tries = 0;
    if (!seen.id().equals(resultId)) {
      dropped += result == null ? 0 : 1;
      rowEnds();
      runs++;
      resultId = seen.id();
      String text = seen.body() + "#" + runs;
      result = seen.body().startsWith("fail") ? "failed " + text : RESPONSE + text;
    }
    expected = result;
  }

  private void resultAnswered(Seen seen) {
    if (isAcknowledgement(seen)) {
      acknowledged.add(result);
      result = null;
      resultId = null;
      rowEnds();
      expected = NEXT;
      return;
    }
    boolean mayChange = seen.kind() != Kind.ANSWER || seen.status() >= 500;
    tries++;
    failed();
    if (!gaveUp && (tries == 3 || !mayChange)) {
      refused++;
      expected = NEXT;
    }
  }

  private static boolean isAcknowledgement(Seen seen) {
    return seen.kind() == Kind.ANSWER && seen.status() / 100 == 2;
  }

  private void failed() {
    if (rowMs >= 30_000) {
      gaveUp = true;
      return;
    }
    pausesMs.add(pauseMs);
    rowMs += pauseMs;
    pauseMs = Math.min(2 * pauseMs, 5_000);
  }

  private void rowEnds() {
    rowMs = 0;
    pauseMs = 100;
  }
}
