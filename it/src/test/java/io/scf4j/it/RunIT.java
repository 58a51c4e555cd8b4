package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.EveryMaven;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** The local SCF in the foreground: with the functions of a build, and with nothing at all. */
class RunIT {
  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final Duration SWEEP = Duration.ofSeconds(30);
  private static final String LOCAL_FILE = "where.txt";

  private TestProject project;
  private Process run;

  @AfterEach
  void nothingIsLeftForTheNextTestEither() {
    for (String line : Processes.of(work())) {
      ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @OneMaven
  void servesWithoutAProjectUntilCtrlC(MavenRuntime maven) throws Exception {
    TestProject bash = TestProject.copyOf("bash-sample");
    MavenBuild.of(maven, bash).with("package").succeeds();
    project = TestProject.empty();
    Files.copy(bash.file("target/scf/CustomRuntime-Bash.zip"), project.file("demo.zip"));

    JsonObject access = start(MavenBuild.of(maven, project).with(goal("run")));

    String endpoint = access.get("endpoint").getAsString();
    assertThat(endpoint).isEqualTo("http://127.0.0.1:" + access.get("port").getAsInt());
    assertThat(access.get("secretId").getAsString()).startsWith("AKIDlocal");
    assertThat(output())
        .contains("how to sign: " + Files.readString(project.file(LOCAL_FILE)).strip());
    assertThat(get(endpoint))
        .isEqualTo("scf4j local SCF, process " + access.get("pid").getAsLong() + "\n");
    BuildResult invoke =
        MavenBuild.of(maven, project)
            .with(goal("deploy"), goal("invoke"))
            .local()
            .property("scf.packageFile", "demo.zip")
            .property("scf.functionName", "by-hand")
            .property("scf.clientContext", "{\"a\":1}")
            .succeeds();
    assertThat(invoke.output()).contains("Using the local SCF at " + endpoint);
    assertThat(FirstLightIT.retMsg(project)).isEqualTo("Echoing request: '{\"a\":1}'");

    end("INT");

    assertThat(run.exitValue()).as(output()).isZero();
    assertThat(output())
        .contains("Press Ctrl-C to stop.", "The local SCF is stopped.", "BUILD SUCCESS")
        .doesNotContain(access.get("secretKey").getAsString());
    assertNothingLeft();
  }

  @EveryMaven
  void compilesPackagesAndDeploysTheFunctionsOfAReactor(MavenRuntime maven) throws Exception {
    project = TestProject.copyOf("two-functions");

    JsonObject access = start(MavenBuild.of(maven, project).with("scf:run"));

    String endpoint = access.get("endpoint").getAsString();
    assertThat(output())
        .contains("Function 'one':", "Function 'two':")
        .contains("mvn scf:invoke -Dscf.local -Dscf.functionName=one -Dscf.clientContext='{")
        .contains("URL:         " + endpoint + "/url/default/two/");
    MavenBuild.of(maven, project)
        .with("scf:invoke")
        .local()
        .property("scf.functionName", "two")
        .property("scf.clientContext", "{\"n\":1}")
        .succeeds();
    assertThat(FirstLightIT.retMsg(project)).isEqualTo("two got {\"n\":1}");
    assertThat(project.file("two/target/scf/local.json")).exists();
    assertThat(get(endpoint + "/url/default/one")).contains("one got {");
    Processes.await(LIMIT, () -> shown("| URL GET / |"));
    assertThat(output())
        .containsPattern(
            "\\d\\d two:\\$LATEST \\| API \\| 200 \\| [^|]+ \\| [^|]+ \\| cold \\d+ ms \\| ")
        .containsPattern("\\d\\d one:\\$DEFAULT \\(\\$LATEST\\) \\| URL GET / \\| 200 \\| ");

    end("TERM");

    assertThat(run.exitValue()).as(output()).isZero();
    assertNothingLeft();
    assertThat(project.file("two/target/scf/local.json")).doesNotExist();
  }

  @OneMaven
  void isEndedByStopAndRefusesToRunTwice(MavenRuntime maven) throws Exception {
    project = TestProject.copyOf("hello");
    JsonObject access = start(MavenBuild.of(maven, project).with("scf:run"));

    BuildResult second =
        MavenBuild.of(maven, project).with("scf:run").property("scf.port", "0").fails();

    assertThat(second.output())
        .contains("is running already, at " + access.get("endpoint").getAsString())
        .contains("End it with mvn scf:stop");

    MavenBuild.of(maven, project).with("scf:stop").succeeds();

    assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as(output()).isZero();
    assertNothingLeft();
  }

  /** Returns when requests are answered. */
  private JsonObject start(MavenBuild build) throws IOException {
    run =
        build
            .property("scf.port", "0")
            .property("scf.localFile", LOCAL_FILE)
            .start(work().resolve("output.txt"));
    Path localFile = project.file(LOCAL_FILE);
    Processes.await(LIMIT, () -> Files.exists(localFile) || !run.isAlive());
    assertThat(localFile).as(output()).exists();
    Path localJson = Path.of(Files.readString(localFile).strip());
    assertThat(localJson.getParent().getParent())
        .isEqualTo(project.scfHome().resolve("local").toAbsolutePath());
    return JsonParser.parseString(Files.readString(localJson)).getAsJsonObject();
  }

  /** As the terminal does it with Ctrl-C: the signal goes to the whole process group. */
  private void end(String signal) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-s", signal, "--", "-" + run.pid()).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
    assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).as("Maven has ended").isTrue();
  }

  private void assertNothingLeft() throws IOException {
    boolean gone = Processes.await(SWEEP, () -> Processes.of(work()).isEmpty());
    assertThat(gone).as("left: %s", (Object) Processes.of(work())).isTrue();
    assertThat(Path.of(Files.readString(project.file(LOCAL_FILE)).strip())).doesNotExist();
  }

  private String output() throws IOException {
    Path file = work().resolve("output.txt");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private boolean shown(String text) {
    try {
      return output().contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path work() {
    return project.directory().getParent();
  }

  private static String get(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url + "/")).build(), BodyHandlers.ofString())
        .body();
  }

  private static String goal(String name) {
    return "io.scf4j:scf-maven-plugin:" + ItSettings.version() + ":" + name;
  }
}
