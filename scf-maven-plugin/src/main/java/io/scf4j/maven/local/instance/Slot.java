package io.scf4j.maven.local.instance;

import io.scf4j.maven.local.instance.InstanceStatus.State;

/**
 * A place for one instance in a {@link Roster}, from the decision to have it until its last process
 * has ended. Everything in it is the roster's, but the instance, which whoever has the slot sets
 * and uses.
 */
final class Slot {
  /** Null until its process has been started. */
  volatile Instance instance;

  State state;
  long since;

  /** Kept initialised, events or not. */
  boolean provisioned;

  /** Whether it takes its memory from the quota. */
  boolean inQuota = true;

  /** The invocation that it serves, or null. */
  String requestId;

  /** Somebody has ended that invocation. */
  boolean stopped;

  /** Ends as soon as whoever has it is done. */
  boolean unwanted;

  Slot(State state, boolean provisioned, long nanos) {
    this.state = state;
    this.provisioned = provisioned;
    this.since = nanos;
  }

  boolean isUsable() {
    return !unwanted && instance != null && instance.isUsable();
  }
}
