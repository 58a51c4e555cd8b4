package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import io.scf4j.maven.local.LocalScf;
import java.util.List;

/**
 * What people get wrong: each ends in a failed build and a message that says what to do, and leaves
 * nothing half-made.
 */
class BadInputIT {
  private static final String SERVER =
      "<servers><server><id>tencentcloud</id><username>%s</username>"
          + "<password>%s</password></server></servers>";

  @OneMaven
  void nothingIsCompiled(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");

    BuildResult build = MavenBuild.of(maven, hello).with("scf:package").fails();

    assertThat(build.output()).contains("Nothing compiled").contains("Run mvn package scf:deploy");
    assertNothingPackaged(hello);
  }

  @OneMaven
  void nothingIsPackaged(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");

    BuildResult build = MavenBuild.of(maven, hello).with("scf:deploy").local().fails();

    assertThat(build.output())
        .contains("Nothing is packaged")
        .contains("Run mvn package scf:deploy");
  }

  @OneMaven
  void aPackageThatFailsLeavesNoOlderOneToDeploy(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    MavenBuild.of(maven, hello).with("package").succeeds();
    assertThat(hello.file("target/scf/hello.zip")).exists();

    MavenBuild.of(maven, hello).with("package").property("scf.aot", "wrong").fails();

    assertNothingPackaged(hello);
    assertThat(MavenBuild.of(maven, hello).with("scf:deploy").local().fails().output())
        .contains("Nothing is packaged");
  }

  @OneMaven
  void thereIsNoHandler(MavenRuntime maven) {
    TestProject hello =
        TestProject.copyOf("hello")
            .edit("pom.xml", pom -> pom.replace("<handler>demo.Hello::greet</handler>", ""));

    BuildResult build = MavenBuild.of(maven, hello).with("package").fails();

    assertThat(build.output())
        .contains("Function 'hello' has no handler.")
        .contains("<handler>pkg.Class::method</handler>");
    assertNothingPackaged(hello);
  }

  @OneMaven
  void theHandlersClassIsUnknown(MavenRuntime maven) {
    TestProject hello =
        TestProject.copyOf("hello")
            .edit("pom.xml", pom -> pom.replace("demo.Hello::greet", "demo.Helo::greet"));

    BuildResult build = MavenBuild.of(maven, hello).with("package").fails();

    assertThat(build.output())
        .contains("Handler 'demo.Helo::greet': its class is neither in")
        .contains("Did you mean demo.Hello?");
    assertNothingPackaged(hello);
  }

  @OneMaven
  void theFunctionNameBreaksThePlatformsRule(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:deploy")
            .local()
            .property("scf.functionName", "1st_hello")
            .fails();

    assertThat(build.output())
        .contains("functionName '1st_hello': 2 to 60 letters, digits, '-' or '_'");
    assertNothingPackaged(hello);
  }

  @OneMaven
  void theClientContextIsNotJson(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:deploy", "scf:invoke")
            .local()
            .property("scf.clientContext", "{key1:v}")
            .fails();

    assertThat(build.output())
        .contains("The ClientContext (scf.clientContext) is not JSON: {key1:v}")
        .contains("Quote it for your shell")
        .doesNotContain("MalformedJsonException", "Strictness");
    assertThat(hello.file("target/scf/invoke.json")).doesNotExist();
  }

  @OneMaven
  void theSecretIsWrong(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    try (LocalScf scf = LocalScf.start(hello.scfHome().resolve("store"), 0)) {
      BuildResult build =
          MavenBuild.of(maven, hello)
              .with("package", "scf:deploy")
              .property("scf.endpoint", scf.access().endpoint())
              .settings(SERVER.formatted(scf.access().secretId(), "not-the-secret-key"))
              .fails();

      assertThat(build.output())
          .contains("SCF said: AuthFailure.SignatureFailure")
          .contains("SecretId and SecretKey do not belong together")
          .doesNotContain("not-the-secret-key", "GetFunction failed:");
      assertThat(hello.file("target/scf/deploy.json")).doesNotExist();
    }
  }

  @OneMaven
  void theEndpointIsDown(MavenRuntime maven) {
    TestProject hello =
        TestProject.copyOf("hello").write("target/scf/deploy.json", "{\"status\": \"Active\"}");

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("package", "scf:deploy")
            .property("scf.endpoint", "http://127.0.0.1:1")
            .settings(SERVER.formatted("AKIDfake", "fake-key"))
            .fails();

    assertThat(hello.file("target/scf/deploy.json")).as("of an earlier run").doesNotExist();

    assertThat(build.output())
        .contains("Is something listening on http://127.0.0.1:1?")
        .contains("use -Dscf.local");
  }

