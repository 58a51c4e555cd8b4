package io.scf4j.maven.packaging.jre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.scf4j.maven.local.instance.InstanceEnvironment;
import io.scf4j.maven.local.instance.InstanceSpec;
import io.scf4j.maven.packaging.jre.TrainingRun.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Functions that do not do what a training waits for; none of them is left running. */
@Timeout(30)
class TrainingRunTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(25);
  private static final List<SampleEvents.Event> EVENTS =
      List.of(new SampleEvents.Event("a.json", "a".getBytes(StandardCharsets.UTF_8)));

  private static final String READY = "curl -s -d ' ' $api/init/ready -o /dev/null\n";
  private static final String NEXT = "curl -s $api/invocation/next -o event\n";
  private static final String FOREVER = "while :; do sleep 600 & wait; done\n";

  @TempDir Path directory;
  private TrainingRun run;

  @AfterEach
  void leaveNothing() {
    run.close();
  }

  @Test
  void endsAFunctionThatIsNeverReady() throws Exception {
    start(FOREVER, new Limits(SHORT, LONG, LONG));
    assertEndsWith(
        () -> run.serve(EVENTS), "The function did not say that it is ready within 1 s.");
  }

  @Test
  void endsAFunctionThatNeverAsksForAnEvent() throws Exception {
    start(READY + FOREVER, new Limits(LONG, SHORT, LONG));
    assertEndsWith(() -> run.serve(EVENTS), "The function did not answer a.json within 1 s.");
  }

  @Test
  void endsAFunctionThatNeverAnswers() throws Exception {
    start(READY + NEXT + FOREVER, new Limits(LONG, SHORT, LONG));
    assertEndsWith(() -> run.serve(EVENTS), "The function did not answer a.json within 1 s.");
  }

  @Test
  void noticesAtOnceThatAFunctionEndsInsteadOfAnswering() throws Exception {
    start(READY + NEXT + "exit 3\n", new Limits(LONG, LONG, LONG));
    assertEndsWith(() -> run.serve(EVENTS), "The function ended before it could answer a.json.");
  }

  @Test
  void endsAFunctionThatDoesNotMindSigterm() throws Exception {
    start("trap '' TERM\n" + READY + FOREVER, new Limits(LONG, LONG, SHORT));
    run.serve(List.of());
    assertEndsWith(run::end, "The function did not end within 1 s after SIGTERM.");
  }

  @Test
  void endsAJvmThatIsNotDoneInTime() throws Exception {
    start(FOREVER, new Limits(LONG, LONG, SHORT));
    assertEndsWith(run::awaitEnd, "The JVM was not done within 1 s.");
  }

  @Test
  void givesTheFunctionNothingOfTheHostsEnvironment() throws Exception {
    start("env >../env\n", new Limits(LONG, LONG, LONG));
    run.awaitEnd();
    run.close();
    List<String> env = Files.readAllLines(directory.resolve("env"));
    assertThat(env).contains("KEY=own", "MORE=told", "SCF4J_TRAINING=true");

    Set<String> hosts = new TreeSet<>(System.getenv().keySet());
    hosts.removeAll(
        InstanceEnvironment.of(spec(), "training", "", 0, Optional.of(directory)).keySet());
    hosts.removeAll(Set.of("_", "SHLVL", "OLDPWD"));
    assertThat(env).noneMatch(line -> hosts.contains(line.replaceFirst("=.*", "")));
  }

  private void assertEndsWith(ThrowingCallable wait, String message) throws Exception {
    assertThatThrownBy(wait)
        .isInstanceOfSatisfying(
            AotException.class, e -> assertThat(e.lastLines()).containsExactly("a line"))
        .hasMessage(message);
    run.close();
    long pid = Long.parseLong(Files.readString(directory.resolve("pid")).strip());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private void start(String script, Limits limits) throws IOException {
    Path bootstrap = spec().code().resolve("bootstrap");
    Files.createDirectories(bootstrap.getParent());
    Files.writeString(
        bootstrap,
        """
        #!/bin/bash
        echo $$ >../pid
        echo a line
        api="http://$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT/runtime"
        """
            + script);
    Files.setPosixFilePermissions(bootstrap, PosixFilePermissions.fromString("rwxr-xr-x"));
    run = TrainingRun.start(spec(), limits, Map.of("MORE", "told"), directory);
  }

  private InstanceSpec spec() {
    return new InstanceSpec(
        "default",
        "hello",
        "$LATEST",
        "ap-guangzhou",
        "demo.Hello::greet",
        256,
        30,
        60,
        Map.of("KEY", "own"),
        directory.resolve("code"));
  }
}
