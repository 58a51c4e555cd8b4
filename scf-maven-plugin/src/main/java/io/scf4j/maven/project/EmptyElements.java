package io.scf4j.maven.project;

import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Parameters that the POM mentions and leaves empty. Maven hands a text that is empty over as one
 * that is not there, and for a function these are not the same: the one clears, the other keeps.
 */
public final class EmptyElements {
  private static final String PREFIX = "scf.";

  private EmptyElements() {}

  /**
   * Names of parameters: {@code <role/>}, and {@code -Dscf.role=} of the command line.
   *
   * @param project may be one without a POM
   * @param userProperties of the session
   */
  public static Set<String> of(
      MavenProject project, MojoExecution execution, Properties userProperties) {
    Set<String> empty = new HashSet<>();
    Xpp3Dom configuration = configuration(project, execution);
    if (configuration != null) {
      for (Xpp3Dom element : configuration.getChildren()) {
        if (element.getChildCount() == 0 && isBlank(element.getValue())) {
          empty.add(element.getName());
        }
      }
    }
    for (String property : userProperties.stringPropertyNames()) {
      if (property.startsWith(PREFIX)) {
        String name = property.substring(PREFIX.length());
        if (isBlank(userProperties.getProperty(property))) {
          empty.add(name);
        } else {
          empty.remove(name);
        }
      }
    }
    return empty;
  }

  private static Xpp3Dom configuration(MavenProject project, MojoExecution execution) {
    if (execution instanceof GoalExecution ours) {
      return ours.said();
    }
    Plugin plugin = execution.getPlugin();
    return project.getGoalConfiguration(
        plugin.getGroupId(),
        plugin.getArtifactId(),
        execution.getExecutionId(),
        execution.getGoal());
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
