package io.scf4j.runtime.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What the runtime itself prints: nothing while all is well, one record in one write otherwise. The
 * function chooses text or one-line JSON ({@code LOG_FORMAT}) and from which level on ({@code
 * LOG_LEVEL}).
 *
 * <p>SCF collects stdout and stderr line by line. Text is encoded here, as UTF-8, because the
 * default encoding of a process follows a {@code LANG} that may be unset. Nothing in this class
 * throws: a handler may have closed the streams, or left no memory.
 */
public final class Log {
  private static final String[] LEVELS = {"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF"};
  private static final int INFO = 2;
  private static final int WARN = 3;
  private static final int ERROR = 4;

  private final PrintStream out;
  private final PrintStream err;
  private boolean json;
  private int least;

  /** Prints to the streams the process was started with, even when a handler replaces them. */
  public Log(Map<String, String> env, PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
    String format = env.get("LOG_FORMAT");
    String level = env.get("LOG_LEVEL");
    if (format != null) {
      setFormat(format.strip());
    }
    if (level != null) {
      setLevel(level.strip());
    }
  }

  private void setFormat(String format) {
    json = format.equalsIgnoreCase("json");
    if (!json && !format.isEmpty() && !format.equalsIgnoreCase("text")) {
      warn("", "LOG_FORMAT is '" + format + "', but must be text or json; using text");
    }
  }

  private void setLevel(String level) {
    for (int i = 0; i < LEVELS.length; i++) {
      if (LEVELS[i].equalsIgnoreCase(level)) {
        least = i;
        return;
      }
    }
    if (!level.isEmpty()) {
      warn(
          "",
          "LOG_LEVEL is '"
              + level
              + "', but must be one of "
              + String.join(", ", LEVELS)
              + "; using INFO");
    }
  }

  /** A line of the function's own, on stdout; level INFO. */
  public void function(String requestId, String message) {
    if (least > INFO) {
      return;
    }
    if (json) {
      print(out, JsonRecord.of(LEVELS[INFO], requestId, message, null));
    } else {
      print(out, utf8("RequestId:" + requestId + " " + onOneLine(String.valueOf(message))));
    }
  }

  /**
   * A line of the runtime about something that cost no result, on stderr.
   *
   * @param requestId what it is about, or {@code ""}
   */
  public void warn(String requestId, String message) {
    runtime(WARN, requestId, message);
  }

  /**
   * A line of the runtime about something that cost a result, on stderr.
   *
   * @param requestId what it is about, or {@code ""}
   */
  public void error(String requestId, String message) {
    runtime(ERROR, requestId, message);
  }

  /**
   * A failure with its whole stack trace, on stderr; level ERROR.
   *
   * @param requestId what it is about, or {@code ""}
   */
  public void failure(String requestId, String headline, Throwable thrown) {
    if (least > ERROR) {
      return;
    }
    try {
      print(
          err,
          json
              ? JsonRecord.of(LEVELS[ERROR], requestId, headline, thrown)
              : utf8("scf4j: " + headline + "\n" + traceOf(thrown)));
    } catch (Throwable noMemory) {
      // There may be some for the next line.
    }
  }

  private void runtime(int level, String requestId, String message) {
    if (least > level) {
      return;
    }
    try {
      print(
          err,
          json
              ? JsonRecord.of(LEVELS[level], requestId, message, null)
              : utf8("scf4j: " + message));
    } catch (Throwable noMemory) {
      // There may be some for the next line.
    }
  }

  private static String traceOf(Throwable thrown) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (PrintStream printer = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
        thrown.printStackTrace(printer);
      }
      return bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    } catch (Throwable hostile) { // a throwable may override anything, and memory may be short
      return shortly(thrown);
    }
  }

  private static String shortly(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (Throwable hostile) {
      return thrown.getClass().getName();
    }
  }

  /** Hands everything printed until now to SCF: after the result it would count as nobody's. */
  public void flush() {
    flush(out);
    flush(err);
    if (System.out != out) {
      flush(System.out);
    }
    if (System.err != err) {
      flush(System.err);
    }
  }

  private static void flush(PrintStream stream) {
    try {
      stream.flush();
    } catch (Throwable ofTheHandlersStream) {
      // The handler's own stream, or none, cannot be allowed to cost the result.
    }
  }

  private static byte[] utf8(String record) {
    return (record + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void print(PrintStream stream, byte[] record) {
    try {
      stream.write(record, 0, record.length);
      stream.flush();
    } catch (Throwable unprintable) {
      // There is no better place to say so.
    }
  }

  private static String onOneLine(String message) {
    return message.replace("\r", "\\r").replace("\n", "\\n");
  }
}
