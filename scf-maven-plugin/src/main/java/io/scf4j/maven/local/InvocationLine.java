package io.scf4j.maven.local;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.store.InvocationRecord;
import io.scf4j.maven.model.LenientJson;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * An invocation that has ended, in one line for a terminal: when, which function, what led to it,
 * how it ended and what it took. Parts that are not known, or say nothing, are left out.
 */
final class InvocationLine {
  private static final double MB = 1024.0 * 1024.0;
  private static final int OK = 200;
  private static final int REASON_CHARS = 200;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private InvocationLine() {}

  /**
   * The line.
   *
   * @param ended when it ended
   * @param zone whose time of day is shown
   */
  static String of(
      String namespace, String function, InvocationRecord invocation, Instant ended, ZoneId zone) {
    StringJoiner line = new StringJoiner(" | ");
    line.add(TIME.format(ended.atZone(zone)) + " " + qualified(namespace, function, invocation));
    if (!invocation.origin().isEmpty()) {
      line.add(
          invocation.origin() + (invocation.retry() > 0 ? ", retry " + invocation.retry() : ""));
    }
    line.add(outcome(invocation));
    if (invocation.durationMs() > 0) {
      line.add(
          String.format(
              Locale.ROOT,
              "%.1f ms, billed %d ms",
              invocation.durationMs(),
              invocation.billedMs()));
    }
    if (invocation.memoryBytes() > 0) {
      line.add(
          String.format(
              Locale.ROOT, "%.1f of %d MB", invocation.memoryBytes() / MB, invocation.memoryMb()));
    }
    if (invocation.coldStartMs() > 0) {
      line.add("cold " + invocation.coldStartMs() + " ms");
    }
    return line.add(invocation.requestId()).toString();
  }

  private static String qualified(String namespace, String function, InvocationRecord invocation) {
    String name = namespace.equals("default") ? function : namespace + "/" + function;
    boolean byVersion = invocation.qualifier().equals(invocation.version());
    return name
        + ":"
        + invocation.qualifier()
        + (byVersion ? "" : " (" + invocation.version() + ")");
  }

  private static String outcome(InvocationRecord invocation) {
    int status = invocation.statusCode();
    return status == OK ? "200" : status + " " + reason(invocation.result());
  }

  /** The message of a failure; of an error that the function has described as JSON, its own. */
  private static String reason(String result) {
    String message =
        LenientJson.object(result)
            .flatMap(json -> LenientJson.text(json, "errorMessage"))
            .orElse(result);
    Optional<JsonObject> own = LenientJson.object(message);
    Optional<String> type = own.flatMap(json -> LenientJson.text(json, "errorType"));
    if (type.isPresent()) {
      String said = LenientJson.text(own.get(), "errorMessage").orElse("");
      message = said.isEmpty() || said.equals(type.get()) ? type.get() : type.get() + ": " + said;
    }
    String line =
        message.strip().lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", " ").strip();
    return line.length() <= REASON_CHARS ? line : line.substring(0, REASON_CHARS) + "…";
  }
}
