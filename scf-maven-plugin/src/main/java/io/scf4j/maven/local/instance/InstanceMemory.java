package io.scf4j.maven.local.instance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
final class InstanceMemory implements AutoCloseable {

  /**
   * Members of the group are looked up this often; in between only their figures are read. It takes
   * a look at every process of the machine.
   */
  private static final long CHECKED_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** Longer, or invocations would do it that come one after another. */
  private static final long REPORTED_NANOS = 2 * CHECKED_NANOS;

  /** A function may have any number of processes, and we do not have any number of descriptors. */
  private static final int MOST_KEPT_OPEN = 16;

  private final ProcessGroup group;
  private final long limitBytes;
  private final Runnable end;
  private final LongSupplier nanos;
  private volatile long exceeded;

  // guarded by this
  private List<ProcessMemory> processes = List.of();
  private long lookedUpAt;
  private long peak;
  private boolean closed;

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
    lookUpAfter(CHECKED_NANOS);
    if (heldBytes() <= limitBytes) {
      return;
    }
    long held = pids().stream().mapToLong(ProcessMemory::heldShareBytes).sum();
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
    lookUpAfter(REPORTED_NANOS);
    return measuredPeakBytes();
  }

  /** The peak as it was last measured. */
  synchronized long lastPeakBytes() {
    return peak;
  }

  private synchronized long measuredPeakBytes() {
    measure();
    return peak;
  }

  private synchronized long heldBytes() {
    measure();
    return processes.stream().mapToLong(ProcessMemory::heldBytes).sum();
  }

  private void measure() {
    long sum = 0;
    int kept = 0;
    for (ProcessMemory process : processes) {
      process.read();
      sum += process.peakBytes();
      if (++kept > MOST_KEPT_OPEN) {
        process.close();
      }
    }
    peak = Math.max(peak, sum);
  }

  private synchronized List<Long> pids() {
    return processes.stream().map(ProcessMemory::pid).toList();
  }

  /** Without the lock: it takes a while, and twice does no harm. */
  private void lookUpAfter(long maxAgeNanos) {
    long now = nanos.getAsLong();
    if (isOlder(maxAgeNanos, now)) {
      become(group.members(), now);
    }
  }

  private synchronized boolean isOlder(long maxAgeNanos, long now) {
    return !closed && (processes.isEmpty() || now - lookedUpAt > maxAgeNanos);
  }

  /** Those that are members still stay open. */
  private synchronized void become(List<Long> pids, long now) {
    if (closed) {
      return;
    }
    Map<Long, ProcessMemory> before = new HashMap<>();
    for (ProcessMemory process : processes) {
      if (!process.isGone()) {
        before.put(process.pid(), process);
      }
    }
    List<ProcessMemory> members = new ArrayList<>();
    for (long pid : pids) {
      ProcessMemory known = before.remove(pid);
      members.add(known != null ? known : new ProcessMemory(pid));
    }
    before.values().forEach(ProcessMemory::close);
    processes = members;
    lookedUpAt = now;
  }

  /** Nothing is measured any more. */
  @Override
  public synchronized void close() {
    closed = true;
    processes.forEach(ProcessMemory::close);
    processes = List.of();
  }
}
