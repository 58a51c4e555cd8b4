package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.EveryMaven;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** The local SCF around integration tests: one build, two builds, and builds that end early. */
class StartStopIT {
  /** A line of the project bash-sample. */
  private static final String READY = "curl -s -o /dev/null -X POST -d \" \" \"$api/init/ready\"";

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private TestProject project;

  @AfterEach
  void nothingIsLeftForTheNextTestEither() {
    for (String line : Processes.of(work())) {
      ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @EveryMaven
  void aTestOfFailsafeCallsItsFunctionThroughTheOfficialSdk(MavenRuntime maven) {
    project = TestProject.copyOf("integration-test");

    BuildResult build = MavenBuild.of(maven, project).with("verify").succeeds();

    assertThat(build.output())
        .containsPattern("The local SCF is at http://127\\.0\\.0\\.1:\\d+ \\(process \\d+\\) until")
        .containsPattern("Tests run: 4, Failures: 0, Errors: 0, Skipped: 0")
        .containsPattern("Stopped the local SCF \\(process \\d+\\)\\.")
        .doesNotContain("not marked as thread-safe");
    assertNothingLeft();
  }

  @OneMaven
  void goesOnAfterTheBuildWithDetachUntilStop(MavenRuntime maven) throws IOException {
    project = TestProject.copyOf("hello");

    BuildResult start =
        call(maven, "package", "scf:start").property("scf.detach", "true").succeeds();

    assertThat(start.output()).contains(") until mvn scf:stop.");
    JsonObject access =
        JsonParser.parseString(project.read("target/scf/local.json")).getAsJsonObject();
    long pid = access.get("pid").getAsLong();
    String endpoint = access.get("endpoint").getAsString();
    assertThat(localJsons()).hasSize(2).allSatisfy(StartStopIT::isTheOwnersOnly);

    BuildResult invoke = call(maven, "scf:invoke").local().succeeds();
    assertThat(invoke.output())
        .contains("Using the local SCF at " + endpoint)
        .contains("Hello from Java, you sent {}");

    // It was there before this build, which therefore leaves it.
    BuildResult again =
        call(maven, "scf:start", "scf:stop")
            .property("scf.strict", "true")
            .property("scf.instanceLimit", "2")
            .succeeds();
    assertThat(again.output())
        .contains("so that scf.strict, scf.instanceLimit make no difference")
        .contains(
            "The local SCF is at " + endpoint + " (process " + pid + "); it was running already.")
        .contains("The local SCF (process " + pid + ") was running before this build and stays");

    BuildResult stop = call(maven, "scf:stop").succeeds();
    assertThat(stop.output()).contains("Stopped the local SCF (process " + pid + ").");
    assertNothingLeft();

    assertThat(call(maven, "scf:stop").succeeds().output())
        .contains("No local SCF is running for this project.");
  }

  @OneMaven
  void namesTheProcessThatHasThePort(MavenRuntime maven) throws IOException {
    project = TestProject.copyOf("hello");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      BuildResult build =
          call(maven, "scf:start")
              .property("scf.port", Integer.toString(taken.getLocalPort()))
              .fails();

      assertThat(build.output())
          .contains(
              "Port "
                  + taken.getLocalPort()
                  + " of 127.0.0.1 is taken by process "
                  + ProcessHandle.current().pid()
                  + " (java).")
          .contains("choose another port with -Dscf.port=PORT");
    }
    assertNothingLeft();
  }

  @OneMaven
  void refusesAPortOrALimitThatIsNone(MavenRuntime maven) {
    project = TestProject.copyOf("hello");

    assertThat(call(maven, "scf:start").property("scf.instanceLimit", "0").fails().output())
        .contains("scf.instanceLimit is 0.")
        .contains("Give a number from 1 to 100.");
    assertThat(call(maven, "scf:start").property("scf.debug", "70000").fails().output())
        .contains("scf.debug is 70000, which is no port.");
    assertNothingLeft();
  }

  @OneMaven
  void aDebuggerReachesTheJvmOfAFunction(MavenRuntime maven) throws IOException {
    project = TestProject.copyOf("hello");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }

    BuildResult build =
        call(maven, "package", "scf:start", "scf:invoke")
            .local()
            .property("scf.jre", "none")
            .property("scf.detach", "true")
            .property("scf.debug", Integer.toString(port))
            .succeeds();

    assertThat(build.output())
        .contains("Listening for transport dt_socket at address: " + port)
        .contains("Hello from Java, you sent {}");
    byte[] greeting = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
    try (Socket debugger = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
      debugger.setSoTimeout((int) LIMIT.toMillis());
      debugger.getOutputStream().write(greeting);
      assertThat(debugger.getInputStream().readNBytes(greeting.length)).isEqualTo(greeting);
    }

    call(maven, "scf:stop").succeeds();
    assertNothingLeft();
  }

