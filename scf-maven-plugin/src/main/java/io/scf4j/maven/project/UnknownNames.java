package io.scf4j.maven.project;

import io.scf4j.maven.model.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Names that a POM or a command line gives and that no goal of the plugin has. Maven 3.8 ignores
 * them, and so a slip of the pen would keep what was there.
 */
public final class UnknownNames {
  private static final String PREFIX = "scf.";
  private static final String TEMPLATE_PARAMETER = "scf.template.";

  private final Set<String> parameters = new TreeSet<>();
  private final Set<String> properties = new TreeSet<>();

  /**
   * @param goals all of the plugin
   */
  UnknownNames(Collection<MojoDescriptor> goals) {
    for (MojoDescriptor goal : goals) {
      for (Parameter parameter : goal.getParameters()) {
        parameters.add(parameter.getName());
        // Not the method that makes a child which is not there: -T shares the descriptor.
        PlexusConfiguration child =
            goal.getMojoConfiguration().getChild(parameter.getName(), false);
        String expression = child == null ? "" : child.getValue("");
        if (expression.startsWith("${" + PREFIX)) {
          properties.add(expression.substring(2, expression.length() - 1));
        }
      }
    }
  }

  /** What is wrong with the names that a goal is called with, a sentence each. */
  public static List<String> warnings(
      MavenProject module, MojoExecution running, Properties commandLine) {
    MojoDescriptor goal = running.getMojoDescriptor();
    return new UnknownNames(goal.getPluginDescriptor().getMojos())
        .warnings(ModuleGoal.pom(module, goal, running.getExecutionId()), commandLine);
  }

  /**
   * A sentence for each.
   *
   * @param configuration as the POM has it, may be null
   * @param commandLine the user's properties
   */
  List<String> warnings(Xpp3Dom configuration, Properties commandLine) {
    List<String> warnings = new ArrayList<>();
    if (configuration != null) {
      for (Xpp3Dom element : configuration.getChildren()) {
        if (!parameters.contains(element.getName())) {
          warnings.add(
              "<"
                  + element.getName()
                  + "> is no parameter"
                  + similar(parameters, element.getName()));
        }
      }
    }
    for (String name : new TreeSet<>(commandLine.stringPropertyNames())) {
      if (name.startsWith(PREFIX)
          && !name.startsWith(TEMPLATE_PARAMETER)
          && !properties.contains(name)) {
        warnings.add("-D" + name + " is no parameter" + similar(properties, name));
      }
    }
    return warnings;
  }

  private static String similar(Set<String> known, String name) {
    return Nearest.of(known, name)
        .map(other -> " of scf-maven-plugin; did you mean " + other + "?")
        .orElse(" of scf-maven-plugin, and is ignored.");
  }
}
