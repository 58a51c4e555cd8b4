package io.scf4j.maven.local.instance;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * How the platform reports that an invocation failed: the JSON of {@code RetMsg}, {@code ErrMsg}
 * and the ERROR log line. The platform documents none of these shapes; they are what users have
 * posted of it. What was never seen is decided here and nowhere else: an error the function
 * reported itself is the 430 shape with the posted text as {@code errorMessage}, and an
 * initialisation that ends without ready is 450, whether it was too late or the process ended: the
 * platform's page says that both are an initialization timeout error. What only this machine can be
 * the reason of is 449 (no process to be had, the debugger's port taken) or 500.
 *
 * @param statusCode the platform's status code, 406 to 500
 * @param errorCode its older companion, 1 for what the bootstrap file itself is the cause of, else
 *     -1
 * @param message what happened
 */
public record Failure(int statusCode, int errorCode, String message) {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP", 2, "SIGINT", 4, "SIGILL", 6, "SIGABRT", 7, "SIGBUS", 9, "SIGKILL", 11,
          "SIGSEGV", 13, "SIGPIPE", 15, "SIGTERM");

  /** {@code bootstrap} cannot be started; the reason says why. */
  static Failure bootstrap(String reason) {
    return new Failure(443, 1, "ReloadFail: " + reason + "\n");
  }

  static Failure initTimeout(int seconds) {
    return new Failure(
        450,
        -1,
        "Function initialization timeout: bootstrap did not report ready within InitTimeout ("
            + seconds
            + " seconds)");
  }

  /**
   * The platform's page calls this an initialization timeout too. Whether it is reported when the
   * process ends, as here, or when the time is over is UNVERIFIED.
   */
  static Failure exitDuringInit(int exit) {
    return new Failure(
        450,
        -1,
        "Function initialization timeout: bootstrap ended during initialization, " + ending(exit));
  }

  static Failure exitDuringInvocation(int exit) {
    return new Failure(439, -1, "User process exit when running: " + ending(exit));
  }

  /** Somebody has ended the invocation when the function had not seen the event yet. */
  static Failure stoppedBefore() {
    return new Failure(439, -1, "User process exit when running: terminated before the event");
  }

  static Failure tooSlow(int seconds) {
    return new Failure(433, -1, "Invoking task timed out after " + seconds + " seconds");
  }

  static Failure notFetched(int seconds) {
    return new Failure(
        433, -1, "Waiting for the event to be fetched timed out after " + seconds + " seconds");
  }

  static Failure reported(byte[] postedBody) {
    return new Failure(430, -1, new String(postedBody, StandardCharsets.UTF_8));
  }

  static Failure responseTooLarge() {
    return new Failure(407, -1, "The size of response exceeds the upper limit (6 MB)");
  }

  static Failure requestTooLarge(int bytes) {
    return new Failure(
        406, -1, "RequestTooLarge: the event is " + bytes + " bytes; the most is 6 MB (6291456)");
  }

  /** The platform names the limit only; what was measured tells by how much it is too low. */
  static Failure memoryExceeded(int limitMb, long measuredBytes) {
    return new Failure(
        434,
        -1,
        "MemoryLimitReached: the memory limit is "
            + limitMb
            + " MB, "
            + String.format(Locale.ROOT, "%.1f", measuredBytes / (1024.0 * 1024.0))
            + " MB were in use");
  }

  static Failure reservedQuotaExceeded(String function, long quotaMb) {
    return new Failure(
        432,
        -1,
        "Function [ " + function + " ] concurrency exceeded reserved quota " + quotaMb + " MB");
  }

  static Failure unreservedQuotaExceeded(String function, long quotaMb) {
    return new Failure(
        432,
        -1,
        "Function [ "
            + function
            + " ] concurrency exceeded region unreserved quota "
            + quotaMb
            + " MB");
  }

  /** The bootstrap is fine, this machine could not start it. */
  static Failure notStarted(String reason) {
    return new Failure(449, -1, "InsufficientResources: no instance could be started: " + reason);
  }

  static Failure debugPortTaken(int port, String holder) {
    return new Failure(
        449,
        -1,
        "InsufficientResources: debug port "
            + port
            + " is in use by "
            + holder
            + "; debug one function at a time, or choose another port with -Dscf.debug");
  }

  /** The instance that has it is one of before the function was deployed anew. */
  static Failure debugPortKept(int port, String holder) {
    return new Failure(
        449,
        -1,
        "InsufficientResources: debug port "
            + port
            + " is in use by what "
            + holder
            + ", was before it was deployed anew: that still serves an event. Let it go on in the"
            + " debugger until it has answered, and invoke again");
  }

  static Failure noDebugger() {
    return new Failure(
        449,
        -1,
        "InsufficientResources: the JRE in the package has no debugger; package the function with"
            + " -Dscf.debug, which adds the module jdk.jdwp.agent");
  }

  static Failure ending() {
    return new Failure(500, -1, "InternalError: the local SCF is ending");
  }

  static Failure unexpected(Throwable thrown) {
    return new Failure(500, -1, "InternalError: " + thrown);
  }

  static Failure concurrencyExceeded(String function, int limit) {
    return new Failure(
        432,
        -1,
        "ResourceLimitReached: Function [ "
            + function
            + " ] concurrency exceeded, all "
            + limit
            + " instances are busy");
  }

  /** The payload, on one line. */
  String json(String requestId) {
    JsonObject json = new JsonObject();
    json.addProperty("errorCode", errorCode);
    json.addProperty("errorMessage", message);
    json.addProperty("requestId", requestId);
    json.addProperty("statusCode", statusCode);
    return GSON.toJson(json);
  }

  /** Java reports the end by a signal as a shell does, 128 and the signal's number. */
  private static String ending(int exit) {
    int signal = exit - 128;
    if (signal > 0 && signal < 32) {
      return "killed by signal "
          + signal
          + (SIGNALS.containsKey(signal) ? " (" + SIGNALS.get(signal) + ")" : "");
    }
    return "exit code " + exit;
  }
}
