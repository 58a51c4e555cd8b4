package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InstanceSpec;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.instance.ProvisionedReport;
import io.scf4j.maven.local.store.InvocationHistory;
import io.scf4j.maven.local.store.InvocationRecord;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Writes the history of invocations and of the starts of provisioned instances, on a thread of its
 * own: the caller does not wait for the disk.
 */
final class RememberedInvocations implements AutoCloseable {

  /** So much of a result is kept. */
  private static final int REMEMBERED_CHARS = 64 * 1024;

  private final InvocationHistory history;
  private final ExecutorService writing =
      Executors.newSingleThreadExecutor(work -> Functions.daemon(work, "scf-history"));

  RememberedInvocations(InvocationHistory history) {
    this.history = history;
  }

  /**
   * Remembers one that has ended.
   *
   * @param retry 0, or which repetition of an asynchronous event it was
   */
  void add(Key key, String version, long startedMs, InvocationReport report, int retry) {
    InvocationRecord invocation =
        new InvocationRecord(
            report.requestId(),
            version,
            startedMs,
            report.durationMs(),
            report.billedMs(),
            report.memoryBytes(),
            report.statusCode(),
            shortened(report.result()),
            report.log(),
            retry);
    try {
      writing.execute(
          () -> {
            try {
              history.add(key.namespace(), key.name(), invocation);
            } catch (IOException e) {
              // a full disk must not fail invocations
            }
          });
    } catch (RejectedExecutionException closing) {
      // the last ones of a process that ends
    }
  }

  /** Remembers how an instance was initialised that is kept ready. */
  void add(ProvisionedReport provisioned) {
    InstanceSpec spec = provisioned.spec();
    add(
        new Key(spec.namespace(), spec.function()),
        spec.version(),
        provisioned.startedMs(),
        provisioned.report(),
        0);
  }

  private static String shortened(String result) {
    return result.length() <= REMEMBERED_CHARS ? result : result.substring(0, REMEMBERED_CHARS);
  }

  /** What was invoked, with all that has ended until now. */
  InvocationHistory history() throws InterruptedIOException {
    try {
      writing.submit(() -> {}).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException | RejectedExecutionException e) {
      // then with what is there
    }
    return history;
  }

  @Override
  public void close() {
    writing.shutdown();
  }
}
