package io.scf4j.maven.local.cloudapi;

/**
 * Something that goes wrong on purpose, so that a user's test can see what their program does then.
 * A rule counts the calls that it concerns and hits some of them; what it does to them is one or
 * more of the last seven values. The first rule that hits a call is the only one that does.
 *
 * @param action the action it concerns, empty for every one
 * @param functionName the function it concerns, empty for every one
 * @param everyNth hits each n-th call, 1 for all
 * @param first hits so many calls at most, 0 for no end
 * @param errorCode code of the error that is answered in place of doing what is asked, such as
 *     {@code RequestLimitExceeded}; empty for none
 * @param errorMessage its message
 * @param delayMs how long the call waits before anything is done or answered
 * @param cut whether the connection is closed without an answer
 * @param stateDelayMs how much longer a change of state takes that the call begins (Creating,
 *     Updating, Publishing, and Deleting, which there is only then); the action sees to it
 * @param createFailed reason for which what the call begins fails (CreateFailed, UpdateFailed,
 *     PublishFailed, DeleteFailed); empty when the function becomes Active or is gone; the action
 *     sees to it
 * @param loseInstances whether the instances of the function are killed before the call is served,
 *     as a host that fails takes them away; the action sees to it
 */
record FaultRule(
    String action,
    String functionName,
    int everyNth,
    int first,
    String errorCode,
    String errorMessage,
    int delayMs,
    Cut cut,
    int stateDelayMs,
    String createFailed,
    boolean loseInstances) {

  /** All is well. */
  static final FaultRule NONE = new FaultRule("", "", 1, 0, "", "", 0, Cut.NEVER, 0, "", false);

  /** When a connection is closed. */
  enum Cut {
    NEVER,
    /** Before anything is done: the request is lost. */
    BEFORE,
    /** When all is done: the answer is lost. */
    AFTER
  }

  boolean concerns(String calledAction, String calledFunction) {
    return (action.isEmpty() || action.equals(calledAction))
        && (functionName.isEmpty() || functionName.equals(calledFunction));
  }

  /**
   * Whether it hits a call.
   *
   * @param count how many calls it has concerned, this one included
   */
  boolean hits(long count) {
    return count % everyNth == 0 && (first == 0 || count / everyNth <= first);
  }
}
