package io.scf4j.maven.invoke;

import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.RemoteFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one invocation gave: the content of {@code invoke.json} and of the terminal.
 *
 * @param schema of this file; a change that breaks readers raises it
 * @param succeeded whether the function answered without an error
 * @param durationMs run time, ms
 * @param billDurationMs billed time, ms
 * @param coldStartMs how long the instance that was started for it took until ready, ms; 0 when it
 *     went to one that was there, null when the log does not tell: the platform returns its last 4
 *     KB, and the line is at its beginning
 * @param memUsageBytes memory used, bytes
 * @param memorySizeMb the function's memory, MB
 */
public record InvokeReport(
    int schema,
    String functionName,
    String region,
    String namespace,
    boolean succeeded,
    String requestId,
    String functionRequestId,
    long invokeResult,
    String retMsg,
    String errMsg,
    double durationMs,
    long billDurationMs,
    Long coldStartMs,
    long memUsageBytes,
    int memorySizeMb,
    String log) {
  private static final double MB = 1024.0 * 1024.0;
  private static final Pattern COLD_START =
      Pattern.compile("^Init Report RequestId: ?(\\S+) Coldstart: ?(\\d+)ms", Pattern.MULTILINE);

  static InvokeReport of(FunctionId id, RemoteFunction function, Invocation call) {
    return new InvokeReport(
        1,
        id.functionName(),
        id.region(),
        id.namespace(),
        // InvokeResult is "no longer maintained" and ErrMsg often empty, so all three count.
        call.invokeResult() == 0
            && call.errMsg().isEmpty()
            && !FunctionError.isPlatformFailure(call.retMsg(), call.functionRequestId()),
        call.requestId(),
        call.functionRequestId(),
        call.invokeResult(),
        call.retMsg(),
        call.errMsg(),
        call.durationMs(),
        call.billDurationMs(),
        coldStart(call.log(), call.functionRequestId()),
        call.memUsageBytes(),
        function.memorySizeMb(),
        call.log());
  }

  /** From the line that the platform puts into the log of the first event of an instance. */
  private static Long coldStart(String log, String requestId) {
    Matcher line = COLD_START.matcher(log);
    while (line.find()) {
      if (line.group(1).equals(requestId)) {
        return Long.valueOf(line.group(2));
      }
    }
    return log.startsWith("START RequestId") ? 0L : null;
  }

  /** For the terminal: the answer first, then the log, then the figures. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("RetMsg:");
    retMsg.lines().forEach(lines::add);
    lines.add("");
    lines.add("Log:");
    log.lines().forEach(lines::add);
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT, "Duration:     %.1f ms, billed %d ms", durationMs, billDurationMs));
    if (coldStartMs != null && coldStartMs > 0) {
      lines.add("Cold start:   " + coldStartMs + " ms");
    }
    lines.add(
        String.format(
            Locale.ROOT, "Memory:       %.1f MB of %d MB", memUsageBytes / MB, memorySizeMb));
    lines.add("RequestId:    " + functionRequestId);
    lines.add("InvokeResult: " + invokeResult);
    return lines;
  }
}
