package io.scf4j.maven.model;

import java.util.ArrayList;
import java.util.List;

/**
 * What the project says about its function: immutable, and right by construction, since every
 * problem of every field was reported at once.
 *
 * @param id where it lives and its name
 * @param handler what the API's {@code Handler} shall be
 * @param settings what it says of the rest
 * @param release what becomes of the code once it is there
 * @param triggers what sends events to it
 */
public record FunctionSpec(
    FunctionId id,
    String handler,
    FunctionSettings settings,
    Release release,
    TriggerPlan triggers) {

  /** The one runtime this project is for. */
  public static final String RUNTIME = "CustomRuntime";

  /** The one type of function: it gets events. */
  public static final String TYPE = "Event";

  /** Defaults on create. The API's own (128 MB, 3 s) fail a JVM that starts cold. */
  public static final int DEFAULT_MEMORY_SIZE_MB = 256;

  public static final int DEFAULT_TIMEOUT_S = 10;
  public static final int DEFAULT_INIT_TIMEOUT_S = 30;

  /** What a new function has where the project says nothing. */
  public static final FunctionValues DEFAULTS =
      FunctionValues.NONE
          .with(FunctionFields.MEMORY_SIZE, DEFAULT_MEMORY_SIZE_MB)
          .with(FunctionFields.TIMEOUT, DEFAULT_TIMEOUT_S)
          .with(FunctionFields.INIT_TIMEOUT, DEFAULT_INIT_TIMEOUT_S);

  /** One that is neither published nor triggered. */
  public FunctionSpec(FunctionId id, String handler, FunctionSettings settings) {
    this(id, handler, settings, Release.NONE, TriggerPlan.NONE);
  }

  /**
   * Checks everything at once.
   *
   * @throws ScfFailure listing every problem
   */
  public FunctionSpec {
    List<String> problems = new ArrayList<>();
    PlatformRules.functionName(id.functionName()).ifPresent(problems::add);
    PlatformRules.namespace(id.namespace()).ifPresent(problems::add);
    if (handler.isBlank()) {
      problems.add("handler: must not be empty.");
    }
    problems.addAll(settings.problems());
    problems.addAll(release.problems());
    problems.addAll(triggers.problems());
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("The configuration of function " + id + " is wrong:", problems);
    }
  }
}
