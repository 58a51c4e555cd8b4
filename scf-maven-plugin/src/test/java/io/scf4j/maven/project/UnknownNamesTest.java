package io.scf4j.maven.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class UnknownNamesTest {

  @Test
  void namesWhatNoGoalHas() throws Exception {
    assertThat(
            names()
                .warnings(
                    dom("<memorysize>1</memorysize><enviroment/><alias>live</alias><whatever/>"),
                    commandLine("scf.aliass", "scf.alias", "scf.colour", "other")))
        .containsExactly(
            "<memorysize> is no parameter of scf-maven-plugin; did you mean memorySize?",
            "<enviroment> is no parameter of scf-maven-plugin; did you mean environment?",
            "<whatever> is no parameter of scf-maven-plugin, and is ignored.",
            "-Dscf.aliass is no parameter of scf-maven-plugin; did you mean scf.alias?",
            "-Dscf.colour is no parameter of scf-maven-plugin, and is ignored.");
  }

  @Test
  void knowsWhatAnyGoalHasAndTheParametersOfTemplates() throws Exception {
    assertThat(
            names()
                .warnings(
                    dom("<environment/><memorySize>128</memorySize>"),
                    commandLine("scf.memorySize", "scf.template.bucket", "scfx")))
        .isEmpty();
    assertThat(names().warnings(null, commandLine())).isEmpty();
  }

  private static UnknownNames names() throws Exception {
    return new UnknownNames(
        List.of(
            goal(Map.of("memorySize", "${scf.memorySize}", "environment", "")),
            goal(Map.of("alias", "${scf.alias}"))));
  }

  /** With the expression of each parameter where Maven keeps it. */
  private static MojoDescriptor goal(Map<String, String> parameters) throws Exception {
    MojoDescriptor goal = new MojoDescriptor();
    XmlPlexusConfiguration configuration = new XmlPlexusConfiguration("configuration");
    for (Map.Entry<String, String> one : parameters.entrySet()) {
      Parameter parameter = new Parameter();
      parameter.setName(one.getKey());
      goal.addParameter(parameter);
      configuration.addChild(new XmlPlexusConfiguration(one.getKey()));
      configuration.getChild(one.getKey()).setValue(one.getValue());
    }
    goal.setMojoConfiguration(configuration);
    return goal;
  }

  private static Properties commandLine(String... names) {
    Properties properties = new Properties();
    for (String name : names) {
      properties.setProperty(name, "any");
    }
    return properties;
  }

  private static Xpp3Dom dom(String elements) throws Exception {
    return Xpp3DomBuilder.build(
        new StringReader("<configuration>" + elements + "</configuration>"));
  }
}
