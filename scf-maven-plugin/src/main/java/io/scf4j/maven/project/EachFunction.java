package io.scf4j.maven.project;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.report.Console;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * Runs a goal for each of a module's {@code <functions>}: first all that needs Maven, one after the
 * other, then what they have left, at the same time. A function that fails does not keep the others
 * from being done or from being told of; but when one is wrong from the start, nothing that was
 * left is begun.
 */
public final class EachFunction {

  /** Few enough for the cloud, which takes some twenty calls a second of an account. */
  private static final int MOST_AT_A_TIME = 4;

  private static final String NAME = "scf.functionName";

  private final BuildPluginManager plugins;
  private final MavenSession session;
  private final MojoExecution running;
  private final Console console;
  private final Map<String, Exception> failures = new LinkedHashMap<>();

  /**
   * @param running the goal
   */
  public EachFunction(
      BuildPluginManager plugins, MavenSession session, MojoExecution running, Console console) {
    this.plugins = plugins;
    this.session = session;
    this.running = running;
    this.console = console;
  }

  /**
   * Runs the goal for each function, or the one that the command line names.
   *
   * @return false when the module has no {@code <functions>}, or the goal is about one of them
   *     already: then it is the goal's own thing
   * @throws ScfFailure when {@code <functions>} is wrong
   */
  public boolean run(MavenProject module) throws MojoExecutionException, MojoFailureException {
    Optional<ModuleFunctions> functions =
        ModuleFunctions.of(
            ModuleGoal.pom(module, running.getMojoDescriptor(), running.getExecutionId()));
    if (functions.isEmpty() || GoalExecution.functionOf(running).isPresent()) {
      return false;
    }
    functions.get().check(running.getMojoDescriptor().getPluginDescriptor().getMojos());
    List<String> names = wanted(functions.get().names());
    Map<String, Callable<Void>> left = new LinkedHashMap<>();
    for (String name : names) {
      try {
        ModuleGoal.again(plugins, session, running)
            .runFor(name, functions.get(), module)
            .left()
            .ifPresent(rest -> left.put(name, rest));
      } catch (MojoExecutionException | MojoFailureException e) {
        failures.put(name, e);
      }
    }
    if (failures.isEmpty()) {
      runAll(left);
      left.clear();
    }
    fail(names, left.keySet());
    return true;
  }

  private List<String> wanted(List<String> names) {
    String one = session.getUserProperties().getProperty(NAME, "").strip();
    if (one.isEmpty()) {
      return names;
    }
    if (!names.contains(one)) {
      throw new ScfFailure(
          "There is no function '" + one + "' here, only " + String.join(", ", names) + ".",
          "Give -D" + NAME + " one of these names, or leave it out for all of them.");
    }
    return List.of(one);
  }

  private void runAll(Map<String, Callable<Void>> left) throws MojoExecutionException {
    if (left.isEmpty()) {
      return;
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(left.size(), MOST_AT_A_TIME), work -> new Thread(work, "scf-function"));
    try {
      List<Future<Void>> ends = threads.invokeAll(left.values());
      List<String> names = new ArrayList<>(left.keySet());
      for (int i = 0; i < ends.size(); i++) {
        end(names.get(i), ends.get(i));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MojoExecutionException("Interrupted while functions were worked on.", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void end(String name, Future<Void> end) throws InterruptedException {
    try {
      end.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      failures.put(name, (Exception) e.getCause());
    }
  }

  /** As Maven is told: what the user can mend, unless none of it is. */
  private void fail(List<String> names, Set<String> notBegun)
      throws MojoExecutionException, MojoFailureException {
    if (failures.isEmpty()) {
      return;
    }
    List<String> done = new ArrayList<>(names);
    done.removeAll(failures.keySet());
    done.removeAll(notBegun);
    console.warn(
        "Failed: "
            + String.join(", ", failures.keySet())
            + "."
            + (done.isEmpty() ? "" : " Done: " + String.join(", ", done) + ".")
            + (notBegun.isEmpty()
                ? ""
                : " Nothing of the others was begun: " + String.join(", ", notBegun) + "."));
    String message =
        failures.entrySet().stream()
            .map(failure -> failure.getKey() + ": " + failure.getValue().getMessage())
            .collect(Collectors.joining("\n\n"));
    if (failures.values().stream().allMatch(MojoExecutionException.class::isInstance)) {
      throw new MojoExecutionException(message);
    }
    throw new MojoFailureException(message);
  }
}
