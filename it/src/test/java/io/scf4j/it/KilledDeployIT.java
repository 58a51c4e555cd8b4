package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.DeployedFunction;
import io.scf4j.it.harness.FaultyCloud;
import io.scf4j.it.harness.FaultyCloud.Fault;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import io.scf4j.maven.local.LocalScf;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A deploy that is killed at each of its steps, before the cloud has done it and after, and started
 * again each time: it goes on from what is there, and nothing is there twice in the end.
 */
class KilledDeployIT {
  private static final String NAME = "CustomRuntime-Bash";
  private static final int LIMIT_S = 60;

  private static final String SETTINGS =
      """
      <publish>true</publish>
      <alias>live</alias>
      <keepVersions>1</keepVersions>
      <retryNum>0</retryNum>
      <timers>
        <timer><name>daily</name><cron>0 0 3 * * * *</cron><qualifier>live</qualifier></timer>
      </timers>
      <functionUrls>
        <functionUrl><auth>NONE</auth><qualifier>live</qualifier></functionUrl>
      </functionUrls>
      """;

  private TestProject bash;
  private LocalScf scf;

  @BeforeEach
  void start() {
    bash =
        TestProject.copyOf("bash-sample")
            .edit("pom.xml", pom -> pom.replace("<memorySize>128</memorySize>", SETTINGS));
    scf = LocalScf.start(bash.scfHome().resolve("store"), 0);
  }

  @AfterEach
  void stop() {
    scf.close();
  }

  @OneMaven
  void convergesHoweverOftenItIsKilled(MavenRuntime maven) throws Exception {
    assertThat(writesOfKilledDeploys(maven))
        .isEqualTo(
            twiceEach(
                "CreateFunction",
                "UpdateFunctionEventInvokeConfig",
                "PublishVersion",
                "CreateAlias",
                "CreateTrigger",
                "CreateTrigger"));
    assertThatAllIsThereOnce("1", 256);

    bash.edit("src/main/scf/index.sh", code -> code + "# another line\n")
        .edit("pom.xml", pom -> pom.replace(SETTINGS, SETTINGS + "<memorySize>512</memorySize>"));

    assertThat(writesOfKilledDeploys(maven))
        .isEqualTo(
            twiceEach(
                "UpdateFunctionCode",
                "UpdateFunctionConfiguration",
                "PublishVersion",
                "UpdateAlias"));
    assertThatAllIsThereOnce("2", 512, "1");
  }

  /**
   * Deploys until there is nothing left to do; each deploy is killed at its first call that writes,
   * in turn before it is done and after.
   */
  private List<String> writesOfKilledDeploys(MavenRuntime maven) throws Exception {
    List<String> writes = new ArrayList<>();
    boolean done = false;
    for (int deploys = 0; !done; deploys++) {
      boolean before = deploys % 2 == 0;
      AtomicReference<Process> build = new AtomicReference<>();
      Runnable kill = () -> build.get().destroyForcibly();
      Fault killed = before ? FaultyCloud.insteadOfIt(kill) : FaultyCloud.afterIt(kill);
      try (FaultyCloud cloud =
          FaultyCloud.before(scf.access(), call -> call.writes() ? killed : FaultyCloud.PASSES)) {
        Path output = bash.directory().resolve("deploy-" + deploys + ".txt");
        build.set(deploy(maven, cloud).start(output));
        assertThat(build.get().waitFor(LIMIT_S, TimeUnit.SECONDS)).isTrue();
        done = build.get().exitValue() == 0;
        List<String> called = cloud.writes();
        assertThat(called).as(output.toString()).hasSize(done ? 0 : 1);
        writes.addAll(called);
      }
    }
    return writes;
  }

  private static List<String> twiceEach(String... actions) {
    List<String> twice = new ArrayList<>();
    for (String action : actions) {
      twice.add(action);
      twice.add(action);
    }
    return twice;
  }

  /** The newest version has all events, and the one before it is there to go back to. */
  private void assertThatAllIsThereOnce(String version, int memoryMb, String... before) {
    DeployedFunction function = new DeployedFunction(scf.access(), NAME);
    assertThat(function.memoryMb()).isEqualTo(memoryMb);
    assertThat(function.versions())
        .containsExactlyElementsOf(
            Stream.of(List.of("$LATEST"), List.of(before), List.of(version))
                .flatMap(List::stream)
                .toList());
    assertThat(function.aliases()).containsExactly("$DEFAULT $LATEST", "live " + version);
    assertThat(function.triggers()).hasSize(2);
  }

  private MavenBuild deploy(MavenRuntime maven, FaultyCloud cloud) {
    return MavenBuild.of(maven, bash)
        .with("-q", "package", "scf:deploy")
        .property("scf.endpoint", cloud.endpoint())
        .settings(FaultyCloudIT.SERVER);
  }
}