  @OneMaven
  void aStrictOneRefusesWhatAFunctionDoesAgainstTheProtocol(MavenRuntime maven) {
    project =
        TestProject.copyOf("bash-sample")
            .edit(
                "src/main/scf/bootstrap",
                text -> text.replace(READY + "\n", READY + "\n" + READY + "\n"));

    BuildResult build =
        call(maven, "package", "scf:start", "scf:invoke")
            .local()
            .property("scf.strict", "true")
            .succeeds();

    assertThat(build.output()).contains("ready was reported before");
  }

  @OneMaven
  void endsWithABuildThatFailsBeforeStop(MavenRuntime maven) throws IOException {
    project = TestProject.copyOf("hello").write("target/scf/TEST-scf-invoke.xml", "<old/>");

    BuildResult build =
        call(maven, "package", "scf:start", "scf:invoke", "scf:stop")
            .local()
            .property("scf.clientContextFile", "missing.json")
            .fails();

    assertThat(build.output()).contains("The local SCF is at ").doesNotContain("Stopped the");
    assertThat(project.file("target/scf/TEST-scf-invoke.xml")).doesNotExist();
    assertNothingLeft();
  }

  @OneMaven
  void killMinusNineOfMavenLeavesNothing(MavenRuntime maven) throws Exception {
    project =
        TestProject.copyOf("bash-sample")
            .edit(
                "src/main/scf/index.sh",
                text -> text.replace("local event=$1\n", "local event=$1\n  sleep 4243\n"))
            .edit("pom.xml", pom -> pom.replace("<timeout>3</timeout>", "<timeout>300</timeout>"));
    Path output = work().resolve("output.txt");
    Process build = call(maven, "package", "scf:start", "scf:invoke").local().start(output);
    boolean underWay =
        Processes.await(
            LIMIT,
            () -> Processes.of(work()).stream().anyMatch(line -> line.contains("sleep 4243")));
    assertThat(underWay).as("an invocation is under way:\n%s", Files.readString(output)).isTrue();

    build.destroyForcibly();

    assertThat(build.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertNoProcessLeft();
  }

  /** {@code scf.endpoint} is a property for the tests, and a parameter of our goals. */
  @OneMaven
  void goalsAfterStartAreNotLedAstrayByItsProperties(MavenRuntime maven) throws IOException {
    project = TestProject.copyOf("hello");

    BuildResult build =
        call(maven, "package", "scf:start", "scf:deploy", "scf:invoke", "scf:stop")
            .local()
            .property("scf.deployOnStart", "false")
            .succeeds();

    assertThat(build.output()).contains("Hello from Java, you sent {}");
    assertNothingLeft();
  }

  @OneMaven
  void modulesThatOverlapShareOneAndTheLastEndsIt(MavenRuntime maven) throws IOException {
    project =
        TestProject.copyOf("two-functions")
            .edit(
                "pom.xml",
                pom ->
                    pom.replace(
                        "<goal>package</goal>",
                        "<goal>package</goal><goal>start</goal><goal>stop</goal>"));

    BuildResult build = call(maven, "-T2", "verify").succeeds();

    assertThat(build.lines())
        .anyMatch(line -> line.endsWith("› one › Success"))
        .anyMatch(line -> line.endsWith("› two › Success"))
        .anyMatch(line -> line.contains("Stopped the local SCF (process "));
    assertNoProcessLeft();
  }

  @OneMaven
  void onTheCommandLineItDeploysEveryFunctionOfAReactor(MavenRuntime maven) {
    project = TestProject.copyOf("two-functions");

    BuildResult build =
        call(maven, "package", "scf:start", "scf:invoke", "scf:stop")
            .local()
            .property("scf.clientContext", "{\"n\":1}")
            .succeeds();

    assertThat(build.output())
        .contains("one got {\"n\":1}", "two got {\"n\":1}")
        .contains("Stopped the local SCF (process ");
    assertNothingLeft();
  }

  private MavenBuild call(MavenRuntime maven, String... goals) {
    return MavenBuild.of(maven, project).with(goals);
  }

  private void assertNothingLeft() {
    assertNoProcessLeft();
    assertThat(localJsons()).isEmpty();
  }

  private void assertNoProcessLeft() {
    boolean gone = Processes.await(SWEEP, () -> Processes.of(work()).isEmpty());
    assertThat(gone).as("left: %s", (Object) Processes.of(work())).isTrue();
  }

  /** In the store and in target/scf. */
  private List<Path> localJsons() {
    try (Stream<Path> files = Files.walk(work())) {
      return files.filter(file -> file.endsWith("local.json")).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void isTheOwnersOnly(Path file) throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  private Path work() {
    return project.directory().getParent();
  }
}
