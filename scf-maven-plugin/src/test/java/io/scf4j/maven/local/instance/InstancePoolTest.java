package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.FunctionZip;
import io.scf4j.maven.local.ProcessesOf;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes of small shell bootstraps: what each way to behave and to fail looks like from
 * outside.
 */
@Timeout(60)
class InstancePoolTest {
  /** Opens a bootstrap: $api, ready, and a function that fetches the event into $event. */
  private static final String READY =
      """
      #!/bin/bash
      api="http://$SCF_RUNTIME_API:$SCF_RUNTIME_API_PORT/runtime"
      tmp=${TMPDIR:-/tmp}
      next() { event=$(curl -sS "$api/invocation/next"); }
      response() { curl -s --data-binary "$1" "$api/invocation/response" -o /dev/null; }
      curl -s -d " " "$api/init/ready" -o /dev/null
      """;

  private static final String LOOP = READY + "while next; do\n%s\ndone\n";

  private static final List<String> DOCUMENTED =
      List.of(
          "SCF_RUNTIME_API",
          "SCF_RUNTIME_API_PORT",
          "_HANDLER",
          "SCF_FUNCTIONNAME",
          "SCF_FUNCTIONVERSION",
          "SCF_NAMESPACE",
          "SCF_RUNTIME",
          "TENCENTCLOUD_RUNENV",
          "TENCENTCLOUD_REGION",
          "TENCENTCLOUD_APPID",
          "TENCENTCLOUD_UIN",
          "TENCENTCLOUD_TZ",
          "_SCF_SERVER_PORT",
          "USER_CODE_ROOT",
          "PATH",
          "LD_LIBRARY_PATH",
          "LANG",
          "LC_ALL",
          "HOME",
          "USER",
          "LOGNAME",
          "SHELL",
          "HOSTNAME",
          "JAVA_HOME",
          "PWD");

