package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A {@code serverless.yml} is the configuration of the function; a POM may say more. */
class ServerlessYmlIT {
  private static final String REFUSED = "# refused";

  @OneMaven
  void thePlatformsSampleDeploysUnchangedAndItsGatewayIsAnUrl(MavenRuntime maven)
      throws IOException, InterruptedException {
    TestProject sample = TestProject.copyOf("serverless-yml");
    try {
      BuildResult build =
          MavenBuild.of(maven, sample)
              .with("package", "scf:start", "scf:invoke", "scf:plan")
              .local()
              .property("scf.detach", "true")
              .property("scf.clientContext", "{\"key1\":\"test value 1\"}")
              .succeeds();

      assertThat(build.output())
          .contains("functionName: helloworld")
          .contains("serverless.yml line 15: inputs.events[0].apigw: API Gateway is retired")
          .containsOnlyOnce(
              "serverless.yml line 6: inputs.src: what scf:package makes is deployed");
      assertThat(FirstLightIT.retMsg(sample))
          .isEqualTo("Echoing request: '{\"key1\":\"test value 1\"}'");
      JsonObject deployed = FirstLightIT.result(sample, "deploy");
      assertThat(deployed.get("memorySize").getAsInt()).isEqualTo(128);
      assertThat(deployed.get("timeout").getAsInt()).isEqualTo(3);
      assertThat(deployed.get("description").getAsString())
          .isEqualTo("helloworld blank template function.");
      assertThat(get(url(deployed) + "?who=me"))
          .startsWith("Echoing request: '{")
          .contains("\"httpMethod\":\"GET\"", "\"who\":\"me\"");

      assertThat(FirstLightIT.result(sample, "plan").get("changed").getAsBoolean()).isFalse();

      BuildResult plan =
          MavenBuild.of(maven, sample)
              .with("scf:plan")
              .local()
              .property("scf.memorySize", "256")
              .succeeds();
      assertThat(plan.output())
          .contains("~ memorySize 128 → 256")
          .doesNotContain("~ timeout", "~ description", "+ function URL", "~ function URL");
    } finally {
      MavenBuild.of(maven, sample).with("scf:stop").succeeds();
    }
  }

  @OneMaven
  void aFileOfAllKeysIsRefusedWithAllReasonsAndDeployedWithoutThose(MavenRuntime maven)
      throws IOException {
    TestProject project = TestProject.copyOf("serverless-yml");
    List<String> lines = Files.readAllLines(everyKey());
    project.write("serverless.yml", String.join("\n", lines));

    BuildResult refused =
        MavenBuild.of(maven, project).with("package").environment("STAGE", "test").fails();

    for (int i = 0; i < lines.size(); i++) {
      String told = "  - line " + (i + 1) + ": inputs.";
      if (lines.get(i).endsWith(REFUSED)) {
        assertThat(refused.output()).contains(told);
      } else {
        assertThat(refused.output()).doesNotContain(told);
      }
    }

    // The layer would have to be there, and the local SCF has no file systems.
    project.write(
        "serverless.yml",
        lines.stream()
            .filter(line -> !line.endsWith(REFUSED))
            .collect(Collectors.joining("\n"))
            .replaceAll("(?m)^  (layers|cfs):\n(    .*\n)+", ""));
    MavenBuild.of(maven, project)
        .with("package", "scf:deploy", "scf:invoke")
        .local()
        .environment("STAGE", "test")
        .property("scf.createNamespace", "true")
        .succeeds();

    JsonObject deployed = FirstLightIT.result(project, "deploy");
    assertThat(deployed.get("functionName").getAsString()).isEqualTo("shop-test");
    assertThat(deployed.get("namespace").getAsString()).isEqualTo("tests");
    assertThat(deployed.get("region").getAsString()).isEqualTo("ap-shanghai");
    assertThat(deployed.get("lastVersion").getAsString()).isEqualTo("1");
    assertThat(deployed.get("alias").getAsString()).isEqualTo("live");
    assertThat(deployed.getAsJsonArray("triggers")).hasSize(3);
    assertThat(FirstLightIT.retMsg(project)).isEqualTo("Echoing request: '{}'");
  }

  @OneMaven
  void aJavaFunctionTakesHandlerAndNameFromTheFileThatIsNamed(MavenRuntime maven) {
    TestProject hello =
        TestProject.copyOf("hello")
            .edit("pom.xml", pom -> pom.replace("<handler>demo.Hello::greet</handler>", ""))
            .write(
                "sls/prod.yml",
                """
                component: scf
                name: hello
                stage: prod
                inputs:
                  name: ${name}-${stage}
                  runtime: CustomRuntime
                  handler: demo.Hello::greet
                """);

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:deploy", "scf:invoke")
            .local()
            .property("scf.serverlessYml", "sls/prod.yml")
            .property("scf.clientContext", "{\"key1\":\"v\"}")
            .succeeds();

    assertThat(build.output()).contains("functionName: hello-prod", "› hello-prod › Success");
    assertThat(hello.file("target/scf/hello-prod.zip")).exists();
    assertThat(FirstLightIT.retMsg(hello)).isEqualTo("Hello from Java, you sent {\"key1\":\"v\"}");
  }

  private static Path everyKey() {
    return ItSettings.projects()
        .resolve("../../../../scf-maven-plugin/src/test/resources/serverless/every-key.yml")
        .normalize();
  }

  private static String url(JsonObject deployed) {
    return deployed.getAsJsonArray("triggers").get(0).getAsJsonObject().get("url").getAsString();
  }

  private static String get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
        .body();
  }
}
