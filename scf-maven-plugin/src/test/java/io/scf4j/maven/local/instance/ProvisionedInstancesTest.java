package io.scf4j.maven.local.instance;

import static io.scf4j.maven.local.instance.ShellFunctions.eventually;
import static io.scf4j.maven.local.instance.ShellFunctions.handling;
import static io.scf4j.maven.local.instance.ShellFunctions.invoke;
import static io.scf4j.maven.local.instance.ShellFunctions.invokeLater;
import static io.scf4j.maven.local.instance.ShellFunctions.spec;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that are initialised before any event comes. */
@Timeout(60)
class ProvisionedInstancesTest {
  private static final String PID =
      handling("response $$").replace("\nready\n", "\necho starting\nready\n");

  @TempDir Path root;
  private final ManualTime time = new ManualTime();
  private ShellFunctions functions;

  @BeforeEach
  void begin() {
    functions = new ShellFunctions(root, time);
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    functions.close();
  }

  @Test
  void initialisesThemAndReportsThatInALogOfItsOwn() throws Exception {
    InstancePool pool = functions.pool(PID);

    pool.provision(2);
    InvocationReport one = functions.nextProvisioned();
    InvocationReport two = functions.nextProvisioned();

    assertThat(List.of(one.failed(), two.failed())).isEqualTo(List.of(false, false));
    assertThat(one.requestId()).isNotEqualTo(two.requestId());
    assertThat(one.log())
        .matches(
            "START RequestId:"
                + one.requestId()
                + "\nstarting\nProvisioned Report RequestId: "
                + one.requestId()
                + " Coldstart: \\d+ms \\(PullCode: 0ms InitRuntime: \\d+ms InitFunction: \\d+ms\\)"
                + " Memory: 128MB MemUsage: \\d+\\.\\d\\dMB\n");
    assertThat(pool.provisioned()).isEqualTo(new ProvisionedStatus(2, 2, ""));
    assertThat(pool.size()).isEqualTo(2);
    assertThat(functions.host.quota().used()).isEqualTo(256);
    InvocationReport report = invoke(pool, "{}");
    assertThat(report.log())
        .startsWith("START RequestId:" + report.requestId() + "\nResponse RequestId:");
  }

  @Test
  void keepsThemHoweverLongTheyAreIdle() throws Exception {
    InstancePool pool = functions.pool(PID);
    pool.provision(1);
    functions.nextProvisioned();
    String pid = invoke(pool, "{}").result();

    time.pass(Duration.ofHours(10));

    assertThat(invoke(pool, "{}").result()).isEqualTo(pid);
  }

  @Test
  void givesThemTheEventsBeforeAnyOther() throws Exception {
    InstancePool pool = functions.pool(PID);
    String ordinary = invoke(pool, "{}").result();
    pool.provision(1);
    functions.nextProvisioned();

    String first = invoke(pool, "{}").result();

    assertThat(first).isNotEqualTo(ordinary);
    assertThat(invoke(pool, "{}").result()).isEqualTo(first);
  }

  @Test
  void replacesOneThatEnds() throws Exception {
    InstancePool pool = functions.pool(PID);
    pool.provision(1);
    functions.nextProvisioned();
    String pid = invoke(pool, "{}").result();

    ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
    functions.nextProvisioned();

    assertThat(pool.provisioned().available()).isEqualTo(1);
    assertThat(invoke(pool, "{}").result()).isNotEqualTo(pid);
    assertThat(pool.loseInstances()).isEqualTo(1);
    functions.nextProvisioned();
    assertThat(pool.provisioned().available()).isEqualTo(1);
  }

  @Test
  void replacesOneThatEndedInAnInvocation() throws Exception {
    InstancePool pool = functions.pool(handling("exit 3"));
    pool.provision(1);
    functions.nextProvisioned();

    assertThat(invoke(pool, "{}").statusCode()).isEqualTo(439);

    functions.nextProvisioned();
    assertThat(pool.provisioned()).isEqualTo(new ProvisionedStatus(1, 1, ""));
  }

