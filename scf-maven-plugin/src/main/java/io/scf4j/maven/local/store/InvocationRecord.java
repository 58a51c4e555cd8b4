package io.scf4j.maven.local.store;

/**
 * One invocation that has ended, as a line of {@code logs/<namespace>/<function>.jsonl}.
 *
 * @param requestId of the invocation
 * @param version that served it
 * @param startedMs when it began, milliseconds since 1970
 * @param durationMs from delivery of the event to its result
 * @param billedMs whole milliseconds
 * @param memoryBytes the most it used
 * @param statusCode 200, or the platform's code of the failure
 * @param result the beginning of what the function answered
 * @param log START to Report
 * @param retry 0, or which repetition of an asynchronous event this was
 * @param qualifier version or alias that was asked for
 * @param origin what led to it, such as {@code API}, {@code URL GET /path} or {@code timer nightly}
 * @param coldStartMs how long the instance that was started for it took until ready, 0 for one that
 *     was there
 * @param memoryMb memory of the instance, MB
 */
public record InvocationRecord(
    String requestId,
    String version,
    long startedMs,
    double durationMs,
    long billedMs,
    long memoryBytes,
    int statusCode,
    String result,
    String log,
    int retry,
    String qualifier,
    String origin,
    long coldStartMs,
    int memoryMb) {}
