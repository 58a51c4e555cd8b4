package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.EveryMaven;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.TestProject;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A build of several modules, in parallel: two functions, a library that is none, a parent. */
class ReactorIT {

  /** One of the modules has two functions itself, which are one class. */
  @EveryMaven
  void deploysAndInvokesTheFunctionsInParallelAndSkipsTheRest(MavenRuntime maven) {
    TestProject reactor =
        TestProject.copyOf("two-functions")
            .edit(
                "two/pom.xml",
                pom ->
                    pom.replace(
                        "</handler>",
                        """
                        </handler>
                        <functions>
                          <function><functionName>two</functionName></function>
                          <function><functionName>three</functionName></function>
                        </functions>
                        """));

    BuildResult build =
        MavenBuild.of(maven, reactor)
            .with("-T2", "package", "scf:deploy", "scf:invoke")
            .local()
            .property("scf.clientContext", "{\"n\":1}")
            .succeeds();

    assertThat(retMsg(reactor, "one")).isEqualTo("one got {\"n\":1}");
    assertThat(retMsg(reactor, "two", "two/")).isEqualTo("two got {\"n\":1}");
    assertThat(retMsg(reactor, "two", "three/")).isEqualTo("two got {\"n\":1}");
    assertThat(build.output())
        .contains("Skipped library: not a function.")
        .doesNotContain("not marked @threadSafe", "not marked as thread-safe");
    assertThat(Processes.of(reactor.directory().getParent())).isEmpty();
  }

  @OneMaven
  void saysInWhichModuleAnInvocationFailed(MavenRuntime maven) {
    TestProject reactor =
        TestProject.copyOf("two-functions")
            .edit(
                "two/src/main/java/demo/Function.java",
                code ->
                    code.replace(
                        "return Library",
                        "if (true) throw new IllegalStateException();\n    return Library"));

    BuildResult build =
        MavenBuild.of(maven, reactor).with("package", "scf:deploy", "scf:invoke").local().fails();

    assertThat(build.output()).contains("Module two: Function 'two'");
    assertThat(retMsg(reactor, "one")).isEqualTo("one got {}");
  }

  @OneMaven
  void refusesOneNameForTwoFunctions(MavenRuntime maven) {
    BuildResult build =
        MavenBuild.of(maven, TestProject.copyOf("two-functions"))
            .with("package", "scf:deploy")
            .local()
            .property("scf.functionName", "both")
            .fails();

    assertThat(build.output())
        .contains("-Dscf.functionName names one function, and this build has one, two.")
        .contains("Add -pl MODULE");
  }

  @OneMaven
  void goalsThatOverlapShareOneLocalScf(MavenRuntime maven) {
    TestProject reactor = TestProject.copyOf("two-functions");
    for (String module : List.of("one", "two")) {
      reactor.edit(
          module + "/src/main/java/demo/Function.java",
          code ->
              code.replace("String event) {", "String event) throws Exception {")
                  .replace("return ", "Thread.sleep(5_000);\n    return "));
    }

    reactor.edit(
        "pom.xml",
        pom ->
            pom.replace(
                "</executions>",
                "<execution><id>function</id><goals><goal>deploy</goal></goals></execution>"
                    + "<execution><id>smoke-test</id><phase>deploy</phase>"
                    + "<goals><goal>invoke</goal></goals></execution></executions>"));

    BuildResult build =
        MavenBuild.of(maven, reactor)
            .with("-T2", "deploy")
            .local()
            .property("maven.deploy.skip", "true")
            .succeeds();

    List<String> endpoints =
        Pattern.compile("Using the local SCF at (\\S+)")
            .matcher(build.output())
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(endpoints).hasSize(4);
    // Both invocations take five seconds and begin together: one process serves them.
    assertThat(Set.copyOf(endpoints)).hasSizeLessThan(4);
  }

  private static String retMsg(TestProject reactor, String module) {
    return retMsg(reactor, module, "");
  }

  private static String retMsg(TestProject reactor, String module, String function) {
    return JsonParser.parseString(reactor.read(module + "/target/scf/" + function + "invoke.json"))
        .getAsJsonObject()
        .get("retMsg")
        .getAsString();
  }
}
