package io.scf4j.maven.model;

import java.util.List;
import java.util.Map;

/**
 * A snapshot of what the cloud has.
 *
 * @param status see {@link FunctionStatus}
 * @param statusReasons why it is in a failed state, in the cloud's words; empty when it is not
 * @param runtime {@code CustomRuntime} for every function of this plugin
 * @param handler as the cloud has it
 * @param memorySizeMb memory, MB
 * @param timeoutS limit of one invocation, seconds
 * @param initTimeoutS limit of the start, seconds
 * @param description free text, never null
 * @param environment variables, never null
 */
public record RemoteFunction(
    FunctionStatus status,
    List<String> statusReasons,
    String runtime,
    String handler,
    int memorySizeMb,
    int timeoutS,
    int initTimeoutS,
    String description,
    Map<String, String> environment) {

  public RemoteFunction {
    statusReasons = List.copyOf(statusReasons);
    environment = Map.copyOf(environment);
  }

  /** The reasons as the middle line of an error. */
  public String reasonsText() {
    return "SCF said: "
        + (statusReasons.isEmpty() ? "no reason given" : String.join("; ", statusReasons));
  }
}
