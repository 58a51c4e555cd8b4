package io.scf4j.maven.invoke;

import io.scf4j.maven.cloud.ScfCloud.Invocation;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.RemoteFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one invocation gave: the content of {@code invoke.json} and of the terminal.
 *
 * @param schema of this file; a change that breaks readers raises it
 * @param succeeded whether the function answered without an error
 * @param durationMs run time, ms
 * @param billDurationMs billed time, ms
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
    long memUsageBytes,
    int memorySizeMb,
    String log) {
  private static final double MB = 1024.0 * 1024.0;

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
        call.memUsageBytes(),
        function.memorySizeMb(),
        call.log());
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
    lines.add(
        String.format(
            Locale.ROOT, "Memory:       %.1f MB of %d MB", memUsageBytes / MB, memorySizeMb));
    lines.add("RequestId:    " + functionRequestId);
    lines.add("InvokeResult: " + invokeResult);
    return lines;
  }
}
