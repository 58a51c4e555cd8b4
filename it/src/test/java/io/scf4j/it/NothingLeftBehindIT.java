package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;

/**
 * However a build ends, the local SCF, its instances and what those started end too. The bash
 * sample gets a grandchild in the background, the kind that outlives its parent.
 */
class NothingLeftBehindIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final String GRANDCHILD = "sleep 4242";

  private TestProject project;

  @AfterEach
  void nothingIsLeftForTheNextTestEither() {
    for (String line : Processes.of(work())) {
      ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @OneMaven
  void afterSuccess(MavenRuntime maven) {
    project = withGrandchild("");

    call(maven).succeeds();

    assertNothingLeft();
  }

  @OneMaven
  void afterAFailedInvocation(MavenRuntime maven) {
    project = withGrandchild("return 3");

    call(maven).fails();

    assertNothingLeft();
  }

  @OneMaven
  void afterATimeout(MavenRuntime maven) {
    project = withGrandchild("sleep 4243");

    call(maven).fails();

    assertNothingLeft();
  }

  @OneMaven
  void afterCtrlC(MavenRuntime maven) throws Exception {
    project = withGrandchild("sleep 4243");
    project.edit("pom.xml", pom -> pom.replace("<timeout>3</timeout>", "<timeout>300</timeout>"));

    endInTheMiddle(maven, "INT", "-%d");

    assertNothingLeft();
  }

  @OneMaven
  void afterKillMinusNine(MavenRuntime maven) throws Exception {
    project = withGrandchild("sleep 4243");
    project.edit("pom.xml", pom -> pom.replace("<timeout>3</timeout>", "<timeout>300</timeout>"));

    endInTheMiddle(maven, "KILL", "%d");

    assertNothingLeft();
  }

  /** Sends the signal while an invocation is under way: to Maven alone, or to its process group. */
  private void endInTheMiddle(MavenRuntime maven, String signal, String target) throws Exception {
    Path output = work().resolve("output.txt");
    Process build = call(maven).start(output);
    boolean underWay =
        Processes.await(
            LIMIT, () -> Processes.of(work()).stream().anyMatch(isCommand("sleep 4243")));
    assertThat(underWay).as("an invocation is under way:\n%s", read(output)).isTrue();
    assertThat(Processes.of(work())).anyMatch(isCommand(GRANDCHILD));

    Process kill =
        new ProcessBuilder("kill", "-s", signal, "--", target.formatted(build.pid())).start();
    assertThat(kill.waitFor()).isZero();

    assertThat(build.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("Maven has ended").isTrue();
    assertThat(build.exitValue()).isNotZero();
  }

  private static Predicate<String> isCommand(String command) {
    return line -> line.strip().endsWith(command);
  }

  private MavenBuild call(MavenRuntime maven) {
    return MavenBuild.of(maven, project).with("package", "scf:deploy", "scf:invoke").local();
  }

  private void assertNothingLeft() {
    boolean gone = Processes.await(SWEEP, () -> Processes.of(work()).isEmpty());
    assertThat(gone).as("left: %s", (Object) Processes.of(work())).isTrue();
  }

  /**
   * All that the build starts mentions this directory: store, code and temporary files lie in it.
   */
  private Path work() {
    return project.directory().getParent();
  }

  private static TestProject withGrandchild(String then) {
    return TestProject.copyOf("bash-sample")
        .edit(
            "src/main/scf/index.sh",
            text ->
                text.replace(
                    "local event=$1\n",
                    "local event=$1\n  " + GRANDCHILD + " >/dev/null 2>&1 &\n  " + then + "\n"));
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
