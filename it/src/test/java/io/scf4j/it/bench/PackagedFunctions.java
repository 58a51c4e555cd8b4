package io.scf4j.it.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.it.bench.Peer.Reply;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Functions as {@code scf:package} makes them, each by a real Maven. JREs and AOT caches are kept
 * from one benchmark to the next, as a developer's machine keeps them.
 */
final class PackagedFunctions {
  /** The first whose JVM makes AOT caches. */
  static final int JDK = 25;

  private static final String NO_CACHE = "scf.aot=off";
  private static final int MB = 1_000_000;

  private final Settings settings;
  private final PrintStream out;
  private final Map<String, PackagedFunction> functions = new LinkedHashMap<>();
  private final List<PackageSize> sizes = new ArrayList<>();

  PackagedFunctions(Settings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
  }

  /** By their names as peers, in the order of a round. */
  Map<String, PackagedFunction> functions() {
    return functions;
  }

  /** Of those with a limit. */
  List<PackageSize> sizes() {
    return sizes;
  }

  /** The Maven that runs the benchmark, on the JDK that runs it. */
  static MavenRuntime maven() {
    return new MavenRuntime(
        "of the benchmark",
        Path.of(System.getProperty("bench.mavenHome")),
        Runtime.version().feature());
  }

  static Path scfHome(Settings settings) {
    return settings.work().resolve("scf-home");
  }

  void build(Path jdk) throws IOException {
    PackagedFunction.delete(settings.work().resolve("projects"));
    TestProject hello = TestProject.copyOf("hello");
    pack(hello, jdk, Peers.PACKAGED_HELLO, Reply.HELLO, 22 * MB);
    pack(hello, jdk, Peers.PACKAGED_HELLO_UNCACHED, Reply.HELLO, 0, NO_CACHE);
    pack(hello, jdk, "hello, JRE from a layer", Reply.HELLO, 150_000, NO_CACHE, "scf.jre=layer");
    functions.remove("hello, JRE from a layer");

    TestProject orders = TestProject.copyOf(settings.sources().resolve("projects/orders"));
    for (String part : List.of("order", "scf4j-orders")) {
      orders.copyInto("src/main/java", settings.sources().resolve("java").resolve(part));
    }
    Path zip = pack(orders, jdk, Peers.PACKAGED_POJO, Reply.ECHO, 28 * MB);
    functions.put(
        Peers.PACKAGED_POJO_UNPRIMED,
        functions
            .get(Peers.PACKAGED_POJO)
            .without(".scf4j-sample.json", zip, code(Peers.PACKAGED_POJO_UNPRIMED)));
    pack(orders, jdk, Peers.PACKAGED_POJO_UNCACHED, Reply.ECHO, 0, NO_CACHE);

    TestProject jars = TestProject.copyOf("thirty-jars");
    pack(jars, jdk, Peers.PACKAGED_40, Reply.SHOP, 50 * MB);
    pack(jars, jdk, Peers.PACKAGED_40_UNCACHED, Reply.SHOP, 0, NO_CACHE);
    pack(jars, jdk, Peers.PACKAGED_40_SMALL, Reply.SHOP, 0, "scf.profile=small");
  }

  /**
   * Packages a project, unpacks it, and notes its size.
   *
   * @param limit of the zip, bytes; 0 for none
   * @param properties {@code name=value}
   * @return the zip, until the project is packaged again
   */
  private Path pack(
      TestProject project, Path jdk, String name, Reply reply, long limit, String... properties)
      throws IOException {
    long began = System.nanoTime();
    MavenBuild build =
        MavenBuild.of(maven(), project)
            .with("package")
            .withJre()
            .property("scf.home", scfHome(settings).toString())
            .property("scf.targetJdk", jdk.toString());
    for (String property : properties) {
      String[] pair = property.split("=", 2);
      build.property(pair[0], pair[1]);
    }
    build.succeeds();
    JsonObject json =
        JsonParser.parseString(project.read("target/scf/package.json")).getAsJsonObject();
    Path zip = project.file("target/scf").resolve(json.get("codeFile").getAsString());
    String handler = json.get("handler").getAsString();
    functions.put(name, PackagedFunction.unpack(zip, code(name), handler, reply));
    if (limit > 0) {
      sizes.add(PackageSize.of(name, json, limit));
    }
    out.printf("%-42s %5.1f s%n", name + " packaged", (System.nanoTime() - began) / 1e9);
    return zip;
  }

  private Path code(String name) {
    return settings.work().resolve("packaged").resolve(name.replaceAll("[^a-zA-Z0-9]+", "-"));
  }
}
