package io.scf4j.maven.local.instance;

import java.time.Instant;

/**
 * One instance as it is now, to be shown.
 *
 * @param id its id
 * @param state what it is doing
 * @param since when that began
 * @param invocations how many events it has been given
 * @param memoryBytes its peak memory as far as it has been measured; 0 where it cannot be
 * @param provisioned whether it is kept initialised, events or not
 * @param pid of its bootstrap
 */
public record InstanceStatus(
    String id,
    State state,
    Instant since,
    long invocations,
    long memoryBytes,
    boolean provisioned,
    long pid) {

  /** What an instance can be doing. */
  public enum State {
    /** Initialising before any event. */
    STARTING,
    /** Waiting for an event. */
    IDLE,
    /** Serving an event; the first one includes its initialisation. */
    BUSY,
    /** On its way out; gets no event any more. */
    ENDING
  }
}
