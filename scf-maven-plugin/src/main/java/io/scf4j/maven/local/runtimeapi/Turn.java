package io.scf4j.maven.local.runtimeapi;

/**
 * One event's time on an instance: how often it was handed out, how often it was answered, and the
 * first answer. A connection remembers the turn it saw last, which is how a late answer is told
 * from one to the next event. Guarded by the lock of its {@link RuntimeSession}.
 */
final class Turn {
  private final RuntimeEvent event;
  private int deliveries;
  private int answers;
  private long deliveredAt;
  private long answeredAt;
  private Answer answer;

  Turn(RuntimeEvent event) {
    this.event = event;
  }

  RuntimeEvent event() {
    return event;
  }

  void delivered(long nanos) {
    if (deliveries++ == 0) {
      deliveredAt = nanos;
    }
  }

  /** The connection broke while the event was written to it. */
  void undelivered() {
    deliveries--;
  }

  boolean wasDelivered() {
    return deliveries > 0;
  }

  /**
   * Whether the function has seen this event more often than it has answered it, so that more
   * answers may come.
   */
  boolean owesAnswers() {
    return deliveries > answers;
  }

  /** Counts an answer; only the first one is kept. */
  boolean answered(Answer given, long nanos) {
    answers++;
    if (answer != null) {
      return false;
    }
    answer = given;
    answeredAt = nanos;
    return true;
  }

  Answer answer() {
    return answer;
  }

  long deliveredAt() {
    return deliveredAt;
  }

  long answeredAt() {
    return answeredAt;
  }
}
