package io.scf4j.maven.local.instance;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The memory of one instance, all processes of its group: its peak, which is reported, and its
 * limit.
 *
 * <p>They are different figures. Reported is the sum of VmHWM, with the pages of mapped files. A
 * container's limit does not end a process for those, because the kernel drops and reads them again
 * as it likes, and a JVM has tens of megabytes of them (libjvm, the JDK's classes, the AOT cache).
 * So the limit is for what the kernel could not drop: private pages and shared memory. Above it,
 * shared pages are counted once before the instance is ended, or a function would end that has
 * forked.
 */
final class InstanceMemory {

  /**
   * Members of the group are looked up this often; in between only their figures are read. It takes
   * a look at every process of the machine.
   */
  private static final long CHECKED_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** Longer, or invocations would do it that come one after another. */
  private static final long REPORTED_NANOS = 2 * CHECKED_NANOS;

  /**
   * The processes as they were.
   *
   * @param at when, on the clock
   */
  private record Members(List<Long> pids, long at) {}

  private final ProcessGroup group;
  private final long limitBytes;
  private final Runnable end;
  private final LongSupplier nanos;
  private volatile Members members;
  private volatile long exceeded;
  private long peak;

  /**
   * The memory of a group.
   *
   * @param end ends the group; called once, when it is above the limit
   */
  InstanceMemory(ProcessGroup group, int limitMb, Runnable end, LongSupplier nanos) {
    this.group = group;
    this.limitBytes = limitMb * 1024L * 1024L;
    this.end = end;
    this.nanos = nanos;
  }

  /** Measures, and ends the group when it is above its limit. */
  void check() {
    if (exceeded > 0) {
      return;
    }
    List<Long> pids = pids(CHECKED_NANOS);
    ProcessGroup.Memory memory = ProcessGroup.memory(pids);
    raise(memory.peak());
    if (memory.held() <= limitBytes) {
      return;
    }
    long held = ProcessGroup.heldOnce(pids);
    if (held > limitBytes) {
      exceeded = held;
      end.run();
    }
  }

  /** What was in use when that was too much; 0 when it never was. */
  long exceededBytes() {
    return exceeded;
  }

  /** The peak until now; 0 where it cannot be known. */
  long peakBytes() {
    return raise(ProcessGroup.memory(pids(REPORTED_NANOS)).peak());
  }

  /** The peak as it was last measured. */
  synchronized long lastPeakBytes() {
    return peak;
  }

  private synchronized long raise(long bytes) {
    peak = Math.max(peak, bytes);
    return peak;
  }

  /** Without a lock: looking them up takes a while, and twice does no harm. */
  private List<Long> pids(long maxAgeNanos) {
    long now = nanos.getAsLong();
    Members known = members;
    if (known == null || known.pids().isEmpty() || now - known.at() > maxAgeNanos) {
      known = new Members(group.members(), now);
      members = known;
    }
    return known.pids();
  }
}
