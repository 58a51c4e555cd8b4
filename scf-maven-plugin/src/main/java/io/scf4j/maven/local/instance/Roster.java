package io.scf4j.maven.local.instance;

import io.scf4j.maven.local.instance.InstanceStatus.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who is in a pool and doing what. It decides and starts or ends nothing itself: whoever is told to
 * does that without the lock, and says when it is done. Every slot that it hands out comes back by
 * {@link #putBack}, and every one that shall end by {@link #gone}.
 */
final class Roster {

  /**
   * What a caller gets.
   *
   * @param slot a slot to serve the event in, without an instance when it is to be started
   * @param refusal or why there is none
   */
  record Taken(Slot slot, Failure refusal) {}

  /**
   * What is to be done so that there are as many provisioned instances as there shall be.
   *
   * @param starting slots to start an instance in
   * @param ending idle instances that make room
   * @param problem what is in the way of more
   */
  record Replenishing(List<Slot> starting, List<Slot> ending, Optional<Failure> problem) {}

  /**
   * Idle instances whose time is over.
   *
   * @param ending they are to be ended
   * @param next when to look again, or empty when none is idle
   */
  record Reaping(List<Slot> ending, Optional<Duration> next) {}

  /**
   * Instances that shall go.
   *
   * @param idle nobody has them: they are to be ended, and are gone then
   * @param busy somebody has them: their processes are to be killed, and he sees that
   */
  record Leaving(List<Slot> idle, List<Slot> busy) {
    Leaving() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private final InstanceSpec spec;
  private final int limit;
  private final ConcurrencyQuota quota;
  private final LongSupplier nanos;

  private final Set<Slot> slots = new LinkedHashSet<>();
  private final Deque<Slot> idle = new ArrayDeque<>(); // the one used last is first
  private int provisioned;
  private boolean retired;
  private boolean closed;

  Roster(InstanceSpec spec, int limit, ConcurrencyQuota quota, LongSupplier nanos) {
    this.spec = spec;
    this.limit = limit;
    this.quota = quota;
    this.nanos = nanos;
  }

  /**
   * A slot for an event. Provisioned instances come first, since they are in the quota anyway;
   * while one of them is still starting an event that finds nothing else waits for it.
   */
  synchronized Taken take(String requestId) throws InterruptedException {
    while (true) {
      if (closed) {
        return new Taken(null, Failure.ending());
      }
      Slot slot = idle(true);
      if (slot != null) {
        return taken(slot, requestId);
      }
      Optional<Failure> refusal = quota.acquire(spec);
      if (refusal.isEmpty()) {
        slot = idle(false);
        if (slot != null) {
          slot.inQuota = true;
          return taken(slot, requestId);
        }
        if (occupied() < limit) {
          return taken(added(State.BUSY, false), requestId);
        }
        quota.release(spec);
        refusal = Optional.of(Failure.concurrencyExceeded(spec.function(), limit));
      }
      if (slots.stream().noneMatch(starting -> starting.state == State.STARTING)) {
        return new Taken(null, refusal.get());
      }
      wait();
    }
  }

  private Slot idle(boolean ofProvisioned) {
    for (Slot slot : idle) {
      if (slot.provisioned == ofProvisioned && slot.isUsable()) {
        return slot;
      }
    }
    return null;
  }

  private Taken taken(Slot slot, String requestId) {
    idle.remove(slot);
    slot.requestId = requestId;
    enter(slot, State.BUSY);
    return new Taken(slot, null);
  }

  private Slot added(State state, boolean ofProvisioned) {
    Slot slot = new Slot(state, ofProvisioned, nanos.getAsLong());
    slots.add(slot);
    return slot;
  }

  /** An instance that has ended in its sleep is no longer in the way of another. */
  private int occupied() {
    return (int)
        slots.stream()
            .filter(slot -> slot.state != State.ENDING)
            .filter(slot -> slot.state != State.IDLE || slot.isUsable())
            .count();
  }

  private void enter(Slot slot, State state) {
    slot.state = state;
    slot.since = nanos.getAsLong();
    notifyAll();
  }

  private void leave(Slot slot) {
    idle.remove(slot);
    giveBack(slot);
    enter(slot, State.ENDING);
  }

  private void giveBack(Slot slot) {
    if (slot.inQuota) {
      slot.inQuota = false;
      quota.release(spec);
    }
  }

  /**
   * The instance of a slot has been started.
   *
   * @return false when it shall be ended at once
   */
  synchronized boolean started(Slot slot, Instance instance) {
    slot.instance = instance;
    return !closed && !slot.unwanted;
  }

  /** Whether the instance of a slot shall stay when whoever has it is done. */
  synchronized boolean isWanted(Slot slot) {
    return !retired && !slot.unwanted;
  }

  /**
   * Whoever had the slot is done with it.
   *
   * @return false when its instance is to be ended
   */
  synchronized boolean putBack(Slot slot) {
    slot.requestId = null;
    if (retired || !slot.isUsable()) {
      leave(slot);
      return false;
    }
    if (!slot.provisioned) {
      giveBack(slot);
    }
    idle.addFirst(slot);
    enter(slot, State.IDLE);
    return true;
  }

  /**
   * The process of an instance has ended by itself.
   *
   * @return true when it was idle and is to be ended; else whoever has it will see
   */
  synchronized boolean died(Slot slot) {
    if (!idle.contains(slot)) {
      return false;
    }
    leave(slot);
    return true;
  }

  /** An instance has been ended, and nothing is left of it. */
  synchronized void gone(Slot slot) {
    slots.remove(slot);
    notifyAll();
  }

  /**
   * How many instances shall be kept initialised.
   *
   * @return those that are too many and idle; the busy ones serve on as ordinary ones
   */
  synchronized List<Slot> provision(int instances) {
    provisioned = instances;
    List<Slot> ending = new ArrayList<>();
    for (Slot slot : List.copyOf(slots)) {
      if (slot.provisioned && slot.state != State.ENDING && ofProvisioned() > provisioned) {
        slot.provisioned = false;
        slot.unwanted |= slot.state == State.STARTING;
        if (slot.state == State.IDLE) {
          leave(slot);
          ending.add(slot);
        }
      }
    }
    return ending;
  }

  private int ofProvisioned() {
    return (int)
        slots.stream().filter(slot -> slot.provisioned && slot.state != State.ENDING).count();
  }

  /** Finds what is missing of the provisioned instances. */
  synchronized Replenishing replenish() {
    List<Slot> starting = new ArrayList<>();
    List<Slot> ending = new ArrayList<>();
    Optional<Failure> problem = Optional.empty();
    while (!retired && problem.isEmpty() && ofProvisioned() < provisioned) {
      Slot leastUsed = occupied() < limit ? null : lastIdle();
      if (occupied() >= limit && leastUsed == null) {
        problem = Optional.of(Failure.concurrencyExceeded(spec.function(), limit));
      } else {
        problem = quota.acquire(spec);
      }
      if (problem.isEmpty()) {
        if (leastUsed != null) {
          leave(leastUsed);
          ending.add(leastUsed);
        }
        starting.add(added(State.STARTING, true));
      }
    }
    return new Replenishing(starting, ending, problem);
  }

  private Slot lastIdle() {
    Slot last = null;
    for (Slot slot : idle) {
      last = slot.provisioned ? last : slot;
    }
    return last;
  }

  /** Finds who has been idle for too long. */
  synchronized Reaping reap(Duration idleTime) {
    List<Slot> ending = new ArrayList<>();
    long next = Long.MAX_VALUE;
    for (Slot slot : List.copyOf(idle)) {
      long left = slot.since + idleTime.toNanos() - nanos.getAsLong();
      if (slot.provisioned) {
        continue;
      }
      if (left <= 0) {
        leave(slot);
        ending.add(slot);
      } else {
        next = Math.min(next, left);
      }
    }
    return new Reaping(
        ending, next == Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofNanos(next)));
  }

  /**
   * Instances are lost, whatever they are doing.
   *
   * @param id of the one instance, or null for all
   */
  synchronized Leaving lose(String id) {
    Leaving lost = new Leaving();
    for (Slot slot : List.copyOf(slots)) {
      if (id == null || (slot.instance != null && slot.instance.id().equals(id))) {
        send(slot, lost);
      }
    }
    return lost;
  }

  /**
   * An invocation is to end, and its instance with it.
   *
   * @return the slot whose instance, if it has one already, is to be told
   */
  synchronized Optional<Slot> stop(String requestId) {
    for (Slot slot : slots) {
      if (requestId.equals(slot.requestId)) {
        slot.stopped = true;
        slot.unwanted = true;
        return Optional.of(slot);
      }
    }
    return Optional.empty();
  }

  synchronized boolean isStopped(Slot slot) {
    return slot.stopped;
  }

  private void send(Slot slot, Leaving leaving) {
    if (slot.state == State.IDLE) {
      leave(slot);
      leaving.idle().add(slot);
    } else if (slot.state != State.ENDING) {
      slot.unwanted = true;
      leaving.busy().add(slot);
    }
  }

  /** No instance stays from now on: the idle ones and those that nobody waits for go. */
  synchronized Leaving retire() {
    retired = true;
    Leaving leaving = new Leaving();
    for (Slot slot : List.copyOf(slots)) {
      if (slot.state != State.BUSY) {
        send(slot, leaving);
      }
    }
    return leaving;
  }

  /** Nobody gets a slot from now on, and all go; those on their way out are among the idle. */
  synchronized Leaving close() {
    retired = true;
    closed = true;
    Leaving leaving = new Leaving();
    for (Slot slot : List.copyOf(slots)) {
      if (slot.state == State.ENDING) {
        leaving.idle().add(slot);
      }
      send(slot, leaving);
    }
    notifyAll();
    return leaving;
  }

  /** Waits until every slot is gone, or the limit is over. */
  synchronized void awaitEmpty(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!slots.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  /** How many instances can serve or do so. */
  synchronized int size() {
    return (int)
        slots.stream().filter(slot -> slot.state != State.ENDING && slot.isUsable()).count();
  }

  /** How many provisioned instances have been initialised and live. */
  synchronized int available() {
    return (int)
        slots.stream()
            .filter(slot -> slot.provisioned && slot.isUsable())
            .filter(slot -> slot.state == State.IDLE || slot.state == State.BUSY)
            .count();
  }

  synchronized int requested() {
    return provisioned;
  }

  /** Those that have a process, in the order they were started. */
  synchronized List<InstanceStatus> list(InstantSource clock) {
    List<InstanceStatus> list = new ArrayList<>();
    for (Slot slot : slots) {
      Instance instance = slot.instance;
      if (instance != null) {
        list.add(
            new InstanceStatus(
                instance.id(),
                slot.state,
                clock.instant().minusNanos(nanos.getAsLong() - slot.since),
                instance.invocations(),
                instance.memory().lastPeakBytes(),
                slot.provisioned,
                instance.pid()));
      }
    }
    return list;
  }
}
