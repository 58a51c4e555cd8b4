package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.TestProject;
import java.util.List;

/** Several functions of one module: one command for all of them, and each has its own. */
class SeveralFunctionsIT {
  private static final String GREETER =
      """
      <function>
        <functionName>greeter</functionName>
        <handler>demo.Hello::greet</handler>
        <memorySize>512</memorySize>
      </function>
      """;
  private static final String DESCRIBER =
      """
      <function>
        <functionName>describer</functionName>
        <handler>demo.Hello::describe</handler>
        <description/>
        %s
      </function>
      """;

  @OneMaven
  void oneCommandPackagesDeploysAndInvokesEach(MavenRuntime maven) {
    TestProject hello = hello(GREETER + DESCRIBER.formatted(""));

    BuildResult first =
        MavenBuild.of(maven, hello)
            .with("package", "scf:plan", "scf:deploy", "scf:invoke")
            .local()
            .property("scf.clientContext", "{\"n\":1}")
            .succeeds();

    assertThat(hello.file("target/scf/greeter/greeter.zip")).isRegularFile();
    assertThat(hello.file("target/scf/describer/describer.zip")).isRegularFile();
    assertThat(result(hello, "greeter", "deploy").get("memorySize").getAsInt()).isEqualTo(512);
    assertThat(result(hello, "greeter", "deploy").get("description").getAsString())
        .isEqualTo("of the shop");
    assertThat(result(hello, "describer", "deploy").get("memorySize").getAsInt()).isEqualTo(384);
    assertThat(result(hello, "describer", "deploy").get("description").getAsString()).isEmpty();
    assertThat(result(hello, "greeter", "invoke").get("retMsg").getAsString())
        .isEqualTo("Hello from Java, you sent {\"n\":1}");
    assertThat(result(hello, "describer", "invoke").get("retMsg").getAsString())
        .isEqualTo("{\"keys\":[\"n\"],\"size\":1}");
    assertThat(first.lines())
        .contains(
            "[INFO] greeter | Plan for function 'greeter' (ap-guangzhou, namespace default):",
            "[INFO] greeter | functionName: greeter",
            "[INFO] describer | functionName: describer");

    BuildResult second =
        MavenBuild.of(maven, hello).with("package", "scf:deploy").local().succeeds();

    assertThat(second.output())
        .containsPattern("greeter \\| \\ds › greeter › Unchanged")
        .containsPattern("describer \\| \\ds › describer › Unchanged");
    assertThat(Processes.of(hello.directory().getParent())).isEmpty();
  }

  @OneMaven
  void oneThatFailsItsTestDoesNotHideTheOther(MavenRuntime maven) {
    TestProject hello =
        hello(
            DESCRIBER.formatted(
                    """
                    <verify>
                      <smokeEvent>
                        <name>has two keys</name>
                        <clientContext>{"n":1}</clientContext>
                        <contains>"size":2</contains>
                      </smokeEvent>
                    </verify>
                    """)
                + GREETER);

    BuildResult build = MavenBuild.of(maven, hello).with("package", "scf:deploy").local().fails();

    assertThat(build.output())
        .contains("[WARNING] Failed: describer. Done: greeter.")
        .contains("describer: ")
        .contains("\"size\":2")
        .contains("greeter › Success");
    assertThat(result(hello, "greeter", "deploy").get("created").getAsBoolean()).isTrue();
    assertThat(hello.file("target/scf/describer/deploy.json")).doesNotExist();
    assertThat(hello.file("target/scf/describer/TEST-scf-deploy.xml")).isRegularFile();
  }

  @OneMaven
  void nothingIsBegunWhenOneIsWrongFromTheStart(MavenRuntime maven) {
    TestProject hello =
        hello(GREETER + DESCRIBER.formatted("<timeout>0</timeout>"))
            .write("serverless.yml", "component: scf\nname: none\ninputs: {memorySize: 64}\n");

    BuildResult build = MavenBuild.of(maven, hello).with("package", "scf:deploy").local().fails();

    assertThat(build.output())
        .contains("Failed: describer. Nothing of the others was begun: greeter.")
        .contains("describer: ")
        .contains("timeout")
        .containsOnlyOnce("serverless.yml describes one function, and is not read");
    assertThat(hello.file("target/scf/greeter/deploy.json")).doesNotExist();

    BuildResult chosen =
        MavenBuild.of(maven, hello)
            .with("scf:deploy")
            .local()
            .property("scf.functionName", "greeter")
            .succeeds();
    assertThat(chosen.output()).contains("greeter › Success").doesNotContain("describer");
    assertThat(result(hello, "greeter", "deploy").get("memorySize").getAsInt()).isEqualTo(512);
  }

  @OneMaven
  void tellsAllThatIsWrongWithTheList(MavenRuntime maven) {
    TestProject hello =
        hello(
            GREETER
                + GREETER
                + DESCRIBER.formatted("<memroySize>512</memroySize>")
                + "<function/>");

    BuildResult build = MavenBuild.of(maven, hello).with("package").fails();

    assertThat(build.output())
        .contains("<functions> cannot be as configured:")
        .contains("function 'greeter' is there twice.")
        .contains("function 'describer' has <memroySize>, which is no parameter.")
        .contains("function 4 has no <functionName>.");
  }

  @OneMaven
  void startServesEach(MavenRuntime maven) {
    TestProject hello = hello(GREETER + DESCRIBER.formatted(""));

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:start", "scf:invoke", "scf:stop")
            .local()
            .succeeds();

    assertThat(build.output())
        .contains("greeter | Hello from Java, you sent {}")
        .contains("describer | {\"keys\":[],\"size\":0}");
    assertThat(List.of("greeter", "describer"))
        .allSatisfy(name -> assertThat(result(hello, name, "deploy").has("codeSha256")).isTrue());
  }

  private static TestProject hello(String functions) {
    return TestProject.copyOf("hello")
        .edit(
            "pom.xml",
            pom ->
                pom.replace(
                    "<handler>demo.Hello::greet</handler>",
                    "<memorySize>384</memorySize><description>of the shop</description><functions>"
                        + functions
                        + "</functions>"));
  }

  private static JsonObject result(TestProject project, String function, String goal) {
    return JsonParser.parseString(project.read("target/scf/" + function + "/" + goal + ".json"))
        .getAsJsonObject();
  }
}
