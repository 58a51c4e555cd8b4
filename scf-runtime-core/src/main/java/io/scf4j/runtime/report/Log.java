package io.scf4j.runtime.report;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the runtime itself prints: nothing while all is well, one record in one write otherwise.
 *
 * <p>SCF collects stdout and stderr line by line. Text is encoded here, as UTF-8, because the
 * default encoding of a process follows a {@code LANG} that may be unset. Nothing in this class
 * throws: a handler may have closed the streams, or left no memory.
 */
public final class Log {
  private final PrintStream out;
  private final PrintStream err;

  /** Prints to the streams the process was started with, even when a handler replaces them. */
  public Log(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** A line of the function's own, on stdout. */
  public void function(String requestId, String message) {
    print(out, "RequestId:" + requestId + " " + onOneLine(String.valueOf(message)));
  }

  /** A line of the runtime, on stderr. */
  public void runtime(String message) {
    print(err, "scf4j: " + message);
  }

  /** A failure with its whole stack trace, on stderr. */
  public void failure(String headline, Throwable thrown) {
    String trace;
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (PrintStream printer = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
        thrown.printStackTrace(printer);
      }
      trace = bytes.toString(StandardCharsets.UTF_8).stripTrailing();
    } catch (Throwable hostile) { // a throwable may override anything, and memory may be short
      trace = thrown.getClass().getName();
    }
    runtime(headline + "\n" + trace);
  }

  /** Hands everything printed until now to SCF: after the result it would count as nobody's. */
  public void flush() {
    out.flush();
    err.flush();
    flushReplacement(System.out, out);
    flushReplacement(System.err, err);
  }

  private static void flushReplacement(PrintStream current, PrintStream original) {
    if (current != original) {
      try {
        current.flush();
      } catch (RuntimeException ofTheHandlersStream) {
        // The handler's own stream cannot be allowed to cost the result.
      }
    }
  }

  private static void print(PrintStream stream, String record) {
    try {
      byte[] bytes = (record + "\n").getBytes(StandardCharsets.UTF_8);
      stream.write(bytes, 0, bytes.length);
      stream.flush();
    } catch (Throwable unprintable) {
      // There is no better place to say so.
    }
  }

  private static String onOneLine(String message) {
    return message.replace("\r", "\\r").replace("\n", "\\n");
  }
}
