package io.scf4j.maven.project;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;

class ModuleFunctionsTest {

  @Test
  void aModuleWithoutTheElementIsOneFunction() throws Exception {
    assertThat(ModuleFunctions.of(null)).isEmpty();
    assertThat(ModuleFunctions.of(dom("<handler>demo.A</handler>"))).isEmpty();
  }

  @Test
  void whatAFunctionSaysCoversWhatIsAroundIt() throws Exception {
    ModuleFunctions functions =
        functions(
            "<memorySize>256</memorySize><environment><A>1</A><B>2</B></environment>",
            "<functionName> aa </functionName><memorySize>512</memorySize>"
                + "<environment><B>3</B></environment>",
            "<functionName>bb</functionName>");

    assertThat(functions.names()).containsExactly("aa", "bb");
    Xpp3Dom said = functions.said("aa");
    assertThat(said.getChild("memorySize").getValue()).isEqualTo("512");
    assertThat(said.getChild("environment").getChild("A").getValue()).isEqualTo("1");
    assertThat(said.getChild("environment").getChild("B").getValue()).isEqualTo("3");
    assertThat(said.getChild("functions")).isNull();
    assertThat(functions.said("bb").getChild("memorySize").getValue()).isEqualTo("256");
    assertThat(functions.said("bb").getChild("environment").getChild("B").getValue())
        .isEqualTo("2");
  }

  @Test
  void anEmptyElementOfAFunctionClearsWhatIsAroundIt() throws Exception {
    Xpp3Dom said =
        functions(
                "<role>SCF_Role</role><environment><A>1</A></environment>",
                "<functionName>aa</functionName><role/><environment> </environment>")
            .said("aa");

    assertThat(said.getChild("role").getValue()).isNullOrEmpty();
    assertThat(said.getChild("environment").getChildCount()).isZero();
  }

  @Test
  void aListGrowsWhenItSaysSo() throws Exception {
    Xpp3Dom said =
        functions(
                "<layers><layer>one</layer></layers>",
                "<functionName>aa</functionName>"
                    + "<layers combine.children=\"append\"><layer>two</layer></layers>")
            .said("aa");

    assertThat(said.getChild("layers").getChildren())
        .extracting(Xpp3Dom::getValue)
        .containsExactly("one", "two");
  }

  @Test
  void tellsAllThatIsWrongAtOnce() throws Exception {
    ModuleFunctions functions =
        functions(
            "",
            "<functionName>aa</functionName><memroySize>1</memroySize>",
            "<functionName>aa</functionName>",
            "<handler>demo.A</handler>",
            "<functionName>../a</functionName>",
            "<functionName>bb</functionName><home>/x</home><project>p</project>");

    assertThatFailure(() -> functions.check(goals()))
        .hasMessageContaining("<functions> cannot be as configured:")
        .hasMessageContaining("function 'aa' has <memroySize>, which is no parameter.")
        .hasMessageContaining("function 'aa' is there twice.")
        .hasMessageContaining("function 3 has no <functionName>.")
        .hasMessageContaining("functionName '../a': ")
        .hasMessageContaining("function 'bb' has <home>, which is for all of them.")
        .hasMessageContaining("function 'bb' has <project>, which is no parameter.");
  }

  @Test
  void anotherElementIsNoFunctionAndNoneAtAllIsAMistake() throws Exception {
    ModuleFunctions misspelt =
        ModuleFunctions.of(dom("<functions><fn><functionName>aa</functionName></fn></functions>"))
            .orElseThrow();
    assertThatFailure(() -> misspelt.check(goals()))
        .hasMessageContaining("<fn> is none: write <function>.");
    ModuleFunctions none = ModuleFunctions.of(dom("<functions/>")).orElseThrow();
    assertThatFailure(() -> none.check(goals())).hasMessageContaining("There is none");
  }

  @Test
  void takesWhatSomeGoalKnows() throws Exception {
    functions("", "<functionName>aa</functionName><handler>demo.A</handler>", named("bb"))
        .check(goals());
  }

  private static String named(String name) {
    return "<functionName>" + name + "</functionName>";
  }

  private static List<MojoDescriptor> goals() throws Exception {
    return List.of(
        goal("functionName", "handler", "home"), goal("functionName", "memorySize", "functions"));
  }

  private static MojoDescriptor goal(String... parameters) throws Exception {
    MojoDescriptor goal = new MojoDescriptor();
    for (String name : parameters) {
      goal.addParameter(parameter(name, true));
    }
    goal.addParameter(parameter("project", false));
    return goal;
  }

  private static Parameter parameter(String name, boolean editable) {
    Parameter parameter = new Parameter();
    parameter.setName(name);
    parameter.setEditable(editable);
    return parameter;
  }

  private static ModuleFunctions functions(String around, String... functions) throws Exception {
    StringBuilder text = new StringBuilder(around).append("<functions>");
    for (String function : functions) {
      text.append("<function>").append(function).append("</function>");
    }
    return ModuleFunctions.of(dom(text.append("</functions>").toString())).orElseThrow();
  }

  private static Xpp3Dom dom(String elements) throws Exception {
    return Xpp3DomBuilder.build(
        new StringReader("<configuration>" + elements + "</configuration>"));
  }
}
