package io.scf4j.runtime.fake;

/**
 * What a client can know of the answer to one request, whatever bytes it was made of. The reference
 * of the delivery rules decides on nothing else.
 *
 * @param kind how much of an answer arrived
 * @param status of an answer whose head arrived, else 0
 * @param id of an event, else null
 * @param body of an event, else null
 * @param fresh whether the request was the first of its connection
 * @param waitedMs how long the client was kept waiting
 */
public record Seen(Kind kind, int status, String id, String body, boolean fresh, long waitedMs) {

  /** How much of an answer arrived. */
  public enum Kind {
    /** All that counts of it. */
    ANSWER,
    /** Its beginning. */
    CUT,
    /** Not one byte. */
    NOTHING
  }
}
