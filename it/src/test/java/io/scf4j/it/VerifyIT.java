package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.CloudCaller;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.OwnProcessScf;
import io.scf4j.it.harness.Processes;
import io.scf4j.it.harness.TestProject;
import io.scf4j.maven.local.LocalScfAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.w3c.dom.Element;

/** A version that does not answer as expected gets nobody's events, however many there are. */
class VerifyIT {
  private static final String FUNCTION = "CustomRuntime-Bash";
  private static final String SETTINGS =
      """
      <publish>true</publish>
      <alias>live</alias>
      <verify>
        <smokeEvent>
          <name>works</name>
          <clientContextFile>smoke.json</clientContextFile>
          <contains>"ok":</contains>
          <jsonPaths>
            <jsonPath>
              <path>$.ok</path>
              <value>true</value>
            </jsonPath>
            <jsonPath>
              <path>$.items[?(@.tags subsetof ["a","b"])].id</path>
              <value>[1]</value>
            </jsonPath>
          </jsonPaths>
          <maxDurationMs>3000</maxDurationMs>
        </smokeEvent>
        <smokeEvent>
          <name>lives</name>
        </smokeEvent>
      </verify>
      """;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int CALLERS = 2;

  private final TestProject project =
      TestProject.copyOf("bash-sample")
          .write("smoke.json", "{\"smoke\":1}")
          .edit("pom.xml", pom -> pom.replace("<memorySize>", SETTINGS + "<memorySize>"));

  @AfterEach
  void nothingIsLeftForTheNextTestEither() {
    for (String line : Processes.of(project.directory().getParent())) {
      ProcessHandle.of(Long.parseLong(line.substring(0, line.indexOf(' '))))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @OneMaven
  void aVersionThatFailsItsSmokeEventNeverGetsAnEventOfTheAlias(MavenRuntime maven)
      throws Exception {
    functionAnswers(1, true);
    BuildResult first =
        MavenBuild.of(maven, project)
            .with("package", "scf:start", "scf:deploy")
            .property("scf.detach", "true")
            .property("scf.deployOnStart", "false")
            .local()
            .succeeds();
    assertThat(first.output())
        .containsSubsequence(
            "? verify 2 smoke events against the new version",
            "works: as expected",
            "lives: as expected",
            "+ alias live → the new version");
    assertThat(FirstLightIT.result(project, "deploy").get("verified").getAsInt()).isEqualTo(2);
    try (Callers callers = new Callers(access())) {
      callers.awaitAnswersOf(1);

      functionAnswers(2, false);
      BuildResult broken = deploy(maven).fails();
      assertThat(broken.output())
          .contains("1 of 2 smoke events failed against version 2 of function")
          .contains("- works: $.ok is false, not true.")
          .contains("answers 2") // the function's log
          .contains("Alias live leads to 1 as before, and version 2 stays to be looked at.");
      assertThat(project.file("target/scf/deploy.json")).doesNotExist();
      assertThat(failureOf("works")).isEqualTo("$.ok is false, not true");
      assertThat(failureOf("lives")).isNull();

      BuildResult again = deploy(maven).fails();
      assertThat(again.output())
          .contains("? verify 2 smoke events against version 2")
          .doesNotContain("+ version");
      assertThat(aliased()).isEqualTo("1");
      callers.awaitMore();
      assertThat(callers.versions()).containsOnlyKeys(1);

      functionAnswers(3, true);
      deploy(maven).with("scf:invoke").property("scf.expect.contains", "\"version\":3").succeeds();
      assertThat(aliased()).isEqualTo("3");
      assertThat(project.read("target/scf/TEST-scf-invoke.xml")).contains("failures=\"0\"");
      callers.awaitAnswersOf(3);
      assertThat(callers.versions()).containsOnlyKeys(1, 3);
      assertThat(callers.errors()).isEmpty();
    }
  }

  private MavenBuild deploy(MavenRuntime maven) {
    return MavenBuild.of(maven, project).with("package", "scf:deploy").local();
  }

  private void functionAnswers(int version, boolean ok) {
    project.write(
        "src/main/scf/index.sh",
        """
        main_handler() {
          echo "answers %d" >&2
          echo '{"version":%d,"ok":%s,"items":[{"id":1,"tags":["a"]},{"id":2,"tags":["c"]}]}'
        }
        """
            .formatted(version, version, ok));
  }

  private LocalScfAccess access() {
    return LocalScfAccess.read(project.file("target/scf/local.json")).orElseThrow();
  }

  private String aliased() {
    JsonObject parameters = OwnProcessScf.function(FUNCTION);
    parameters.addProperty("Name", "live");
    try (CloudCaller caller = new CloudCaller(access())) {
      return caller.call("GetAlias", parameters).get("FunctionVersion").getAsString();
    }
  }

  /** The message of a test's failure in the report, or null. */
  private String failureOf(String test) throws Exception {
    Element suite =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(project.file("target/scf/TEST-scf-deploy.xml").toFile())
            .getDocumentElement();
    for (int i = 0; i < suite.getElementsByTagName("testcase").getLength(); i++) {
      Element one = (Element) suite.getElementsByTagName("testcase").item(i);
      if (one.getAttribute("name").equals(test)) {
        Element failure = (Element) one.getElementsByTagName("failure").item(0);
        return failure == null ? null : failure.getAttribute("message");
      }
    }
    throw new AssertionError("no test " + test);
  }

  /** They call the alias for as long as they are open, and write down what they got. */
  private static final class Callers implements AutoCloseable {
    private final Map<Integer, AtomicInteger> versions = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> errors = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    Callers(LocalScfAccess access) {
      for (int i = 0; i < CALLERS; i++) {
        Thread thread = new Thread(() -> call(access), "caller-" + i);
        thread.start();
        threads.add(thread);
      }
    }

    private void call(LocalScfAccess access) {
      JsonObject parameters = OwnProcessScf.invocation(FUNCTION, "{}");
      parameters.addProperty("Qualifier", "live");
      try (CloudCaller caller = new CloudCaller(access)) {
        while (!closed) {
          JsonObject result = caller.call("Invoke", parameters).getAsJsonObject("Result");
          if (result.get("InvokeResult").getAsLong() == 0) {
            String said = result.get("RetMsg").getAsString();
            int version = JsonParser.parseString(said).getAsJsonObject().get("version").getAsInt();
            count(versions, version);
          } else {
            count(errors, result.toString());
          }
        }
      } catch (RuntimeException | AssertionError e) {
        count(errors, e.toString());
      }
    }

    private static <K> void count(Map<K, AtomicInteger> counts, K what) {
      counts.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
    }

    Map<Integer, AtomicInteger> versions() {
      return versions;
    }

    Map<String, AtomicInteger> errors() {
      return errors;
    }

    void awaitAnswersOf(int version) {
      boolean came = Processes.await(PATIENCE, () -> versions.containsKey(version));
      assertThat(came).as("answers %s, errors %s", versions, errors).isTrue();
    }

    /** Until each caller has had another answer that it asked for after now. */
    void awaitMore() {
      int enough = all() + 2 * CALLERS;
      boolean came = Processes.await(PATIENCE, () -> all() >= enough);
      assertThat(came).as("answers %s, errors %s", versions, errors).isTrue();
    }

    private int all() {
      return versions.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    @Override
    public void close() {
      closed = true;
      for (Thread thread : threads) {
        try {
          thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
