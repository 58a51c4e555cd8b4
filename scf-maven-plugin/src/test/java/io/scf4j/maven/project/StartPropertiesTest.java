package io.scf4j.maven.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.maven.model.Model;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

class StartPropertiesTest {
  private static final Map<String, String> FIRST =
      Map.of("scf.endpoint", "http://127.0.0.1:1", "scf.port", "1");
  private static final Map<String, String> SECOND =
      Map.of("scf.endpoint", "http://127.0.0.1:2", "scf.port", "2");

  private final MavenProject project = new MavenProject(new Model());

  @Test
  void areWhatTheyWereAfterStop() {
    project.getProperties().setProperty("scf.port", "9080");
    StartProperties.set(project, FIRST);
    StartProperties.set(project, SECOND);
    assertThat(project.getProperties())
        .containsEntry("scf.port", "2")
        .containsEntry("scf.endpoint", "http://127.0.0.1:2");

    StartProperties.reset(project);
    StartProperties.reset(project);

    assertThat(project.getProperties()).containsOnly(Map.entry("scf.port", "9080"));
  }

  @Test
  void areToldFromTheUsersOwnEndpoint() {
    assertThat(StartProperties.isEndpoint(project, null)).isFalse();
    StartProperties.set(project, FIRST);
    assertThat(StartProperties.isEndpoint(project, "http://127.0.0.1:1")).isTrue();
    assertThat(StartProperties.isEndpoint(project, "https://scf.example")).isFalse();
    StartProperties.reset(project);
    assertThat(StartProperties.isEndpoint(project, "http://127.0.0.1:1")).isFalse();
  }
}
