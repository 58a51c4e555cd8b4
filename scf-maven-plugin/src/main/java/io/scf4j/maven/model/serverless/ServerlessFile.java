package io.scf4j.maven.model.serverless;

import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.TriggerPlan;
import java.util.List;
import java.util.Optional;

/**
 * What a project's {@code serverless.yml} says of its function. Everything may be absent: then the
 * POM has a say, and after it the plugin's defaults.
 *
 * @param functionName the function's name
 * @param region where it lives
 * @param namespace where it lives
 * @param handler what it is started with
 * @param settings what it says of the rest
 * @param release what becomes of the code once it is there
 * @param triggers what sends events to it
 * @param notices what the file says without effect, a sentence each
 */
public record ServerlessFile(
    Optional<String> functionName,
    Optional<String> region,
    Optional<String> namespace,
    Optional<String> handler,
    FunctionSettings settings,
    Release release,
    TriggerPlan triggers,
    List<String> notices) {

  /** Nothing: there is no such file. */
  public static final ServerlessFile NONE = without(List.of());

  public ServerlessFile {
    notices = List.copyOf(notices);
  }

  /** Nothing but notices. */
  static ServerlessFile without(List<String> notices) {
    return new ServerlessFile(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        FunctionSettings.NONE,
        Release.NONE,
        TriggerPlan.NONE,
        notices);
  }
}
