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
    int retry) {}
