package io.scf4j.it.bench;

import com.google.gson.JsonParser;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.OwnProcessScf;
import io.scf4j.it.harness.TestProject;
import io.scf4j.maven.local.LocalScfAccess;
import io.scf4j.maven.project.LocalScfHome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What a deploy takes that has nothing to do: {@code mvn scf:deploy} of the project hello, with its
 * JRE and its cache, to a local SCF that runs and has it, beside {@code mvn scf:help}, which is
 * Maven's own time and that of loading the plugin. The order of a pair changes from round to round,
 * because the second of two finds a warmer machine.
 */
final class DeployRounds {
  private static final int ROUNDS = 15;

  private final Settings settings;
  private final PrintStream out;

  DeployRounds(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  List<Comparison> run(Path jdk) throws IOException {
    TestProject hello = TestProject.copyOf("hello");
    MavenBuild.of(PackagedFunctions.maven(), hello)
        .with("package")
        .withJre()
        .property("scf.home", PackagedFunctions.scfHome(settings).toString())
        .property("scf.targetJdk", jdk.toString())
        .succeeds();
    Path store = LocalScfHome.store(hello.scfHome(), hello.directory());
    try (OwnProcessScf scf = OwnProcessScf.start(store)) {
      scf.access().write(store.resolve(LocalScfAccess.FILE)); // where goals find one that runs
      return List.of(compare(hello, "Using the local SCF at " + scf.access().endpoint()));
    }
  }

  private Comparison compare(TestProject hello, String uses) {
    Comparison result =
        Comparison.atMost(1.5, "mvn scf:deploy, nothing changed", "mvn scf:help", "ms");
    if (!build(hello, "scf:deploy").succeeds().output().contains(uses)) {
      throw new BenchmarkException("The deploy does not use the local SCF that runs.");
    }
    deployed(hello);
    goal(hello, "scf:help");
    int rounds = settings.rounds() > 0 ? settings.rounds() : settings.quick() ? 3 : ROUNDS;
    for (int round = 1; round <= rounds; round++) {
      boolean helpFirst = round % 2 == 0;
      double before = helpFirst ? goal(hello, "scf:help") : 0;
      double deploy = deployed(hello);
      result.add(deploy, helpFirst ? before : goal(hello, "scf:help"));
      out.printf("Deploys            round %2d of %2d%n", round, rounds);
    }
    return result;
  }

  /** The same, of one that finds nothing to do. */
  private static double deployed(TestProject hello) {
    double ms = goal(hello, "scf:deploy");
    String result = hello.read("target/scf/deploy.json");
    if (JsonParser.parseString(result).getAsJsonObject().get("changed").getAsBoolean()) {
      throw new BenchmarkException("There was something to deploy: " + result);
    }
    return ms;
  }

  /** Milliseconds. */
  private static double goal(TestProject hello, String goal) {
    MavenBuild build = build(hello, goal);
    long began = System.nanoTime();
    build.succeeds();
    return (System.nanoTime() - began) / 1e6;
  }

  private static MavenBuild build(TestProject hello, String goal) {
    return MavenBuild.of(PackagedFunctions.maven(), hello).with("-o", goal).local();
  }
}