  @Test
  void triesAgainMoreAndMoreSeldomWhenTheyDoNotBecomeReady() throws Exception {
    InstancePool pool = functions.pool("#!/bin/bash\necho no database; exit 3\n");

    pool.provision(1);
    InvocationReport report = functions.nextProvisioned();

    assertThat(report.failed()).isTrue();
    assertThat(report.log())
        .matches(
            "START RequestId:"
                + report.requestId()
                + "\nno database\nERROR RequestId:"
                + report.requestId()
                + " Result:\\{.*exit code 3.*\"statusCode\":450}\n");
    assertThat(pool.provisioned().available()).isZero();
    assertThat(pool.provisioned().problem()).contains("during initialization, exit code 3");
    time.pass(Duration.ofSeconds(1));
    functions.nextProvisioned();
    time.pass(Duration.ofSeconds(1));
    assertThat(functions.provisioned.poll(300, TimeUnit.MILLISECONDS)).isNull();
    time.pass(Duration.ofSeconds(1));
    functions.nextProvisioned();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ready; exit 0", "ready; sleep 0.3; exit 0"})
  void doesNotStartOneAfterAnotherThatEndsWithoutAnyEvent(String ending) throws Exception {
    InstancePool pool = functions.pool(ShellFunctions.HEAD + ending + "\n");

    pool.provision(1);
    functions.nextProvisioned();

    assertThat(functions.provisioned.poll(1, TimeUnit.SECONDS)).isNull();
    assertThat(pool.provisioned().problem()).contains("ended while it was idle");
    time.pass(Duration.ofSeconds(1));
    functions.nextProvisioned();
  }

  @Test
  void endsThoseThatAreNoLongerWanted() throws Exception {
    InstancePool pool = functions.pool(PID);
    pool.provision(3);
    for (int i = 0; i < 3; i++) {
      functions.nextProvisioned();
    }

    pool.provision(1);
    assertThat(pool.size()).isEqualTo(1);
    pool.provision(0);

    assertThat(pool.size()).isZero();
    assertThat(functions.host.quota().used()).isZero();
  }

  @Test
  void letsABusyOneServeOnAsAnOrdinaryOne() throws Exception {
    Path code = functions.code(handling("until [ -e gate ]; do sleep 0.05; done; response ok"));
    InstancePool pool = functions.pool(spec("sample", code), PoolOptions.of(3));
    pool.provision(1);
    functions.nextProvisioned();
    CompletableFuture<InvocationReport> busy = invokeLater(pool, "{}");
    eventually(() -> pool.instances().stream().anyMatch(one -> one.invocations() == 1));

    pool.provision(0);
    assertThat(functions.host.quota().used()).isEqualTo(128);
    Files.createFile(code.resolve("gate"));

    assertThat(busy.get().result()).isEqualTo("ok");
    assertThat(functions.host.quota().used()).isZero();
    assertThat(pool.instances().get(0).provisioned()).isFalse();
    time.pass(Duration.ofMinutes(1));
    assertThat(pool.size()).isZero();
  }

  @Test
  void letsAnEventWaitForOneThatIsStillStarting() throws Exception {
    Path code =
        functions.code(
            PID.replace("\nready\n", "\nuntil [ -e gate ]; do sleep 0.05; done\nready\n"));
    InstancePool pool = functions.pool(spec("sample", code), PoolOptions.of(1));
    pool.provision(1);
    eventually(() -> pool.size() == 1);

    CompletableFuture<InvocationReport> waiting = invokeLater(pool, "{}");
    Files.createFile(code.resolve("gate"));

    assertThat(waiting.get().statusCode()).isEqualTo(200);
    assertThat(waiting.get().result()).isEqualTo(Long.toString(pool.instances().get(0).pid()));
  }

  @Test
  void takesTheirPlaceFromIdleOnesAndSaysWhatIsInTheWayOfMore() throws Exception {
    InstancePool pool = functions.pool(spec("sample", functions.code(PID)), PoolOptions.of(1));
    String ordinary = invoke(pool, "{}").result();

    pool.provision(2);
    functions.nextProvisioned();

    assertThat(pool.size()).isEqualTo(1);
    assertThat(invoke(pool, "{}").result()).isNotEqualTo(ordinary);
    assertThat(pool.provisioned().available()).isEqualTo(1);
    assertThat(pool.provisioned().problem()).contains("all 1 instances are busy");
  }

  @Test
  void startsMoreWhenTheQuotaAllowsIt() throws Exception {
    InstancePool pool = functions.pool(PID);
    functions.host.quota().reserve("default", "sample", 128);
    pool.provision(2);
    functions.nextProvisioned();
    assertThat(pool.provisioned())
        .isEqualTo(
            new ProvisionedStatus(
                2, 1, "Function [ sample ] concurrency exceeded reserved quota 128 MB"));

    functions.host.quota().reserve("default", "sample", 256);
    time.pass(Duration.ofSeconds(1));
    functions.nextProvisioned();

    assertThat(pool.provisioned()).isEqualTo(new ProvisionedStatus(2, 2, ""));
  }

  @Test
  void endsThoseThatAreStartingWithTheirPool() throws Exception {
    InstancePool pool = functions.pool("#!/bin/bash\nsleep 600\n");
    pool.provision(2);
    eventually(() -> pool.size() == 2);

    pool.retire();

    eventually(() -> pool.instances().isEmpty());
    assertThat(functions.provisioned).isEmpty();
  }
}
