package io.scf4j.maven.model;

import java.util.List;
import java.util.Map;

/**
 * A snapshot of what the cloud has.
 *
 * @param status see {@link FunctionStatus}
 * @param statusReasons why it is in a failed state, in the cloud's words; empty when it is not
 * @param runtime {@code CustomRuntime} for every function of this plugin
 * @param type {@code Event} for every function of this plugin
 * @param handler as the cloud has it
 * @param values its settings; those that the cloud does not tell have none
 */
public record RemoteFunction(
    FunctionStatus status,
    List<String> statusReasons,
    String runtime,
    String type,
    String handler,
    FunctionValues values) {

  public RemoteFunction {
    statusReasons = List.copyOf(statusReasons);
  }

  /** Memory, MB. */
  public int memorySizeMb() {
    return values.get(FunctionFields.MEMORY_SIZE);
  }

  /** Limit of one invocation, seconds. */
  public int timeoutS() {
    return values.get(FunctionFields.TIMEOUT);
  }

  /** Limit of the start, seconds. */
  public int initTimeoutS() {
    return values.get(FunctionFields.INIT_TIMEOUT);
  }

  /** Free text, never null. */
  public String description() {
    return values.find(FunctionFields.DESCRIPTION).orElse("");
  }

  /** Variables, never null. */
  public Map<String, String> environment() {
    return values.find(FunctionFields.ENVIRONMENT).orElse(Map.of());
  }

  /** The same with more settings, which another call has told. */
  public RemoteFunction with(FunctionValues more) {
    return new RemoteFunction(status, statusReasons, runtime, type, handler, values.with(more));
  }

  /** The reasons as the middle line of an error. */
  public String reasonsText() {
    return "SCF said: "
        + (statusReasons.isEmpty() ? "no reason given" : String.join("; ", statusReasons));
  }
}
