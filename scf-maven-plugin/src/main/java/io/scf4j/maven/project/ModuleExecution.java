package io.scf4j.maven.project;

import io.scf4j.maven.report.Console;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;

/**
 * Runs a goal of the command line in every module. Maven runs a goal that also works without a POM
 * on the top-level project only, as if it were an aggregator; but {@code mvn package scf:deploy} in
 * a build of several modules means each of them, with its own configuration.
 */
public final class ModuleExecution {
  private final BuildPluginManager plugins;
  private final MavenSession session;
  private final MojoExecution goal;

  public ModuleExecution(BuildPluginManager plugins, MavenSession session, MojoExecution goal) {
    this.plugins = plugins;
    this.session = session;
    this.goal = goal;
  }

  /** Whether Maven has called the goal once where the user meant once per module. */
  public boolean isNeeded() {
    return goal.getSource() == MojoExecution.Source.CLI
        && !goal.getMojoDescriptor().isProjectRequired()
        && session.getProjects().size() > 1;
  }

  /** Runs the goal in every module that is a function, with that module's configuration. */
  public void runInEachFunction(Console console)
      throws MojoExecutionException, MojoFailureException {
    for (MavenProject module : session.getProjects()) {
      FunctionProject project = new FunctionProject(module, session);
      if (!project.isFunction()) {
        Optional<String> almost = project.whyNoFunction();
        almost.ifPresent(why -> console.warn("Skipped: " + why));
        if (almost.isEmpty()) {
          console.info("Skipped " + module.getArtifactId() + ": not a function.");
        }
        continue;
      }
      console.info("Module " + module.getArtifactId() + ":");
      new ModuleGoal(plugins, session, goal.getMojoDescriptor(), goal.getExecutionId()).run(module);
    }
  }
}
