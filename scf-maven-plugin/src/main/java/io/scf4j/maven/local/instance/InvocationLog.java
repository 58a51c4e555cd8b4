package io.scf4j.maven.local.instance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Locale;

/**
 * The log of one invocation in the platform's form: its own lines around what the function wrote.
 * Line by line after the platform's page on log structure, spaces included.
 */
final class InvocationLog {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /**
   * The result is cut in the log, or one large result would push the function's own lines out of
   * the last 4 KB.
   */
  private static final int RESULT_CHARS = 1024;

  private final String requestId;
  private final int memoryMb;
  private final StringBuilder text = new StringBuilder();

  InvocationLog(String requestId, int memoryMb) {
    this.requestId = requestId;
    this.memoryMb = memoryMb;
    line("START RequestId:" + requestId);
  }

  /** What the function wrote, as it wrote it and {@link BoundedOutput} has cut it. */
  void output(String written) {
    text.append(written);
    if (!written.isEmpty() && !written.endsWith("\n")) {
      text.append('\n');
    }
  }

  /** How long the initialisation took, which opens the log of the first invocation. */
  void init(long runtimeMs, long functionMs, long memoryBytes) {
    initialised("Init Report", runtimeMs, functionMs, memoryBytes);
  }

  /** The same of an instance that was initialised before any event came: a log of its own. */
  void provisioned(long runtimeMs, long functionMs, long memoryBytes) {
    initialised("Provisioned Report", runtimeMs, functionMs, memoryBytes);
  }

  private void initialised(String report, long runtimeMs, long functionMs, long memoryBytes) {
    line(
        report
            + " RequestId: "
            + requestId
            + " Coldstart: "
            + (runtimeMs + functionMs)
            + "ms (PullCode: 0ms InitRuntime: "
            + runtimeMs
            + "ms InitFunction: "
            + functionMs
            + "ms) Memory: "
            + memoryMb
            + "MB MemUsage: "
            + String.format(Locale.ROOT, "%.2f", megabytes(memoryBytes))
            + "MB");
  }

  void error(String json) {
    line(BoundedOutput.record("ERROR RequestId:" + requestId + " Result:" + json));
  }

  void response(String result) {
    String shown =
        result.length() <= RESULT_CHARS ? result : result.substring(0, RESULT_CHARS) + "...";
    line("Response RequestId:" + requestId + " RetMsg:" + GSON.toJson(shown));
  }

  /** So far. */
  String text() {
    return text.toString();
  }

  String end(double durationMs, long memoryBytes) {
    line("END RequestId:" + requestId);
    line(
        "Report RequestId:"
            + requestId
            + " Duration:"
            + Math.round(durationMs)
            + "ms Memory:"
            + memoryMb
            + "MB MemUsage:"
            + megabytes(memoryBytes)
            + "MB");
    return text.toString();
  }

  private static double megabytes(long bytes) {
    return bytes / (1024.0 * 1024.0);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
