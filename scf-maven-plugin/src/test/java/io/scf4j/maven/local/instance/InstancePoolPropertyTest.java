package io.scf4j.maven.local.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.ListeningPorts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events of every kind from many callers, while instances are lost, reaped, provisioned and killed
 * at random: each event gets one result, which is its own, and is handled at most once; in the end
 * nothing is left. The seed is in the report; {@code -Dscf4j.test.seed} repeats its decisions.
 */
@Timeout(120)
class InstancePoolPropertyTest {
  private static final int CALLERS = 6;
  private static final Duration DURATION = Duration.ofSeconds(3);

  /** Handles {@code <kind> <id>}, and notes each id that it was given. */
  private static final String FUNCTION =
      ShellFunctions.handling(
          """
          set -- $event
          echo $2 >> $NOTES
          case $1 in
            ok) response "$2" ;;
            error) curl -s -d "$2" $api/invocation/error -o /dev/null ;;
            slow) sleep 600 ;;
            exit) exit 3 ;;
            abort) kill -ABRT $$ ;;
            child) (trap '' TERM; sleep 600) & response "$2" ;;
            bye) response "$2"; exit 0 ;;
            chatty) head -c 300000 /dev/zero | tr '\\0' x; response "$2" ;;
          esac
          """);

  /** What may become of an event besides 200 when nothing else happens to its instance. */
  private static final Map<String, Set<Integer>> OUTCOMES =
      Map.of(
          "ok", Set.of(200),
          "error", Set.of(430),
          "slow", Set.of(),
          "exit", Set.of(439),
          "abort", Set.of(439),
          "child", Set.of(200),
          "bye", Set.of(200),
          "chatty", Set.of(200));

  /**
   * Refused; too slow, which a busy machine can be too, so its words and duration are looked at; or
   * the instance was lost before or after it was ready.
   */
  private static final Set<Integer> ALWAYS = Set.of(432, 433, 439, 450);

  @TempDir Path root;

  private record Outcome(String kind, String id, InvocationReport report) {}

  @RepeatedTest(2)
  void givesEachEventOneResultAndLeavesNothing(TestReporter reporter) throws Exception {
    long seed = Long.getLong("scf4j.test.seed", System.nanoTime());
    reporter.publishEntry("seed", Long.toString(seed));
    Set<String> ports = ListeningPorts.now();
    Path notes = Files.createFile(root.resolve("notes"));
    ManualTime time = new ManualTime();
    // Without a mount namespace, so that all instances see the notes.
    ShellFunctions functions =
        new ShellFunctions(root, time, MountNamespace.refused("by the test"));
    InstanceSpec plain = ShellFunctions.spec("sample", functions.code(FUNCTION), 128, 2);
    InstanceSpec spec =
        new InstanceSpec(
            plain.namespace(),
            plain.function(),
            plain.version(),
            plain.region(),
            plain.handler(),
            plain.memoryMb(),
            plain.timeoutSeconds(),
            plain.initTimeoutSeconds(),
            Map.of("NOTES", notes.toString()),
            plain.code());
    InstancePool pool = functions.pool(spec, PoolOptions.of(4));
    functions.host.quota().reserve("default", "sample", 4 * 128);
    ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    Set<String> given = ConcurrentHashMap.newKeySet();
    long end = System.nanoTime() + DURATION.toNanos();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Random random = new Random(seed + i);
        running.add(threads.submit(() -> call(pool, random, end, given, outcomes)));
      }
      running.add(threads.submit(() -> disturb(pool, time, new Random(seed - 1), end)));
      for (Future<?> one : running) {
        one.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    reporter.publishEntry("results", byStatus(outcomes));
    check(seed, given, List.copyOf(outcomes), Files.readAllLines(notes));
    functions.close();
    assertThat(ListeningPorts.now()).as("ports, seed %d", seed).isEqualTo(ports);
  }

  private static Void call(
      InstancePool pool,
      Random random,
      long end,
      Set<String> given,
      ConcurrentLinkedQueue<Outcome> outcomes)
      throws InterruptedException {
    List<String> kinds = new ArrayList<>(OUTCOMES.keySet());
    kinds.sort(String::compareTo);
    while (System.nanoTime() < end) {
      String kind = random.nextInt(3) > 0 ? "ok" : kinds.get(random.nextInt(kinds.size()));
      String id = UUID.randomUUID().toString();
      given.add(id);
      InvocationReport report = pool.invoke(id, (kind + " " + id).getBytes(StandardCharsets.UTF_8));
      outcomes.add(new Outcome(kind, id, report));
      if (report.statusCode() == 432) {
        Thread.sleep(random.nextInt(20));
      }
    }
    return null;
  }

  private static Void disturb(InstancePool pool, ManualTime time, Random random, long end)
      throws InterruptedException {
    while (System.nanoTime() < end) {
      Thread.sleep(random.nextInt(200));
      switch (random.nextInt(10)) {
        case 0 -> pool.loseInstances();
        case 1, 2 -> pool.provision(random.nextInt(4));
        case 3 -> time.pass(Duration.ofSeconds(random.nextInt(90)));
        case 4 ->
            pool.instances().stream()
                .skip(random.nextInt(4))
                .findFirst()
                .ifPresent(one -> pool.loseInstance(one.id()));
        case 5 ->
            pool.instances().stream()
                .skip(random.nextInt(4))
                .findFirst()
                .flatMap(one -> ProcessHandle.of(one.pid()))
                .ifPresent(ProcessHandle::destroyForcibly);
        default -> time.pass(Duration.ofSeconds(1));
      }
    }
    return null;
  }

  private static String byStatus(Collection<Outcome> outcomes) {
    return outcomes.stream()
        .collect(
            Collectors.groupingBy(
                outcome -> outcome.report().statusCode(), TreeMap::new, Collectors.counting()))
        .toString();
  }

  private static void check(
      long seed, Set<String> given, List<Outcome> outcomes, List<String> handled) {
    assertThat(outcomes.stream().map(Outcome::id))
        .as("results, seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(given);
    assertThat(handled).as("handled, seed %d", seed).doesNotHaveDuplicates();
    Set<String> ran = Set.copyOf(handled);
    for (Outcome outcome : outcomes) {
      InvocationReport report = outcome.report();
      String what = outcome.kind() + " " + report + ", seed " + seed;
      assertThat(report.requestId()).as(what).isEqualTo(outcome.id());
      Set<Integer> possible = new TreeSet<>(ALWAYS);
      possible.addAll(OUTCOMES.get(outcome.kind()));
      assertThat(report.statusCode()).as(what).isIn(possible);
      if (report.statusCode() == 200) {
        assertThat(report.result()).as(what).isEqualTo(outcome.id());
      }
      if (report.statusCode() == 432) {
        assertThat(ran).as(what).doesNotContain(outcome.id());
      }
      if (report.statusCode() == 433 && report.durationMs() < 2000) {
        assertThat(report.result()).as(what).contains("Waiting for the event to be fetched");
      } else if (Set.of(200, 430, 433).contains(report.statusCode())) {
        assertThat(ran).as(what).contains(outcome.id());
      }
      assertThat(report.log())
          .as(what)
          .startsWith("START RequestId:" + outcome.id() + "\n")
          .containsOnlyOnce("\nEND RequestId:" + outcome.id() + "\n");
    }
    assertThat(outcomes.stream().filter(outcome -> !outcome.report().failed()).count())
        .as("successes, seed %d", seed)
        .isGreaterThan(5);
  }
}
