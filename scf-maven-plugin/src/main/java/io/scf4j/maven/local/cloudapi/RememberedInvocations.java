package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InstanceSpec;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.instance.ProvisionedReport;
import io.scf4j.maven.local.store.InvocationHistory;
import io.scf4j.maven.local.store.InvocationRecord;
import io.scf4j.maven.local.store.StoredFunction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * Writes the history of invocations and of the starts of provisioned instances, on a thread of its
 * own: the caller does not wait for the disk. That thread rests for some milliseconds before it
 * writes what has come meanwhile, since to wake it is most of what one invocation would wait for.
 */
final class RememberedInvocations implements AutoCloseable {

  /** So much of a result is kept. */
  private static final int REMEMBERED_CHARS = 64 * 1024;

  /** What is not written yet is lost when this process is killed. */
  private static final long REST_MS = 10;

  private static final long CLOSE_LIMIT_SECONDS = 5;

  private final InvocationHistory history;
  private final Predicate<StoredFunction> isThere;
  private final Queue<Write> unwritten = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean resting = new AtomicBoolean();
  private final ScheduledThreadPoolExecutor writing =
      new ScheduledThreadPoolExecutor(1, work -> Functions.daemon(work, "scf-history"));

  /**
   * @param isThere whether there is a function still; those of a deleted one are not kept
   */
  RememberedInvocations(InvocationHistory history, Predicate<StoredFunction> isThere) {
    this.history = history;
    this.isThere = isThere;
  }

  /** What there is to say of an invocation that has ended; a large result is cut. */
  static InvocationRecord record(
      String version, long startedMs, InvocationReport report, Occasion occasion, int memoryMb) {
    return new InvocationRecord(
        report.requestId(),
        version,
        startedMs,
        report.durationMs(),
        report.billedMs(),
        report.memoryBytes(),
        report.statusCode(),
        shortened(report.result()),
        report.log(),
        occasion.retry(),
        occasion.qualifier(),
        occasion.origin(),
        report.coldStartMs(),
        memoryMb);
  }

  /** Remembers one that has ended. */
  void add(StoredFunction function, InvocationRecord invocation) {
    write(
        () -> {
          if (isThere.test(function)) {
            history.add(function.namespace(), function.name(), invocation);
          }
        });
  }

  /** Forgets those of a function that is there no more. */
  void forget(Key key) {
    write(() -> history.remove(key.namespace(), key.name()));
  }

  @FunctionalInterface
  private interface Write {
    void run() throws IOException;
  }

  private void write(Write write) {
    unwritten.add(write);
    if (resting.compareAndSet(false, true)) {
      try {
        var unused = writing.schedule(this::writeAll, REST_MS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closing) {
        // the last ones of a process that ends
      }
    }
  }

  /** On the one thread that writes, in the order in which they came. */
  private void writeAll() {
    resting.set(false); // first: what comes from now on may be missed here
    for (Write write = unwritten.poll(); write != null; write = unwritten.poll()) {
      try {
        write.run();
      } catch (IOException | RuntimeException e) {
        // a full disk must not fail invocations, nor one that cannot be written the others
      }
    }
  }

  /** Remembers how an instance was initialised that is kept ready. */
  void add(StoredFunction function, ProvisionedReport provisioned) {
    InstanceSpec spec = provisioned.spec();
    Occasion occasion = Occasion.of(Occasion.PROVISIONED, spec.version());
    add(
        function,
        record(
            spec.version(),
            provisioned.startedMs(),
            provisioned.report(),
            occasion,
            spec.memoryMb()));
  }

  private static String shortened(String result) {
    return result.length() <= REMEMBERED_CHARS ? result : result.substring(0, REMEMBERED_CHARS);
  }

  /** What was invoked, with all that has ended until now. */
  InvocationHistory history() throws InterruptedIOException {
    await();
    return history;
  }

  /** Returns when all is written that was to be written until now. */
  void await() throws InterruptedIOException {
    try {
      writing.submit(this::writeAll).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException | RejectedExecutionException e) {
      // then with what is there
    }
  }

  /** Returns when all is written. */
  @Override
  public void close() {
    writing.shutdown(); // the batch that is planned is written still
    try {
      var unused = writing.awaitTermination(CLOSE_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
