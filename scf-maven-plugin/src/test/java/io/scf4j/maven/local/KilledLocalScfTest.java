package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * The local SCF as a process that is killed at a random moment, while it starts and while several
 * clients change what it keeps: the next one has all that was acknowledged, the last call of each
 * client whole or not at all, and nothing else. {@code -Dscf4j.test.rounds} and {@code
 * -Dscf4j.test.seed} as in {@link LocalScfPropertyTest}.
 */
class KilledLocalScfTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .toList();

  @TempDir Path root;

  @Test
  void keepsWhatItHasAcknowledged(TestReporter reporter) throws Exception {
    long seed = Long.getLong("scf4j.test.seed", System.nanoTime());
    int rounds = Integer.getInteger("scf4j.test.rounds", 4);
    reporter.publishEntry("seed", Long.toString(seed));
    Random random = new Random(seed);
    Path store = root.resolve("store");
    List<StoreOwner> owners = new ArrayList<>();
    for (String name : List.of("alpha", "beta", "gamma")) {
      owners.add(new StoreOwner(name, owners.isEmpty(), new Random(random.nextLong())));
    }
    ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
    int calls = 0;
    ExecutorService threads = Executors.newCachedThreadPool();
    try (NotingFunction functions = new NotingFunction()) {
      for (int round = 0; round <= rounds; round++) {
        String when = "round " + round + " of seed " + seed;
        killDuringStart(store, random);
        try (LocalScfProcess scf = LocalScfProcess.start(store, JAVA, CLASS_PATH, LIMIT)) {
          CloudClient client = new CloudClient(scf.access());
          for (StoreOwner owner : owners) {
            owner.check(client, when);
          }
          if (round == 0) {
            createEvents(client, functions);
          }
          List<Future<Integer>> running = new ArrayList<>();
          for (StoreOwner owner : owners) {
            running.add(threads.submit(() -> owner.changeUntilItIsGone(client)));
          }
          running.add(threads.submit(() -> sendUntilItIsGone(client, accepted)));
          Thread.sleep(50 + random.nextInt(1000));
          ProcessHandle.of(scf.access().pid()).orElseThrow().destroyForcibly();
          for (Future<Integer> one : running) {
            calls += one.get(60, TimeUnit.SECONDS);
          }
        }
        assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).as(when).isEmpty();
      }
      String when = "in the end, seed " + seed;
      try (LocalScf scf = LocalScf.start(store, 0)) {
        for (StoreOwner owner : owners) {
          owner.check(new CloudClient(scf.access()), when);
        }
        awaitGiven(accepted, functions, when);
      }
      StoreOrder.check(store, when);
    } finally {
      threads.shutdownNow();
    }
    reporter.publishEntry("calls", calls + ", events " + accepted.size());
  }

  private static void killDuringStart(Path store, Random random) throws Exception {
    Process process =
        new ProcessBuilder(
                JAVA.toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LocalScfMain.class.getName(),
                "--store",
                store.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.waitFor(random.nextInt(700), TimeUnit.MILLISECONDS);
    process.destroyForcibly().waitFor();
  }

  private static void createEvents(CloudClient client, NotingFunction functions) throws Exception {
    client.ok(
        "CreateFunction",
        "{'FunctionName':'events','Runtime':'CustomRuntime','Code':{'ZipFile':'"
            + NotingFunction.zip(1)
            + "'},"
            + functions.environment(1)
            + "}");
    client.awaitActive("events");
  }

  /** Events that nobody waits for; each that was accepted is to be handled at least once. */
  private static int sendUntilItIsGone(CloudClient client, ConcurrentLinkedQueue<String> accepted)
      throws Exception {
    int calls = 0;
    try {
      while (true) {
        String token = UUID.randomUUID().toString();
        JsonObject parameters = new JsonObject();
        parameters.addProperty("FunctionName", "events");
        parameters.addProperty("InvocationType", "Event");
        parameters.addProperty("ClientContext", "{\"do\":\"ok\",\"token\":\"" + token + "\"}");
        JsonObject response = client.call("Invoke", parameters.toString());
        assertThat(CloudClient.code(response)).isEqualTo("ok");
        accepted.add(token);
        calls++;
        Thread.sleep(20);
      }
    } catch (IOException gone) {
      return calls;
    }
  }

  private static void awaitGiven(Iterable<String> tokens, NotingFunction functions, String when)
      throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    for (String token : tokens) {
      while (functions.given(token) == 0) {
        assertThat(System.nanoTime()).as(when + ", event " + token).isLessThan(deadline);
        Thread.sleep(10);
      }
    }
  }
}
