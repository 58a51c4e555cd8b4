package io.scf4j.maven.project;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
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
 * A goal of this plugin, run in a module with that module's configuration, as if Maven had called
 * it there.
 */
public final class ModuleGoal {
  private static final String COMMAND_LINE = "default-cli";

  private final BuildPluginManager plugins;
  private final MavenSession session;
  private final MojoDescriptor goal;
  private final String executionId;
  private final Map<String, String> settings = new LinkedHashMap<>();

  ModuleGoal(
      BuildPluginManager plugins, MavenSession session, MojoDescriptor goal, String executionId) {
    this.plugins = plugins;
    this.session = session;
    this.goal = goal;
    this.executionId = executionId;
  }

  /** The goal that is running, with what it was given besides its configuration. */
  static ModuleGoal again(BuildPluginManager plugins, MavenSession session, MojoExecution running) {
    ModuleGoal goal =
        new ModuleGoal(plugins, session, running.getMojoDescriptor(), running.getExecutionId());
    if (running instanceof GoalExecution ours) {
      goal.settings.putAll(ours.settings());
    }
    return goal;
  }

  /**
   * Another goal of the plugin that is running: the first execution of it in the module's POM, else
   * as on the command line.
   */
  public static ModuleGoal of(
      BuildPluginManager plugins,
      MavenSession session,
      MojoExecution running,
      String name,
      MavenProject module) {
    MojoDescriptor descriptor = running.getMojoDescriptor().getPluginDescriptor().getMojo(name);
    Plugin plugin = module.getPlugin(descriptor.getPluginDescriptor().getPluginLookupKey());
    String execution =
        plugin == null
            ? COMMAND_LINE
            : plugin.getExecutions().stream()
                .filter(bound -> bound.getGoals().contains(name))
                .map(PluginExecution::getId)
                .findFirst()
                .orElse(COMMAND_LINE);
    return new ModuleGoal(plugins, session, descriptor, execution);
  }

  /** With a parameter that no configuration can change; null leaves it out. */
  public ModuleGoal with(String parameter, String value) {
    settings.put(parameter, value);
    return this;
  }

  /** Runs it; a failure says in which module, because Maven knows of the running goal only. */
  public void run(MavenProject module) throws MojoExecutionException, MojoFailureException {
    String where =
        session.getProjects().size() > 1 ? "Module " + module.getArtifactId() + ": " : "";
    try {
      execute(module);
    } catch (MojoFailureException e) {
      throw new MojoFailureException(where + e.getMessage());
    } catch (MojoExecutionException e) {
      throw new MojoExecutionException(where + e.getMessage());
    }
  }

  private void execute(MavenProject module) throws MojoExecutionException, MojoFailureException {
    execute(
        module,
        new GoalExecution(
            goal, executionId, pom(module, goal, executionId), settings, Optional.empty()));
  }

  /** For one of a module's functions; what it left to do is for the caller. */
  GoalExecution runFor(String function, ModuleFunctions functions, MavenProject module)
      throws MojoExecutionException, MojoFailureException {
    with("functionName", function);
    GoalExecution execution =
        new GoalExecution(
            goal, executionId, functions.said(function), settings, Optional.of(function));
    execute(module, execution);
    return execution;
  }

  private void execute(MavenProject module, GoalExecution execution)
      throws MojoExecutionException, MojoFailureException {
    execution.setConfiguration(configuration(execution.said()));
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

  /** What a module's POM says about a goal, which may be nothing: null. */
  static Xpp3Dom pom(MavenProject module, MojoDescriptor goal, String executionId) {
    return module.getGoalConfiguration(
        goal.getPluginDescriptor().getGroupId(),
        goal.getPluginDescriptor().getArtifactId(),
        executionId,
        goal.getGoal());
  }

  /** The goal's defaults, covered by what the POM says, as Maven does it for a binding. */
  private Xpp3Dom configuration(Xpp3Dom pom) {
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    for (Parameter parameter : goal.getParameters()) {
      String name = parameter.getName();
      Xpp3Dom value = settings.containsKey(name) ? setting(name) : value(name, pom);
      if (value != null) {
        configuration.addChild(value);
      }
    }
    return configuration;
  }

  private Xpp3Dom setting(String name) {
    if (settings.get(name) == null) {
      return null;
    }
    Xpp3Dom value = new Xpp3Dom(name);
    value.setValue(settings.get(name));
    return value;
  }

  private Xpp3Dom value(String name, Xpp3Dom pom) {
    PlexusConfiguration fallback = goal.getMojoConfiguration().getChild(name, false);
    return Xpp3Dom.mergeXpp3Dom(
        pom == null || pom.getChild(name) == null ? null : new Xpp3Dom(pom.getChild(name)),
        fallback == null ? null : dom(fallback),
        Boolean.TRUE);
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
