package io.scf4j.maven.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.model.Build;
import org.apache.maven.model.Model;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class EmptyElementsTest {
  private final Plugin plugin = new Plugin();
  private final Properties commandLine = new Properties();

  @Test
  void findsWhatThePomMentionsAndLeavesEmpty() throws Exception {
    plugin.setConfiguration(
        dom(
            "<role/><description> </description><alias>live</alias><vpcConfig><vpcId/></vpcConfig>"));
    assertThat(empty("default-cli")).containsExactlyInAnyOrder("role", "description");
  }

  @Test
  void looksAtTheExecutionToo() throws Exception {
    PluginExecution execution = new PluginExecution();
    execution.setId("to-prod");
    execution.setConfiguration(dom("<role/>"));
    plugin.addExecution(execution);
    assertThat(empty("to-prod")).containsExactly("role");
    assertThat(empty("default-cli")).isEmpty();
  }

  @Test
  void theCommandLineCountsMore() throws Exception {
    plugin.setConfiguration(dom("<role/><description/>"));
    commandLine.setProperty("scf.role", "SCF_Role");
    commandLine.setProperty("scf.alias", "");
    assertThat(empty("default-cli")).containsExactlyInAnyOrder("description", "alias");
  }

  private Set<String> empty(String executionId) {
    plugin.setGroupId("io.scf4j");
    plugin.setArtifactId("scf-maven-plugin");
    Model model = new Model();
    model.setBuild(new Build());
    model.getBuild().addPlugin(plugin);
    return EmptyElements.of(
        new MavenProject(model), new MojoExecution(plugin, "deploy", executionId), commandLine);
  }

  private static Xpp3Dom dom(String elements) throws Exception {
    return Xpp3DomBuilder.build(
        new StringReader("<configuration>" + elements + "</configuration>"));
  }
}
