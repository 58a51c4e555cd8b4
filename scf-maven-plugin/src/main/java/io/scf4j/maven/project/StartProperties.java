package io.scf4j.maven.project;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.maven.project.MavenProject;

/**
 * What {@code start} tells the plugins that come after it in a module, as properties of the
 * project, until {@code stop}. One of them, {@code scf.endpoint}, is a parameter of our own goals
 * too: a deploy to the cloud must not follow it to the local SCF, so those goals ask here.
 */
public final class StartProperties {
  private static final String ENDPOINT = "scf.endpoint";
  private static final String BEFORE = StartProperties.class.getName();

  private StartProperties() {}

  /** Sets them, and keeps what they were. */
  public static void set(MavenProject project, Map<String, String> values) {
    reset(project);
    Properties properties = project.getProperties();
    Map<String, String> before = new HashMap<>();
    values.forEach(
        (name, value) -> {
          before.put(name, properties.getProperty(name));
          properties.setProperty(name, value);
        });
    project.setContextValue(BEFORE, before);
  }

  /** Puts back what they were. */
  public static void reset(MavenProject project) {
    if (project.getContextValue(BEFORE) instanceof Map<?, ?> before) {
      before.forEach(
          (name, value) -> {
            if (value == null) {
              project.getProperties().remove(name);
            } else {
              project.getProperties().put(name, value);
            }
          });
      project.setContextValue(BEFORE, null);
    }
  }

  /** Whether an endpoint is the one that was set here, and not the user's. */
  public static boolean isEndpoint(MavenProject project, String endpoint) {
    return project.getContextValue(BEFORE) != null
        && Objects.equals(project.getProperties().getProperty(ENDPOINT), endpoint);
  }
}
