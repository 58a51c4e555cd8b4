package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.EveryMaven;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;

/** The product's one sentence: {@code mvn package scf:deploy scf:invoke}, and a later call. */
class FirstLightIT {

  @EveryMaven
  void packagesDeploysAndInvokesAJavaFunctionOnOneLine(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:deploy", "scf:invoke")
            .local()
            .property("scf.clientContext", "{\"key1\":\"v\"}")
            .succeeds();

    assertThat(build.lines())
        .anySatisfy(line -> assertThat(line).endsWith("Hello from Java, you sent {\"key1\":\"v\"}"))
        .anySatisfy(line -> assertThat(line).endsWith("greet was called"))
        .anySatisfy(line -> assertThat(line).matches(".*\\d+s › hello › Success"));
    assertThat(retMsg(hello)).isEqualTo("Hello from Java, you sent {\"key1\":\"v\"}");
    assertThat(build.lines())
        .noneMatch(line -> line.contains("[WARN") && line.contains("scf-maven-plugin"))
        .noneMatch(line -> line.contains("not marked as thread-safe"));

    BuildResult later = MavenBuild.of(maven, hello).with("scf:invoke").local().succeeds();

    assertThat(later.output()).contains("Hello from Java, you sent {}");
  }

  @OneMaven
  void echoesWithThePlatformsOwnBashSample(MavenRuntime maven) {
    TestProject bash = TestProject.copyOf("bash-sample");

    MavenBuild.of(maven, bash)
        .with("package", "scf:deploy", "scf:invoke")
        .local()
        .property("scf.clientContext", "{\"key1\":\"test value 1\",\"key2\":\"test value 2\"}")
        .succeeds();

    assertThat(retMsg(bash))
        .isEqualTo("Echoing request: '{\"key1\":\"test value 1\",\"key2\":\"test value 2\"}'");
  }

  @OneMaven
  void changesCodeHandlerAndSettingsOfADeployedFunction(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    MavenBuild.of(maven, hello).with("package", "scf:deploy").local().succeeds();
    hello.edit(
        "pom.xml",
        pom ->
            pom.replace(
                "<handler>demo.Hello::greet</handler>",
                "<handler>demo.Hello::describe</handler><memorySize>512</memorySize>"));

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:deploy", "scf:invoke")
            .local()
            .property("scf.clientContext", "{\"a\":1,\"b\":2}")
            .succeeds();

    assertThat(build.output())
        .contains("~ handler demo.Hello::greet → demo.Hello::describe")
        .contains("~ memorySize 256 → 512");
    assertThat(retMsg(hello)).isEqualTo("{\"keys\":[\"a\",\"b\"],\"size\":2}");
  }

  @OneMaven
  void takesTheEventFromAFile(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello").write("events/one.json", "{\"from\":\"file\"}");

    MavenBuild.of(maven, hello)
        .with("package", "scf:deploy", "scf:invoke")
        .local()
        .property("scf.clientContextFile", "events/one.json")
        .succeeds();

    assertThat(retMsg(hello)).isEqualTo("Hello from Java, you sent {\"from\":\"file\"}");
  }

  @OneMaven
  void takesTheEventFromATemplateWithParametersAndTellsAColdStart(MavenRuntime maven) {
    TestProject hello =
        TestProject.copyOf("hello")
            .write("src/test/scf-events/order.json", "{\"item\":\"{{item=pen}}\",\"n\":1}");

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:deploy", "scf:invoke")
            .local()
            .property("scf.template", "order")
            .property("scf.template.item", "ink, red")
            .succeeds();

    assertThat(retMsg(hello))
        .isEqualTo("Hello from Java, you sent {\"item\":\"ink, red\",\"n\":1}");
    assertThat(build.output()).containsPattern("Cold start: +\\d+ ms");
    assertThat(result(hello, "invoke").get("coldStartMs").getAsLong()).isPositive();
  }

  static String retMsg(TestProject project) {
    return result(project, "invoke").get("retMsg").getAsString();
  }

  static JsonObject result(TestProject project, String goal) {
    return JsonParser.parseString(project.read("target/scf/" + goal + ".json")).getAsJsonObject();
  }
}
