package io.scf4j.it.bench;

import io.scf4j.it.bench.Settings.Part;
import io.scf4j.it.harness.Jdks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The benchmark: {@code mvn -Pbench verify -pl it -am}. Builds the stopwatch and the functions,
 * runs all peers in rounds, and leaves a table and the raw figures in {@code target/bench}.
 *
 * <p>It is no test: what it measures depends on the machine, so it reports and never judges a
 * build.
 */
public final class Benchmark {
  private static final int[] FEATURES = {17, 25};

  private Benchmark() {}

  /**
   * Runs it with the system properties of the profile.
   *
   * @throws BenchmarkException when something it needs is not there
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    run(Settings.from(System.getProperties()), out);
  }

  private static void run(Settings settings, PrintStream out)
      throws IOException, InterruptedException {
    NativePrograms programs = new NativePrograms(settings);
    String compiler = programs.compilerVersion();
    requireTwoCpus();
    programs.build();
    FunctionJars functions = new FunctionJars(settings);
    functions.build(settings);
    Events events = new Events(settings);
    events.write();
    Path logs = Files.createDirectories(settings.work().resolve("logs"));
    Map<Integer, Path> jdks = jdks(out);

    Machine machine = Machine.look(compiler, jdks);
    out.println();
    out.println(machine.text());
    out.println();
    long began = System.nanoTime();
    PackagedFunctions packaged = new PackagedFunctions(settings, out);
    if (settings.has(Part.COLD) && jdks.containsKey(PackagedFunctions.JDK)) {
      packaged.build(jdks.get(PackagedFunctions.JDK));
    }
    List<BuildTimes> builds =
        settings.has(Part.BUILDS) && jdks.containsKey(PackagedFunctions.JDK)
            ? new BuildRounds(settings, out).run(jdks.get(PackagedFunctions.JDK))
            : List.of();
    List<Comparison> deploys =
        settings.has(Part.DEPLOY) && jdks.containsKey(PackagedFunctions.JDK)
            ? new DeployRounds(settings, out).run(jdks.get(PackagedFunctions.JDK))
            : List.of();
    List<Comparison> local =
        settings.has(Part.LOCAL)
            ? new LocalScfRounds(settings, out, programs.client(), functions.of("hello")).run()
            : List.of();
    Stub stub = new Stub(programs.stub(), logs, events, settings);
    Results results =
        new Rounds(stub, settings, out)
            .run(new Peers(settings, programs.client(), functions).all(jdks, packaged.functions()));

    Instant ended = Instant.now();
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    String report =
        new MarkdownReport(settings, machine, results, packaged.sizes(), builds, deploys, local)
            .text(ended, took, Machine.load());
    Path file = settings.work().resolve("benchmark.md");
    Files.writeString(file, report);
    new JsonReport(settings, machine, results, packaged.sizes(), builds, deploys, local)
        .write(ended);
    out.println();
    out.println(report);
    out.println("Written to " + file + ", with the raw figures as JSON beside it.");
  }

  private static Map<Integer, Path> jdks(PrintStream out) {
    Map<Integer, Path> found = new TreeMap<>();
    for (int feature : FEATURES) {
      Jdks.find(feature)
          .ifPresentOrElse(
              home -> found.put(feature, home),
              () -> out.println("There is no JDK " + feature + " here: its rows are missing."));
    }
    if (found.isEmpty()) {
      throw new BenchmarkException("The benchmark needs a JDK 17 or 25, and found neither.");
    }
    return found;
  }

  private static void requireTwoCpus() {
    if (Runtime.getRuntime().availableProcessors() < 2) {
      throw new BenchmarkException(
          "The benchmark needs two CPUs: one for its stopwatch, one for what is measured.");
    }
  }
}
