package io.scf4j.maven.project;

import io.scf4j.maven.report.Console;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginConfigurationException;
import org.apache.maven.plugin.PluginManagerException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;

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
      if (!new FunctionProject(module, session).isFunction()) {
        console.info("Skipped " + module.getArtifactId() + ": not a function.");
        continue;
      }
      console.info("Module " + module.getArtifactId() + ":");
      try {
        run(module);
      } catch (MojoFailureException e) {
        throw new MojoFailureException(in(module) + e.getMessage());
      } catch (MojoExecutionException e) {
        throw new MojoExecutionException(in(module) + e.getMessage());
      }
    }
  }

  /** Maven reports the failure for the top-level project, whichever module it was. */
  private static String in(MavenProject module) {
    return "Module " + module.getArtifactId() + ": ";
  }

  private void run(MavenProject module) throws MojoExecutionException, MojoFailureException {
    MojoDescriptor descriptor = goal.getMojoDescriptor();
    MojoExecution execution =
        new MojoExecution(descriptor, goal.getExecutionId(), MojoExecution.Source.LIFECYCLE);
    execution.setConfiguration(configuration(descriptor, module));
    MavenProject before = session.getCurrentProject();
    session.setCurrentProject(module);
    try {
      plugins.executeMojo(session, execution);
    } catch (PluginConfigurationException | PluginManagerException e) {
      throw new MojoExecutionException(
          "The configuration of scf-maven-plugin is wrong: " + e.getMessage(), e);
    } finally {
      session.setCurrentProject(before);
    }
  }

  /** The goal's defaults, covered by what the module's POM says, as Maven does it for a binding. */
  private Xpp3Dom configuration(MojoDescriptor descriptor, MavenProject module) {
    Xpp3Dom pom =
        module.getGoalConfiguration(
            descriptor.getPluginDescriptor().getGroupId(),
            descriptor.getPluginDescriptor().getArtifactId(),
            goal.getExecutionId(),
            descriptor.getGoal());
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    for (Parameter parameter : descriptor.getParameters()) {
      String name = parameter.getName();
      PlexusConfiguration fallback = descriptor.getMojoConfiguration().getChild(name, false);
      Xpp3Dom value =
          Xpp3Dom.mergeXpp3Dom(
              pom == null || pom.getChild(name) == null ? null : new Xpp3Dom(pom.getChild(name)),
              fallback == null ? null : dom(fallback),
              Boolean.TRUE);
      if (value != null) {
        configuration.addChild(value);
      }
    }
    return configuration;
  }

  private static Xpp3Dom dom(PlexusConfiguration configuration) {
    Xpp3Dom dom = new Xpp3Dom(configuration.getName());
    dom.setValue(configuration.getValue(null));
    for (String name : configuration.getAttributeNames()) {
      dom.setAttribute(name, configuration.getAttribute(name, null));
    }
    for (PlexusConfiguration child : configuration.getChildren()) {
      dom.addChild(dom(child));
    }
    return dom;
  }
}
