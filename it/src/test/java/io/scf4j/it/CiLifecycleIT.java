package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.EveryMaven;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.util.List;
import java.util.regex.Pattern;

/** The three goals bound to the lifecycle, as a CI server runs them. */
class CiLifecycleIT {
  private static final Pattern GOAL =
      Pattern.compile("(?:scf|scf-maven-plugin)(?::[^:]+)?:(package|deploy|invoke) \\(");

  @EveryMaven
  void runsPackageDeployAndInvokeInOrderOnMvnDeploy(MavenRuntime maven) {
    BuildResult build =
        MavenBuild.of(maven, TestProject.copyOf("ci-lifecycle"))
            .with("deploy")
            .local()
            .property("maven.deploy.skip", "true")
            .succeeds();

    assertThat(goals(build)).containsExactly("package", "deploy", "invoke");
    assertThat(build.output()).contains("smoke test passed");
  }

  @OneMaven
  void livesBesideARealDeployToARepository(MavenRuntime maven) {
    TestProject project = TestProject.copyOf("ci-lifecycle");

    BuildResult build =
        MavenBuild.of(maven, project)
            .with("deploy")
            .local()
            .property("altDeploymentRepository", "files::" + project.file("repository").toUri())
            .succeeds();

    assertThat(goals(build)).containsExactly("package", "deploy", "invoke");
    assertThat(project.file("repository/demo/ci-lifecycle/1.0/ci-lifecycle-1.0.jar")).exists();
    // The function's zip does not belong into a repository unless it is asked for.
    assertThat(project.file("repository/demo/ci-lifecycle/1.0/ci-lifecycle-1.0-scf.zip"))
        .doesNotExist();
  }

  @OneMaven
  void attachesTheZipWhenAskedTo(MavenRuntime maven) {
    TestProject project = TestProject.copyOf("ci-lifecycle");

    MavenBuild.of(maven, project)
        .with("deploy")
        .local()
        .property("scf.attach", "true")
        .property("altDeploymentRepository", "files::" + project.file("repository").toUri())
        .succeeds();

    assertThat(project.file("repository/demo/ci-lifecycle/1.0/ci-lifecycle-1.0-scf.zip")).exists();
  }

  @OneMaven
  void failsTheBuildWhenTheInvocationFailed(MavenRuntime maven) {
    TestProject project =
        TestProject.copyOf("ci-lifecycle")
            .edit("pom.xml", pom -> pom.replace("{\"smoke\":\"test\"}", "{\"fail\":true}"))
            .write("target/scf/invoke.json", "{\"succeeded\": true}");

    BuildResult build =
        MavenBuild.of(maven, project)
            .with("deploy")
            .local()
            .property("maven.deploy.skip", "true")
            .fails();

    assertThat(goals(build)).containsExactly("package", "deploy", "invoke");
    assertThat(build.output()).contains("java.lang.IllegalStateException: asked to fail");
    assertThat(FirstLightIT.result(project, "invoke").get("succeeded").getAsBoolean()).isFalse();
  }

  private static List<String> goals(BuildResult build) {
    return GOAL.matcher(build.output()).results().map(match -> match.group(1)).distinct().toList();
  }
}