  @OneMaven
  void thereAreNoCredentials(MavenRuntime maven) {
    BuildResult build =
        MavenBuild.of(maven, TestProject.copyOf("hello"))
            .with("package", "scf:deploy")
            .property("scf.endpoint", "http://127.0.0.1:1")
            .property("user.home", "/nonexistent")
            .fails();

    assertThat(build.output())
        .contains("No credentials for Tencent Cloud were found.")
        .contains("TENCENTCLOUD_SECRET_ID")
        .contains("-Dscf.local");
  }

  @OneMaven
  void theHandlerThrows(MavenRuntime maven) {
    TestProject hello =
        withHandler(
            """
            public String greet(String event) {
              throw new IllegalArgumentException("no such bucket", new java.io.IOException("403"));
            }
            """);

    BuildResult build = deployAndInvoke(maven, hello).fails();

    assertThat(build.output())
        .contains("java.lang.IllegalArgumentException: no such bucket")
        .contains("at demo.Hello.greet(Hello.java:")
        .contains("Caused by: java.io.IOException: 403");
    assertThat(FirstLightIT.result(hello, "invoke").get("succeeded").getAsBoolean()).isFalse();
  }

  @OneMaven
  void theHandlerIsSlowerThanTimeout(MavenRuntime maven) {
    TestProject hello =
        withHandler(
                """
            public String greet(String event) throws InterruptedException {
              Thread.sleep(60_000);
              return event;
            }
            """)
            .edit("pom.xml", pom -> pom.replace("</handler>", "</handler><timeout>1</timeout>"));

    BuildResult build = deployAndInvoke(maven, hello).fails();

    assertThat(build.output())
        .contains("Invoking task timed out after 1 seconds")
        .contains("raise <timeout> (now 1 s)");
  }

  @OneMaven
  void theConstructorIsSlowerThanInitTimeout(MavenRuntime maven) {
    TestProject hello =
        withHandler(
                """
            public Hello() throws InterruptedException {
              Thread.sleep(60_000);
            }

            public String greet(String event) {
              return event;
            }
            """)
            .edit(
                "pom.xml",
                pom -> pom.replace("</handler>", "</handler><initTimeout>3</initTimeout>"));

    BuildResult build = deployAndInvoke(maven, hello).fails();

    assertThat(build.output())
        .contains("initialization timeout")
        .contains("raise <initTimeout> (now 3 s)");
  }

  @OneMaven
  void theBootstrapHasNoShebang(MavenRuntime maven) {
    TestProject bash =
        TestProject.copyOf("bash-sample")
            .edit("src/main/scf/bootstrap", text -> text.replace("#!/bin/bash\n", ""));

    BuildResult build = MavenBuild.of(maven, bash).with("package").fails();

    assertThat(build.output())
        .contains("starts neither with '#!' nor as a Linux binary (ELF)")
        .contains("Make '#!/bin/sh' or '#!/bin/bash' its first line");
    assertNothingPackaged(bash);
  }

  @OneMaven
  void theBootstrapHasWindowsLineEnds(MavenRuntime maven) {
    TestProject bash =
        TestProject.copyOf("bash-sample")
            .edit("src/main/scf/bootstrap", text -> text.replace("\n", "\r\n"));

    BuildResult build = MavenBuild.of(maven, bash).with("package").fails();

    assertThat(build.output())
        .contains("has Windows line ends (CR LF)")
        .contains("Save it with LF");
    assertNothingPackaged(bash);
  }

  private static MavenBuild deployAndInvoke(MavenRuntime maven, TestProject project) {
    return MavenBuild.of(maven, project).with("package", "scf:deploy", "scf:invoke").local();
  }

  private static TestProject withHandler(String members) {
    return TestProject.copyOf("hello")
        .write(
            "src/main/java/demo/Hello.java",
            "package demo;\npublic class Hello {\n" + members + "}\n");
  }

  private static void assertNothingPackaged(TestProject project) {
    for (String name : List.of("package.json", "hello.zip", "CustomRuntime-Bash.zip")) {
      assertThat(project.file("target/scf").resolve(name)).doesNotExist();
    }
  }
}
