package io.scf4j.runtime.report;

import io.scf4j.runtime.value.MiniJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the caller of a function sees of a failure: {@code {errorType, errorMessage, stackTrace,
 * cause}}, with the user's frames only and never larger than a caller can be expected to take.
 *
 * <p>A throwable is user code: its getters may throw, return null, or lead in circles.
 */
public final class ErrorReport {
  static final int LARGEST_BYTES = 256 * 1024;

  private static final int MOST_CAUSES = 10;
  private static final int MOST_FRAMES = 100;
  private static final int LONGEST_TEXT = 64 * 1024;
  private static final String INVOKER_PACKAGE = "io.scf4j.runtime.handler.";
  private static final String RUNTIME_PACKAGE = "io.scf4j.runtime.";

  /**
   * The report for when there is no memory to make one. A constant, so that whoever needs it has it
   * without loading this class.
   */
  public static final String OUT_OF_MEMORY =
      "{\"errorType\":\"java.lang.OutOfMemoryError\",\"errorMessage\":"
          + "\"The function ran out of memory; its log says of which kind. Give it more memory, or"
          + " let it keep less\",\"stackTrace\":[]}";

  private ErrorReport() {}

  /** The report as JSON in UTF-8; never fails. */
  public static byte[] of(Throwable thrown) {
    return of(Collections.emptyMap(), thrown);
  }

  /**
   * The report with other members in front; never fails.
   *
   * @param first texts
   * @param thrown null for those members only
   */
  static byte[] of(Map<String, Object> first, Throwable thrown) {
    try {
      int longestText = LONGEST_TEXT;
      int mostFrames = MOST_FRAMES;
      while (true) {
        Map<String, Object> members = new LinkedHashMap<>(first);
        if (thrown != null) {
          describe(thrown, longestText, mostFrames, members);
        }
        byte[] report = MiniJson.write(members);
        if (report.length <= LARGEST_BYTES || thrown == null || longestText == 0) {
          return report;
        }
        longestText /= 4;
        mostFrames /= 2;
      }
    } catch (Throwable outOfMemory) {
      return OUT_OF_MEMORY.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static void describe(
      Throwable thrown, int longestText, int mostFrames, Map<String, Object> members) {
    Map<String, Object> report = members;
    Throwable current = thrown;
    for (int depth = 0; ; depth++) {
      report.put("errorType", cut(current.getClass().getName(), longestText));
      report.put("errorMessage", cut(messageOf(current), longestText));
      report.put("stackTrace", framesOf(current, longestText, mostFrames));
      current = causeOf(current);
      if (current == null || depth == MOST_CAUSES) {
        return;
      }
      // A circle of causes ends here too: it is cut after as many as a long chain.
      Map<String, Object> cause = new LinkedHashMap<>();
      report.put("cause", cause);
      report = cause;
    }
  }

  private static String messageOf(Throwable thrown) {
    String message = null;
    try {
      message = thrown.getMessage();
    } catch (Throwable hostile) {
      // Falls back to the class name, as for no message at all.
    }
    return message == null ? thrown.getClass().getName() : message;
  }

  private static Throwable causeOf(Throwable thrown) {
    try {
      Throwable cause = thrown.getCause();
      return cause == thrown ? null : cause;
    } catch (Throwable hostile) {
      return null;
    }
  }

  private static List<String> framesOf(Throwable thrown, int longestText, int mostFrames) {
    StackTraceElement[] frames;
    try {
      frames = thrown.getStackTrace();
    } catch (Throwable hostile) {
      frames = null;
    }
    List<String> lines = new ArrayList<>();
    if (frames == null) {
      return lines;
    }
    int end = endOfUserFrames(frames);
    int start = 0;
    while (start < end && frames[start].getClassName().startsWith(RUNTIME_PACKAGE)) {
      start++;
    }
    for (int i = start; i < end; i++) {
      if (lines.size() == mostFrames) {
        lines.add("… " + (end - i) + " more");
        break;
      }
      lines.add(cut(line(frames[i]), longestText));
    }
    return lines;
  }

  /**
   * Everything from the first frame of an invoker on is ours, and the reflection it went through.
   */
  private static int endOfUserFrames(StackTraceElement[] frames) {
    int end = 0;
    while (end < frames.length && !frames[end].getClassName().startsWith(INVOKER_PACKAGE)) {
      end++;
    }
    if (end == frames.length) {
      return end;
    }
    while (end > 0 && isReflection(frames[end - 1].getClassName())) {
      end--;
    }
    return end;
  }

  private static boolean isReflection(String className) {
    return className.startsWith("java.lang.reflect.")
        || className.startsWith("jdk.internal.reflect.")
        || className.startsWith("java.lang.invoke.");
  }

  /** A frame as it is shown: without class loader and module, which JDKs put in front. */
  public static String line(StackTraceElement frame) {
    String place = frame.getFileName();
    if (frame.isNativeMethod()) {
      place = "Native Method";
    } else if (place == null) {
      place = "Unknown Source";
    } else if (frame.getLineNumber() >= 0) {
      place = place + ":" + frame.getLineNumber();
    }
    return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest
        ? text
        : text.substring(0, longest) + "… (" + (text.length() - longest) + " more)";
  }
}