  @TempDir Path root;
  private final List<InstancePool> pools = new ArrayList<>();

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    pools.forEach(InstancePool::close);
    if (Files.isDirectory(root.resolve("instances"))) {
      try (Stream<Path> left = Files.list(root.resolve("instances"))) {
        assertThat(left).isEmpty();
      }
    }
    // A watcher may live a moment longer than what it has watched.
    assertThat(ProcessesOf.leftIn(root, Duration.ofSeconds(10))).isEmpty();
  }

  private InstancePool pool(String bootstrap) throws Exception {
    return pool(bootstrap, 3, Map.of());
  }

  private InstancePool pool(String bootstrap, int timeout, Map<String, String> environment)
      throws Exception {
    return pool(code(bootstrap), timeout, environment);
  }

  private Path code(String bootstrap) throws IOException {
    Path code = Files.createTempDirectory(root, "code");
    Path file = Files.writeString(code.resolve("bootstrap"), bootstrap);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return code;
  }

  private InstancePool pool(Path code, int timeout, Map<String, String> environment)
      throws Exception {
    return pool(code, timeout, environment, MountNamespace.probe(root.resolve("probe")));
  }

  private InstancePool pool(
      Path code, int timeout, Map<String, String> environment, MountNamespace namespace) {
    InstanceSpec spec =
        new InstanceSpec(
            "default",
            "sample",
            "$LATEST",
            "ap-guangzhou",
            "index.main_handler",
            128,
            timeout,
            3,
            environment,
            code);
    InstancePool pool = new InstancePool(spec, root.resolve("instances"), 2, () -> namespace);
    pools.add(pool);
    return pool;
  }

  private static InvocationReport invoke(InstancePool pool, String event)
      throws InterruptedException {
    return pool.invoke(UUID.randomUUID().toString(), event.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void answersEventAfterEventFromOneProcess() throws Exception {
    InstancePool pool = pool(LOOP.formatted("response \"$$ $event\""));

    String[] first = invoke(pool, "1").result().split(" ", -1);
    String[] second = invoke(pool, "2").result().split(" ", -1);

    assertThat(first[1]).isEqualTo("1");
    assertThat(second).containsExactly(first[0], "2");
    assertThat(pool.size()).isEqualTo(1);
  }

  @Test
  void writesTheLogInThePlatformsFormAndMergesInitOutputIntoTheFirst() throws Exception {
    InstancePool pool =
        pool(
            LOOP.formatted("echo working; echo complaining >&2; response done")
                .replace("curl -s -d", "echo starting; curl -s -d"));

    InvocationReport first = invoke(pool, "{}");
    InvocationReport second = invoke(pool, "{}");

    String id = first.requestId();
    assertThat(first.log())
        .matches(
            "START RequestId:"
                + id
                + "\nstarting\nInit Report RequestId: "
                + id
                + " Coldstart: \\d+ms \\(PullCode: 0ms InitRuntime: \\d+ms InitFunction: \\d+ms\\) Memory: 128MB MemUsage:"
                + " \\d+\\.\\d\\dMB\nworking\ncomplaining\nResponse RequestId:"
                + id
                + " RetMsg:\"done\"\nEND RequestId:"
                + id
                + "\nReport RequestId:"
                + id
                + " Duration:\\d+ms Memory:128MB MemUsage:[\\d.]+MB\n");
    assertThat(second.log())
        .startsWith("START RequestId:" + second.requestId() + "\nworking\ncomplaining\nResponse");
    assertThat(first.memoryBytes()).isGreaterThan(1_000_000);
  }

  @Test
  void reportsAnErrorOfTheFunctionAndKeepsTheInstance() throws Exception {
    InstancePool pool =
        pool(LOOP.formatted("curl -s -d \"bad $$\" $api/invocation/error -o /dev/null"));

    InvocationReport first = invoke(pool, "{}");
    InvocationReport second = invoke(pool, "{}");

    assertThat(first.statusCode()).isEqualTo(430);
    assertThat(first.result())
        .matches(
            "\\{\"errorCode\":-1,\"errorMessage\":\"bad \\d+\",\"requestId\":\""
                + first.requestId()
                + "\",\"statusCode\":430}");
    assertThat(first.log())
        .contains(
            "\nERROR RequestId:" + first.requestId() + " Result:" + first.result() + "\nEND ");
    assertThat(second.result())
        .isEqualTo(first.result().replace(first.requestId(), second.requestId()));
  }

  @Test
  void endsAHandlerThatIsTooSlowAndItsChildrenAndStartsAfresh() throws Exception {
    InstancePool pool =
        pool(
            LOOP.formatted(
                "case $event in 1) echo before; sleep 600 & sleep 600;; *) response ok;; esac"),
            1,
            Map.of());

    InvocationReport slow = invoke(pool, "1");

    assertThat(slow.statusCode()).isEqualTo(433);
    assertThat(slow.result())
        .isEqualTo(
            "{\"errorCode\":-1,\"errorMessage\":\"Invoking task timed out after 1 seconds\",\"requestId\":\""
                + slow.requestId()
                + "\",\"statusCode\":433}");
    assertThat(slow.log()).contains("before\nERROR ");
    assertThat(slow.durationMs()).isGreaterThanOrEqualTo(1000.0);
    assertThat(ProcessesOf.directory(root)).isEmpty();
    assertThat(invoke(pool, "2").result()).isEqualTo("ok");
  }

  /** What is still on its way when the limit comes is never the next event's. */
  @Test
  void neverCountsAResultThatComesAsTheTimeLimitDoes() throws Exception {
    InstancePool pool =
        pool(
            LOOP.formatted("echo working; sleep $event; response $event; echo answered"),
            1,
            Map.of());
    Set<Integer> outcomes = new TreeSet<>();
    for (String event : List.of("0", "1.3", "0.95", "0.98", "1", "1.02", "0")) {
      InvocationReport report = invoke(pool, event);
      outcomes.add(report.statusCode());
      if (report.failed()) {
        assertFailed(433, "Invoking task timed out after 1 seconds", report);
        assertThat(report.log()).contains("\nworking\n").doesNotContain("\nResponse ");
      } else {
        assertThat(report.result()).isEqualTo(event);
        assertThat(report.log()).contains("\nResponse ").doesNotContain("\nERROR ");
      }
    }
    assertThat(outcomes).containsExactly(200, 433);
  }

  @Test
  void warnsOfResultsThatItIgnores() throws Exception {
    InstancePool pool =
        pool(
            LOOP.formatted("response first; response second; response third")
                .replace("curl -s -d", "response early; curl -s -d"));

    InvocationReport first = invoke(pool, "1");
    InvocationReport next = invoke(pool, "2");

    assertThat(first.result()).isEqualTo("first");
    assertThat(next.result()).isEqualTo("first");
    assertThat(first.log())
        .containsPattern(
            "\nWarning: a result was ignored after \\d+ ms: there is no event to answer"
                + " \\(POST /runtime/invocation/response HTTP/1.1\\)\n");
    // Those of the first event, behind its log or in time for it, and perhaps some of the second.
    assertThat((first.log() + next.log()).lines().filter(line -> line.startsWith("Warning: ")))
        .hasSizeBetween(3, 5);
  }

  @Test
  void tellsAnEventThatWasNeverFetchedFromAHandlerThatIsTooSlow() throws Exception {
    String bootstrap = READY + "sleep 0.3; echo not polling; sleep 600";
    InvocationReport report = invoke(pool(bootstrap, 1, Map.of()), "{}");

    assertThat(report.statusCode()).isEqualTo(433);
    assertThat(report.result())
        .contains("Waiting for the event to be fetched timed out after 1 seconds");
    assertThat(report.durationMs()).isZero();
    assertThat(report.log()).contains("\nnot polling\nERROR ");
  }

  /** What is in the log of every failure, and of one whose function never began. */
  private static void assertFailed(int statusCode, String message, InvocationReport report) {
    String id = report.requestId();
    assertThat(report.statusCode()).isEqualTo(statusCode);
    assertThat(report.result())
        .contains(message)
        .endsWith("\"requestId\":\"" + id + "\",\"statusCode\":" + statusCode + "}");
    assertThat(report.log())
        .startsWith("START RequestId:" + id + "\n")
        .containsPattern(
            "\nERROR RequestId:\\Q"
                + id
                + " Result:"
                + report.result()
                + "\\E\nEND RequestId:"
                + id
                + "\nReport RequestId:"
                + id
                + " Duration:\\d+ms Memory:128MB MemUsage:[\\d.]+MB\n$");
  }

  private static void assertNotBegun(int statusCode, String message, InvocationReport report) {
    assertFailed(statusCode, message, report);
    assertThat(report.log())
        .hasLineCount(4)
        .endsWith(" Duration:0ms Memory:128MB MemUsage:0.0MB\n");
    assertThat(report.durationMs()).isZero();
    assertThat(report.billedMs()).isZero();
    assertThat(report.memoryBytes()).isZero();
  }

  @Test
  void saysThatThisMachineCouldNotStartAnInstance() throws Exception {
    Path file = Files.createFile(root.resolve("file"));
    InstanceSpec spec =
        new InstanceSpec(
            "default",
            "sample",
            "$LATEST",
            "ap-guangzhou",
            "index.main_handler",
            128,
            3,
            3,
            Map.of(),
            code(LOOP.formatted("response ok")));
    InstancePool pool =
        new InstancePool(spec, file, 2, () -> MountNamespace.refused("by the test"));
    pools.add(pool);

    assertNotBegun(
        449, "InsufficientResources: no instance could be started: ", invoke(pool, "{}"));
  }

  @Test
  void saysThatItIsEnding() throws Exception {
    InstancePool pool = pool(LOOP.formatted("response ok"));
    assertThat(invoke(pool, "{}").result()).isEqualTo("ok");
    pool.close();

    assertNotBegun(500, "InternalError: the local SCF is ending", invoke(pool, "{}"));
  }

  @Test
  void keepsTheOutputOfConcurrentInstancesApart() throws Exception {
    Path code =
        code(
            LOOP.formatted(
                """
            until [ -e gate ]; do sleep 0.01; done
            for i in {1..300}; do echo "line of $event"; [ $((i % 50)) = 0 ] && sleep 0.02; done
            response $event"""));
    InstancePool pool = pool(code, 30, Map.of());
    ExecutorService callers = Executors.newFixedThreadPool(2);
    try {
      var one = callers.submit(() -> invoke(pool, "1"));
      var two = callers.submit(() -> invoke(pool, "2"));
      ShellFunctions.eventually(() -> pool.size() == 2);
      Files.createFile(code.resolve("gate"));
      assertThat(one.get().log().lines().filter("line of 1"::equals)).hasSize(300);
      assertThat(two.get().log().lines().filter("line of 2"::equals)).hasSize(300);
      assertThat(one.get().log()).doesNotContain("line of 2");
      assertThat(two.get().log()).doesNotContain("line of 1");
      assertThat(pool.size()).isEqualTo(2);
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void endsAnInitialisationThatIsTooSlow() throws Exception {
    InvocationReport report = invoke(pool("#!/bin/bash\necho loading; sleep 600"), "{}");

    assertThat(report.result()).contains("initialization timeout").contains("3 seconds");
    assertThat(report.failed()).isTrue();
    assertThat(report.log()).contains("\nloading\nERROR ");
  }

  @Test
  void recognisesTheEndOfTheProcessDuringInitialisationAtOnce() throws Exception {
    InvocationReport report = invoke(pool("#!/bin/bash\necho no database >&2; exit 3"), "{}");

    assertThat(report.statusCode()).isEqualTo(450);
    assertThat(report.result())
        .contains("initialization timeout: bootstrap ended during initialization, exit code 3");
    assertThat(report.log()).contains("\nno database\nERROR ");
  }

  @Test
  void recognisesTheEndOfTheProcessDuringAnInvocationAtOnce() throws Exception {
    InstancePool pool =
        pool(
            LOOP.formatted(
                "case $event in 1) echo bye; exit 4;; 2) kill -SEGV $$;; *) response ok;; esac"),
            60,
            Map.of());

    InvocationReport exit = invoke(pool, "1");
    InvocationReport signal = invoke(pool, "2");

    assertThat(exit.statusCode()).isEqualTo(439);
    assertThat(exit.result()).contains("User process exit when running: exit code 4");
    assertThat(exit.log()).contains("\nbye\nERROR ");
    assertThat(signal.result())
        .contains("User process exit when running: killed by signal 11 (SIGSEGV)");
    assertThat(invoke(pool, "3").result()).isEqualTo("ok");
  }

  @Test
  void startsAnotherInstanceWhenAWarmOneHasEndedMeanwhile() throws Exception {
    InstancePool pool = pool(READY + "next; response $$; exit 0");

    String first = invoke(pool, "{}").result();
    String second = invoke(pool, "{}").result();

    assertThat(first).matches("\\d+");
    assertThat(second).matches("\\d+").isNotEqualTo(first);
  }

  @Test
  void killsWhatAFunctionLeftInTheBackground() throws Exception {
    InstancePool pool =
        pool(READY + "next; (sleep 600 &) ; (trap '' TERM HUP; sleep 600) & response ok; exit 0");

    assertThat(invoke(pool, "{}").result()).isEqualTo("ok");
    // the check after each test finds them
  }

  @Test
  void servesConcurrentEventsOnOneInstanceEachUpToTheLimit() throws Exception {
    Path code = code(LOOP.formatted("until [ -e gate ]; do sleep 0.05; done; response $$"));
    InstancePool pool = pool(code, 30, Map.of());
    ExecutorService callers = Executors.newFixedThreadPool(3);
    try {
      CompletionService<InvocationReport> calls = new ExecutorCompletionService<>(callers);
      for (int i = 0; i < 3; i++) {
        var unused = calls.submit(() -> invoke(pool, "{}"));
      }
      List<InvocationReport> reports = new ArrayList<>();
      reports.add(calls.take().get()); // the one that finds no instance, while the others wait
      assertNotBegun(
          432,
          "ResourceLimitReached: Function [ sample ] concurrency exceeded, all 2 instances are busy",
          reports.get(0));
      Files.createFile(code.resolve("gate"));
      reports.add(calls.take().get());
      reports.add(calls.take().get());
      assertThat(reports)
          .extracting(InvocationReport::statusCode)
          .containsExactlyInAnyOrder(200, 200, 432);
      assertThat(
              reports.stream()
                  .filter(report -> !report.failed())
                  .map(InvocationReport::result)
                  .distinct())
          .hasSize(2);
      assertThat(invoke(pool, "{}").statusCode()).isEqualTo(200);
    } finally {
      callers.shutdown();
    }
  }

  @Test
  void givesExactlyTheDocumentedEnvironment() throws Exception {
    MountNamespace namespace = MountNamespace.probe(root.resolve("probe"));
    Set<String> expected = new TreeSet<>(DOCUMENTED);
    if (namespace.refusal().isPresent()) {
      expected.add("TMPDIR");
    }
    assertThat(environment(namespace).keySet()).isEqualTo(expected);
  }

  @Test
  void addsTmpdirToTheEnvironmentWhereThereIsNoMountNamespace() throws Exception {
    Map<String, String> environment = environment(MountNamespace.refused("by the test"));
    Set<String> expected = new TreeSet<>(DOCUMENTED);
    expected.add("TMPDIR");
    assertThat(environment.keySet()).isEqualTo(expected);
    assertThat(environment.get("TMPDIR")).startsWith(root.resolve("instances").toString());
  }

  private Map<String, String> environment(MountNamespace namespace) throws Exception {
    Path code =
        code(
            LOOP.formatted("response \"$(tr '\\0' '\\n' </proc/$$/environ; echo pwd=$(pwd -P))\""));
    Map<String, String> own = Map.of("MINE", "value", "group", "1", "setsid", "2", "mount", "3");
    String result = invoke(pool(code, 3, own, namespace), "{}").result();
    Map<String, String> environment = new TreeMap<>();
    for (String line : result.split("\n", -1)) {
      environment.put(line.replaceAll("=.*", ""), line.replaceFirst("[^=]*=", ""));
    }
    assertThat(environment.remove("pwd")).isEqualTo(code.toRealPath().toString());
    assertThat(environment)
        .containsAllEntriesOf(own)
        .containsEntry("_HANDLER", "index.main_handler")
        .containsEntry("PWD", code.toString());
    environment.keySet().removeAll(own.keySet());
    return environment;
  }

  @Test
  void startsTheFunctionWithDefaultSignalsAndNoStrayDescriptors() throws Exception {
    String[] result =
        invoke(
                pool(
                    LOOP.formatted(
                        "response \"$(grep SigIgn /proc/self/status | cut -f2) $(echo /proc/$$/fd/*)\"")),
                "{}")
            .result()
            .split(" ", 2);

    // 32 and 33 are the C library's own, which it ignores in every process it spawns.
    assertThat(Long.parseUnsignedLong(result[0], 16) & ~0x1_8000_0000L).isZero();
    // 255 is bash's for its script and 3 for the output of $(...), which would be 4 had we left a
    // descriptor open.
    assertThat(result[1].replaceAll("/proc/\\d+/fd/", "")).isEqualTo("0 1 2 255 3");
  }

  @Test
  void takesSixMegabytesBothWaysAndNoMore() throws Exception {
    InstancePool pool =
        pool(
            LOOP.formatted(
                """
            head -c "$(echo "$event" | tr -d -c 0-9)" /dev/zero | tr '\\0' x > $tmp/result
            curl -s --data-binary @$tmp/result $api/invocation/response -o /dev/null"""),
            30,
            Map.of());

    assertThat(invoke(pool, "6291456").result()).hasSize(6291456).endsWith("xxx");
    InvocationReport over = invoke(pool, "6291457");
    assertFailed(407, "The size of response exceeds the upper limit (6 MB)", over);
    assertThat(invoke(pool, "1").result()).isEqualTo("x");
    InstancePool echo =
        pool(
            READY
                + "while curl -sS $api/invocation/next > $tmp/e; do response $(wc -c < $tmp/e); done",
            30,
            Map.of());
    assertThat(invoke(echo, "x".repeat(6291456)).result()).isEqualTo("6291456");
  }

  @Test
  void saysWhatIsWrongWithABootstrapThatCannotBeStarted() throws Exception {
    assertThat(invoke(pool("#!/bin/bash\r\necho\r\n"), "{}").result())
        .contains("CRLF line ends (#!/bin/bash\\\\r)");
    assertThat(invoke(pool("echo no shebang"), "{}").result()).contains("has no #! line");
    assertThat(invoke(pool("#!/no/such/shell\n"), "{}").result())
        .contains("interpreter that is not there: /no/such/shell");

    Path code = Files.createDirectories(root.resolve("empty"));
    InvocationReport missing = invoke(pool(code, 3, Map.of()), "{}");
    assertThat(missing.statusCode()).isEqualTo(443);
    assertThat(missing.result()).contains("ReloadFail: Bootstrap does not exist");

    Files.writeString(code.resolve("bootstrap"), FunctionZip.ECHO);
    InvocationReport plain = invoke(pool(code, 3, Map.of()), "{}");
    assertThat(plain.result())
        .isEqualTo(
            "{\"errorCode\":1,\"errorMessage\":\"ReloadFail: Bootstrap not executable\\n\",\"requestId\":\""
                + plain.requestId()
                + "\",\"statusCode\":443}");
    assertNotBegun(443, "ReloadFail: Bootstrap not executable\\n", plain);
  }

  @Test
  void namesABootstrapThatIsForAnotherCpu() throws Exception {
    Path code = code("");
    byte[] elf = new byte[64];
    System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, elf, 0, 7);
    elf[18] = 8; // MIPS
    Files.write(code.resolve("bootstrap"), elf);

    assertThat(invoke(pool(code, 3, Map.of()), "{}").result())
        .contains("Bootstrap is a program for another CPU than this machine's (")
        .contains("\"statusCode\":443");
  }

  @Test
  void refusesAnEventOfMoreThanSixMegabytes() throws Exception {
    InvocationReport report = invoke(pool("#!/bin/bash\n"), "x".repeat(6291457));

    assertNotBegun(406, "RequestTooLarge: the event is 6291457 bytes; the most is 6 MB", report);
  }

  @Test
  void cutsTheLogOfAChattyFunctionAndSaysSo() throws Exception {
    InstancePool pool =
        pool(
            LOOP.formatted(
                """
            echo first
            head -c 9000 /dev/zero | tr '\\0' x; echo
            for i in {1..40}; do head -c 200000 /dev/zero | tr '\\0' '\\n'; done
            echo last
            response ok"""),
            30,
            Map.of());

    String log = invoke(pool, "{}").log();

    assertThat(log)
        .contains("\nfirst\n")
        .contains("xxx... [record cut here: 808 bytes left out]\n")
        .containsPattern("\n\\[log cut here: \\d+ bytes left out]\n")
        .contains("\nlast\nResponse RequestId:");
    assertThat(log.length()).isLessThan(600 * 1024);
  }

  @Test
  void cutsAnErrorOfTheFunctionInTheLogOnly() throws Exception {
    InstancePool pool =
        pool(
            LOOP.formatted(
                """
            head -c 20000 /dev/zero | tr '\\0' x > $tmp/error
            curl -s --data-binary @$tmp/error $api/invocation/error -o /dev/null"""));

    InvocationReport report = invoke(pool, "{}");

    assertThat(report.result()).contains("x".repeat(20_000));
    assertThat(report.log())
        .containsPattern("xxx\\.\\.\\. \\[record cut here: \\d+ bytes left out]\nEND RequestId:");
  }
}
