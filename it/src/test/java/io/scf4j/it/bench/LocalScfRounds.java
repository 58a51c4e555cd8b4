package io.scf4j.it.bench;

import com.google.gson.JsonObject;
import io.scf4j.it.harness.CloudCaller;
import io.scf4j.it.harness.OwnProcessScf;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * What the local SCF adds to a function's own time. The function is the C client, whose own time is
 * next to nothing; the local SCF is a process of its own, as the goals start it. Each round starts
 * both anew.
 */
final class LocalScfRounds {
  private static final int ROUNDS = 7;
  private static final int WARMUP = 10_000;
  private static final int BLOCKS = 10;
  private static final int BLOCK = 200;
  private static final int CALLERS = 16;
  private static final int INSTANCES = 4;

  /** What a caller waits that was refused for want of an instance; SDKs wait longer. */
  private static final int REFUSED_PAUSE_MS = 50;

  private static final int MEMORY_MB = 128;
  private static final long LOAD_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final String EVENT = "{\"key1\":\"test value 1\",\"key2\":\"test value 2\"}";
  private static final String FUNCTION = "echo";
  private static final String SERVED = "\"InvokeResult\":0";

  private final Settings settings;
  private final PrintStream out;
  private final Path program;
  private final Path hello;

  /**
   * Of a function and a Java program.
   *
   * @param program bootstrap of the function
   * @param hello class path of {@code Hello}
   */
  LocalScfRounds(Settings settings, PrintStream out, Path program, Path hello) {
    this.settings = settings;
    this.out = out;
    this.program = program;
    this.hello = hello;
  }

  List<Comparison> run() throws IOException, InterruptedException {
    Path stores = Files.createDirectories(settings.work().resolve("local"));
    Path store = Files.createTempDirectory(stores, "store-");
    try (OwnProcessScf scf = OwnProcessScf.start(store)) {
      scf.create(FUNCTION, program);
      JsonObject reserved = OwnProcessScf.function(FUNCTION);
      reserved.addProperty("ReservedConcurrencyMem", INSTANCES * MEMORY_MB);
      try (CloudCaller caller = new CloudCaller(scf.access())) {
        caller.call("PutReservedConcurrencyConfig", reserved);
      }
    }
    Comparison start = Comparison.atMost(8, "start to first answer", "java Hello", "ms");
    Comparison invoke = Comparison.atMost(2.5, "Invoke with TC3, p50", "bare request, p50", "µs");
    Comparison load =
        Comparison.atLeast(1.5, "16 callers, 4 instances", "1 caller, 1 instance", "events/s");
    int rounds = settings.rounds() > 0 ? settings.rounds() : settings.quick() ? 3 : ROUNDS;
    for (int round = 1; round <= rounds; round++) {
      double helloMs = hello();
      long began = System.nanoTime();
      try (OwnProcessScf scf = OwnProcessScf.start(store);
          CloudCaller caller = new CloudCaller(scf.access())) {
        caller.call("ListFunctions", new JsonObject());
        start.add((System.nanoTime() - began) / 1e6, helloMs);
        latency(caller, invoke);
        boolean manyFirst = round % 2 == 0;
        double before = manyFirst ? throughput(scf, CALLERS) : 0;
        double one = throughput(scf, 1);
        load.add(manyFirst ? before : throughput(scf, CALLERS), one);
      }
      out.printf("Local SCF          round %2d of %2d%n", round, rounds);
    }
    return List.of(start, invoke, load);
  }

  /** Milliseconds from exec to exit. */
  private double hello() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(java, "-cp", hello.toString(), "Hello")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new BenchmarkException("java Hello failed");
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private static void latency(CloudCaller caller, Comparison result) {
    byte[] invocation = caller.signed("Invoke", OwnProcessScf.invocation(FUNCTION, EVENT));
    byte[] bare = caller.bare();
    times(caller, invocation, WARMUP);
    times(caller, bare, WARMUP);
    List<Double> invocations = new ArrayList<>();
    List<Double> bares = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      invocations.addAll(times(caller, invocation, BLOCK));
      bares.addAll(times(caller, bare, BLOCK));
    }
    if (!caller.send(invocation).contains(SERVED)) {
      throw new BenchmarkException("The function failed: " + caller.send(invocation));
    }
    result.add(
        Spread.of(invocations).orElseThrow().median(), Spread.of(bares).orElseThrow().median());
  }

  /** Microseconds of each. */
  private static List<Double> times(CloudCaller caller, byte[] request, int count) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long began = System.nanoTime();
      caller.send(request);
      times.add((System.nanoTime() - began) / 1e3);
    }
    return times;
  }

  /** Events a second that were served; one that is refused for want of an instance is not. */
  private static double throughput(OwnProcessScf scf, int callers) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      long end = System.nanoTime() + LOAD_NANOS;
      List<Callable<Integer>> all = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        all.add(() -> served(scf, end));
      }
      int served = 0;
      for (Future<Integer> one : threads.invokeAll(all)) {
        served += one.get();
      }
      return served / (LOAD_NANOS / 1e9);
    } catch (ExecutionException e) {
      throw new BenchmarkException("A caller failed: " + e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private static int served(OwnProcessScf scf, long end) throws InterruptedException {
    try (CloudCaller caller = new CloudCaller(scf.access())) {
      byte[] invocation = caller.signed("Invoke", OwnProcessScf.invocation(FUNCTION, EVENT));
      int served = 0;
      while (System.nanoTime() < end) {
        if (caller.send(invocation).contains(SERVED)) {
          served++;
        } else {
          Thread.sleep(REFUSED_PAUSE_MS);
        }
      }
      return served;
    }
  }
}
