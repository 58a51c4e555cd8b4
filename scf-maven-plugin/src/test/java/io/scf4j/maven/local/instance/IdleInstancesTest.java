package io.scf4j.maven.local.instance;

import static io.scf4j.maven.local.instance.ShellFunctions.eventually;
import static io.scf4j.maven.local.instance.ShellFunctions.handling;
import static io.scf4j.maven.local.instance.ShellFunctions.invoke;
import static io.scf4j.maven.local.instance.ShellFunctions.invokeLater;
import static io.scf4j.maven.local.instance.ShellFunctions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.instance.InstanceStatus.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long instances are kept without events, how they end, and what is seen of them meanwhile. */
@Timeout(60)
class IdleInstancesTest {
  private static final String PID = handling("response $$");

  @TempDir Path root;
  private final ManualTime time = new ManualTime();
  private ShellFunctions functions;

  @AfterEach
  void nothingIsLeft() throws Exception {
    functions.close();
  }

  private InstancePool pool(String bootstrap) throws Exception {
    functions = new ShellFunctions(root, time);
    return functions.pool(bootstrap);
  }

  @Test
  void endsAnInstanceThatGotNoEventForAMinute() throws Exception {
    InstancePool pool = pool(PID);
    String pid = invoke(pool, "{}").result();

    time.pass(Duration.ofSeconds(59));
    assertThat(pool.size()).isEqualTo(1);
    time.pass(Duration.ofSeconds(1));

    assertThat(pool.size()).isZero();
    eventually(() -> pool.instances().isEmpty());
    assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(functions.instances()).isEmptyDirectory();
    assertThat(invoke(pool, "{}").result()).isNotEqualTo(pid);
  }

  @Test
  void countsFromTheLastEvent() throws Exception {
    InstancePool pool = pool(PID);
    String pid = invoke(pool, "{}").result();

    for (int i = 0; i < 5; i++) {
      time.pass(Duration.ofSeconds(40));
      assertThat(invoke(pool, "{}").result()).isEqualTo(pid);
    }
    time.pass(Duration.ofSeconds(59));
    assertThat(pool.size()).isEqualTo(1);
    time.pass(Duration.ofSeconds(1));
    assertThat(pool.size()).isZero();
  }

  @Test
  void leavesABusyInstanceAlone() throws Exception {
    InstancePool pool = pool(handling("until [ -e gate ]; do sleep 0.05; done; response ok"));
    CompletableFuture<InvocationReport> busy = invokeLater(pool, "{}");
    eventually(() -> pool.instances().stream().anyMatch(one -> one.invocations() == 1));

    time.pass(Duration.ofHours(1));

    try (var codes = Files.newDirectoryStream(root, "code*")) {
      Files.createFile(codes.iterator().next().resolve("gate"));
    }
    assertThat(busy.get().result()).isEqualTo("ok");
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void asksAnInstanceToEndBeforeItKillsIt() throws Exception {
    functions = new ShellFunctions(root, time, MountNamespace.refused("by the test"));
    Path code =
        functions.code(
            ShellFunctions.HEAD
                + "trap 'echo bye > asked; exit 0' TERM\nready\nwhile :; do\n"
                + "curl -sS $api/invocation/next > $tmp/event & wait $!; response ok\ndone\n");
    InstancePool pool = functions.pool(spec("sample", code), PoolOptions.of(3));
    assertThat(invoke(pool, "{}").result()).isEqualTo("ok");

    time.pass(Duration.ofMinutes(2));

    eventually(() -> pool.instances().isEmpty());
    assertThat(code.resolve("asked")).hasContent("bye");
  }

  @Test
  void endsThemInRealTimeToo() throws Exception {
    functions = new ShellFunctions(root);
    InstancePool pool =
        functions.pool(
            spec("sample", functions.code(PID)),
            PoolOptions.of(3).withIdleTime(Duration.ofMillis(200)));
    assertThat(invoke(pool, "{}").statusCode()).isEqualTo(200);

    eventually(() -> pool.instances().isEmpty());
  }

  @Test
  void forgetsAnIdleInstanceWhenItsProcessEnds() throws Exception {
    InstancePool pool = pool(PID);
    String pid = invoke(pool, "{}").result();

    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();

    eventually(() -> pool.instances().isEmpty());
    assertThat(functions.instances()).isEmptyDirectory();
  }

  @Test
  void tellsWhatEachInstanceIsDoingSinceWhen() throws Exception {
    Instant before = Instant.now();
    InstancePool pool = pool(PID);
    long pid = Long.parseLong(invoke(pool, "{}").result());
    invoke(pool, "{}");
    time.pass(Duration.ofSeconds(20));

    List<InstanceStatus> list = pool.instances();

    assertThat(list).hasSize(1);
    InstanceStatus one = list.get(0);
    assertThat(one.state()).isEqualTo(State.IDLE);
    assertThat(one.pid()).isEqualTo(pid);
    assertThat(one.invocations()).isEqualTo(2);
    assertThat(one.provisioned()).isFalse();
    assertThat(one.memoryBytes()).isGreaterThan(1_000_000);
    assertThat(one.since()).isBetween(before.minusSeconds(20), Instant.now().minusSeconds(20));
    assertThat(functions.instances().resolve(one.id())).isDirectory();
  }

  @Test
  void losesInstancesWhateverTheyAreDoing() throws Exception {
    InstancePool pool =
        pool(handling("case $event in 1) sleep 600 & sleep 600;; esac; response $$"));
    CompletableFuture<InvocationReport> busy = invokeLater(pool, "1");
    eventually(() -> pool.instances().stream().anyMatch(one -> one.invocations() == 1));
    String idle = invoke(pool, "2").result();

    assertThat(pool.loseInstances()).isEqualTo(2);

    assertThat(busy.get().statusCode()).isEqualTo(439);
    assertThat(busy.get().result())
        .contains("User process exit when running: killed by signal 9 (SIGKILL)");
    assertThat(pool.size()).isZero();
    assertThat(invoke(pool, "2").result()).matches("\\d+").isNotEqualTo(idle);
  }

  @Test
  void losesOneInstanceByItsId() throws Exception {
    InstancePool pool = pool(PID);
    invoke(pool, "{}");
    String id = pool.instances().get(0).id();

    assertThat(pool.loseInstance("another")).isFalse();
    assertThat(pool.size()).isEqualTo(1);
    assertThat(pool.loseInstance(id)).isTrue();
    assertThat(pool.instances()).isEmpty();
  }

  @Test
  void endsBusyInstancesOfARetiredPoolWithTheHost() throws Exception {
    InstancePool pool = pool(handling("sleep 600; response ok"));
    CompletableFuture<InvocationReport> busy = invokeLater(pool, "{}");
    eventually(() -> pool.instances().stream().anyMatch(one -> one.invocations() == 1));
    pool.retire();
    assertThat(pool.size()).isEqualTo(1);

    functions.host.close();

    assertThat(busy.get().statusCode()).isEqualTo(439);
    assertThat(functions.instances()).isEmptyDirectory();
  }

  @Test
  void refusesEventsWhenItIsClosed() throws Exception {
    InstancePool pool = pool(PID);
    pool.close();

    InvocationReport report = invoke(pool, "{}");

    assertThat(report.statusCode()).isEqualTo(500);
    assertThat(report.result()).contains("InternalError: the local SCF is ending");
  }
}
