package io.scf4j.maven.invoke;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.scf4j.maven.model.LenientJson;
import io.scf4j.maven.model.RemoteFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A failed invocation as a person reads it. The platform wraps what went wrong into JSON ({@code
 * errorCode}, {@code errorMessage}, {@code statusCode}); a Java function's own error is JSON again
 * inside {@code errorMessage}.
 */
final class FunctionError {
  private static final int FIRST_FAILURE = 400;
  private static final int USER_CODE = 430;
  private static final int TIME_LIMIT = 433;
  private static final int MEMORY_LIMIT = 434;
  private static final int PROCESS_EXIT = 439;
  private static final int LOAD = 443;
  private static final int MOST_CAUSES = 10;
  private static final String INIT_TIMEOUT = "initialization timeout";

  /** So the local SCF says it; the platform does not tell it from a timeout. */
  private static final String ENDED_DURING_INIT = "ended during initialization";

  private final String message;
  private final int statusCode;

  private FunctionError(String message, int statusCode) {
    this.message = message;
    this.statusCode = statusCode;
  }

  static FunctionError parse(String retMsg, String errMsg) {
    return platform(retMsg)
        .or(() -> platform(errMsg))
        .orElseGet(() -> new FunctionError(errMsg.isEmpty() ? retMsg : errMsg, 0));
  }

  private static Optional<FunctionError> platform(String json) {
    return LenientJson.object(json)
        .flatMap(
            failure ->
                LenientJson.text(failure, "errorMessage")
                    .map(message -> new FunctionError(message, number(failure, "statusCode"))));
  }

  /**
   * Whether a RetMsg is the platform's own report of a failure, and not an answer of a function
   * that looks a little like one: code, message and a status from 400, and this invocation's id.
   */
  static boolean isPlatformFailure(String retMsg, String functionRequestId) {
    return LenientJson.object(retMsg)
        .filter(json -> number(json, "errorCode") != 0)
        .filter(json -> LenientJson.text(json, "errorMessage").isPresent())
        .filter(json -> number(json, "statusCode") >= FIRST_FAILURE)
        .filter(
            json ->
                LenientJson.text(json, "requestId").filter(functionRequestId::equals).isPresent())
        .isPresent();
  }

  /** What the function or the platform said; a Java error with its stack and causes. */
  String said() {
    Optional<JsonObject> error = LenientJson.object(message);
    if (error.isEmpty() || !error.get().has("errorType")) {
      return message.strip();
    }
    List<String> lines = new ArrayList<>();
    JsonObject current = error.get();
    for (int depth = 0; depth < MOST_CAUSES && current != null; depth++) {
      lines.add((depth == 0 ? "" : "Caused by: ") + line(current));
      JsonElement stack = current.get("stackTrace");
      if (stack != null && stack.isJsonArray()) {
        stack.getAsJsonArray().forEach(frame -> lines.add("    at " + frame(frame)));
      }
      JsonElement cause = current.get("cause");
      current = cause != null && cause.isJsonObject() ? cause.getAsJsonObject() : null;
    }
    return String.join("\n", lines);
  }

  /** What to do, with the limits as they are now. */
  String toDo(RemoteFunction function) {
    if (message.contains(ENDED_DURING_INIT)) {
      return "The function's process ended before it was ready; its log above says why.";
    }
    if (message.contains(INIT_TIMEOUT)) {
      return "The function was not ready within initTimeout; raise <initTimeout> (now "
          + function.initTimeoutS()
          + " s) or do less before ready. If its log above ends in an error, mend that: the platform"
          + " reports a process that ended before ready in the same way.";
    }
    return switch (statusCode) {
      case USER_CODE -> "Mend the function; its log is above.";
      case TIME_LIMIT ->
          "The invocation took longer than timeout; raise <timeout> (now "
              + function.timeoutS()
              + " s) or do less in one invocation.";
      case MEMORY_LIMIT ->
          "Raise <memorySize> (now " + function.memorySizeMb() + " MB) or use less memory.";
      case PROCESS_EXIT -> "The function's process ended by itself; its log above says why.";
      case LOAD -> "The function could not be started; its log above says why.";
      default -> "See the log above and the request id in the console.";
    };
  }

  /** A function in another language may have frames of another shape. */
  private static String frame(JsonElement frame) {
    return frame.isJsonPrimitive() ? frame.getAsString() : frame.toString();
  }

  /** As a Java stack trace begins; an exception without a message has its type as one. */
  private static String line(JsonObject error) {
    String type = LenientJson.text(error, "errorType").orElse("");
    String message = LenientJson.text(error, "errorMessage").orElse("");
    return message.isEmpty() || message.equals(type) ? type : type + ": " + message;
  }

  private static int number(JsonObject object, String key) {
    JsonElement value = object.get(key);
    return value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()
        ? value.getAsInt()
        : 0;
  }
}
