package io.scf4j.maven.project;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * A goal that another goal of this plugin runs: in a module, or there for one of several functions.
 * One that is for a function may leave what takes long to the goal that runs it, which does that of
 * all functions at the same time.
 */
public final class GoalExecution extends MojoExecution {
  private final Xpp3Dom said;
  private final Map<String, String> settings;
  private final Optional<String> function;
  private Callable<Void> left;

  /**
   * @param said what the POM says, before defaults are added; may be null
   * @param settings parameters that no configuration can change; null leaves one out
   * @param function which of the module's {@code <functions>} it is for, if it is for one
   */
  GoalExecution(
      MojoDescriptor goal,
      String executionId,
      Xpp3Dom said,
      Map<String, String> settings,
      Optional<String> function) {
    super(goal, executionId, Source.LIFECYCLE);
    this.said = said;
    this.settings = settings;
    this.function = function;
  }

  /** Which of several functions a goal is for; empty for a goal that is for its module. */
  public static Optional<String> functionOf(MojoExecution execution) {
    return execution instanceof GoalExecution ours ? ours.function : Optional.empty();
  }

  Xpp3Dom said() {
    return said;
  }

  Map<String, String> settings() {
    return settings;
  }

  /**
   * Leaves the rest of a goal to who runs it, on any thread.
   *
   * @return false when it is not for one of several functions, and has to do it itself
   */
  public static boolean leave(MojoExecution execution, Callable<Void> rest) {
    if (functionOf(execution).isEmpty()) {
      return false;
    }
    ((GoalExecution) execution).left = rest;
    return true;
  }

  /** What was left. */
  Optional<Callable<Void>> left() {
    return Optional.ofNullable(left);
  }
}
