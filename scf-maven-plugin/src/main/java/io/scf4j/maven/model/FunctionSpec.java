package io.scf4j.maven.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the project says about its function: immutable, and right by construction, since every
 * problem of every field was reported at once.
 *
 * @param id where it lives and its name
 * @param handler what the API's {@code Handler} shall be
 * @param memorySizeMb memory, MB
 * @param timeoutS limit of one invocation, seconds
 * @param initTimeoutS limit from the start of {@code bootstrap} to ready, seconds
 * @param description free text
 * @param environment variables of the function's process; replaced as a whole
 */
public record FunctionSpec(
    FunctionId id,
    String handler,
    Setting<Integer> memorySizeMb,
    Setting<Integer> timeoutS,
    Setting<Integer> initTimeoutS,
    Setting<String> description,
    Setting<Map<String, String>> environment) {

  /** The one runtime this project is for. */
  public static final String RUNTIME = "CustomRuntime";

  /** Defaults on create. The API's own (128 MB, 3 s) fail a JVM that starts cold. */
  public static final int DEFAULT_MEMORY_SIZE_MB = 256;

  public static final int DEFAULT_TIMEOUT_S = 10;
  public static final int DEFAULT_INIT_TIMEOUT_S = 30;

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
    memorySizeMb.asOptional().flatMap(PlatformRules::memorySize).ifPresent(problems::add);
    timeoutS.asOptional().flatMap(PlatformRules::timeout).ifPresent(problems::add);
    initTimeoutS.asOptional().flatMap(PlatformRules::initTimeout).ifPresent(problems::add);
    description.asOptional().flatMap(PlatformRules::description).ifPresent(problems::add);
    environment.asOptional().map(PlatformRules::environment).ifPresent(problems::addAll);
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("The configuration of function " + id + " is wrong:", problems);
    }
  }
}
