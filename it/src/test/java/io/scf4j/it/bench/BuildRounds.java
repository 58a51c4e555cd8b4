package io.scf4j.it.bench;

import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.TestProject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What the plugin adds to {@code mvn -o package}: the project hello with and without it, once
 * unchanged and once with a changed class, one after the other in each round. The order of a pair
 * changes from round to round, because the second of two builds finds a warmer machine.
 */
final class BuildRounds {
  private static final int ROUNDS = 7;
  private static final String SOURCE = "src/main/java/demo/Hello.java";
  private static final String GREETING = "Hello from Java";

  private final Settings settings;
  private final PrintStream out;

  BuildRounds(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  List<BuildTimes> run(Path jdk) {
    TestProject with = TestProject.copyOf("hello");
    TestProject without = TestProject.copyOf("hello");
    without.edit("pom.xml", BuildRounds::withoutPlugin);
    BuildTimes same = BuildTimes.of("nothing changed", 1.25);
    BuildTimes changed = BuildTimes.of("a class changed, training included", 2.5);
    build(with, jdk, "package");
    build(without, jdk, "package");
    pair(with, without, jdk, true); // what was downloaded is looked at again by the first one
    int rounds = settings.rounds() > 0 ? settings.rounds() : settings.quick() ? 3 : ROUNDS;
    for (int round = 1; round <= rounds; round++) {
      boolean first = round % 2 == 0;
      double[] times = pair(with, without, jdk, first);
      same.add(times[0], times[1]);
      // Never the same twice, also over runs: caches are kept by content.
      String greeting = GREETING + " " + System.nanoTime();
      change(with, greeting);
      change(without, greeting);
      times = pair(with, without, jdk, first);
      changed.add(times[0], times[1]);
      out.printf("Builds             round %2d of %2d%n", round, rounds);
    }
    return List.of(same, changed);
  }

  /** Seconds with the plugin, and without. */
  private double[] pair(TestProject with, TestProject without, Path jdk, boolean withFirst) {
    double before = withFirst ? 0 : build(without, jdk, "-o", "package");
    double ours = build(with, jdk, "-o", "package");
    return new double[] {ours, withFirst ? build(without, jdk, "-o", "package") : before};
  }

  private double build(TestProject project, Path jdk, String... arguments) {
    MavenBuild build =
        MavenBuild.of(PackagedFunctions.maven(), project)
            .with(arguments)
            .withJre()
            .property("scf.home", PackagedFunctions.scfHome(settings).toString())
            .property("scf.targetJdk", jdk.toString());
    long began = System.nanoTime();
    build.succeeds();
    return (System.nanoTime() - began) / 1e9;
  }

  private static void change(TestProject project, String greeting) {
    project.edit(SOURCE, text -> text.replaceFirst(GREETING + "[ 0-9]*", greeting));
  }

  /** The POM without the plugin's element. */
  static String withoutPlugin(String pom) {
    int name = pom.indexOf("<artifactId>scf-maven-plugin</artifactId>");
    int begin = pom.lastIndexOf("<plugin>", name);
    String end = "</plugin>";
    return pom.substring(0, begin) + pom.substring(pom.indexOf(end, name) + end.length());
  }
}
