package io.scf4j.it.bench;

import io.scf4j.it.bench.Peer.Api;
import io.scf4j.it.bench.Peer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who is compared with whom. Every JVM gets the same options, namely none, and a class path of jars
 * as a function ships them: its own classes, the runtime, the runtime's libraries.
 */
final class Peers {
  static final String HELLO = "java Hello";
  static final String C_CLIENT = "C client";
  static final String BASH = "bash sample";
  static final String TEXT_METHOD = "scf4j String method";
  static final String TEXT_HANDLER = "scf4j ScfHandler";
  static final String TEXT_FUNCTION = "scf4j Function";
  static final String STREAM = "scf4j stream";
  static final String BYTES = "scf4j byte[]";
  static final String POJO = "scf4j POJO (Jackson)";
  static final String AWS_STREAM = "AWS stream";
  static final String AWS_POJO = "AWS POJO";
  static final String PACKAGED_HELLO = "packaged hello";
  static final String PACKAGED_HELLO_UNCACHED = "packaged hello, no cache";
  static final String PACKAGED_POJO = "packaged POJO";
  static final String PACKAGED_POJO_UNCACHED = "packaged POJO, no cache";
  static final String PACKAGED_POJO_UNPRIMED = "packaged POJO, no sample event";
  static final String PACKAGED_40 = "packaged 40 jars";
  static final String PACKAGED_40_UNCACHED = "packaged 40 jars, no cache";
  static final String PACKAGED_40_SMALL = "packaged 40 jars, small";

  /** Parsing and writing takes a hundred times longer than passing bytes on, and forking more. */
  static final int POJO_PACE = 4;

  static final int BASH_PACE = 200;

  private static final String OUR_MAIN = "io.scf4j.runtime.Main";
  private static final String AWS_MAIN =
      "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

  private static final Set<Load> ALL = EnumSet.allOf(Load.class);
  private static final Set<Load> ONLY_COLD = EnumSet.of(Load.COLD);
  private static final Set<Load> LARGE = EnumSet.of(Load.WARM_100_KB, Load.WARM_5_MB);

  private final Settings settings;
  private final Path client;
  private final FunctionJars functions;

  Peers(Settings settings, Path client, FunctionJars functions) {
    this.settings = settings;
    this.client = client;
    this.functions = functions;
  }

  /**
   * In the order of a round; those of a JVM once for every JDK.
   *
   * @param packaged functions, by their names as peers; of the JDK that they were packaged with
   */
  List<Peer> all(Map<Integer, Path> jdks, Map<String, PackagedFunction> packaged) {
    List<Peer> peers = new ArrayList<>();
    peers.add(cClient());
    peers.add(bashSample());
    jdks.forEach(
        (jdk, home) -> {
          String java = home.resolve("bin").resolve("java").toString();
          peers.add(hello(jdk, java));
          peers.add(ours(TEXT_METHOD, "demo.Text::echo", jdk, java, ALL));
          peers.add(ours(TEXT_HANDLER, "demo.TextHandler", jdk, java, ONLY_COLD));
          peers.add(ours(TEXT_FUNCTION, "demo.TextFunction", jdk, java, ONLY_COLD));
          peers.add(ours(STREAM, "demo.Stream", jdk, java, ALL));
          peers.add(ours(BYTES, "demo.Bytes", jdk, java, LARGE));
          peers.add(awsStream(jdk, java));
          peers.add(ourPojo(jdk, java));
          peers.add(awsPojo(jdk, java));
          if (jdk == PackagedFunctions.JDK) {
            packaged.forEach((name, function) -> peers.add(function.peer(name, jdk)));
          }
        });
    return peers;
  }

  private Peer cClient() {
    return Peer.of(
        C_CLIENT, 0, Api.SCF, "", Optional.empty(), List.of(client.toString()), Reply.ECHO, ALL, 1);
  }

  private Peer bashSample() {
    return Peer.of(
        BASH,
        0,
        Api.SCF,
        "index.main_handler",
        Optional.of(settings.bashSample()),
        List.of("/bin/bash", "bootstrap"),
        Reply.BASH_SAMPLE,
        ALL,
        BASH_PACE);
  }

  private Peer hello(int jdk, String java) {
    List<String> command = List.of(java, "-cp", functions.of("hello").toString(), "Hello");
    return Peer.of(HELLO, jdk, Api.EXIT, "", Optional.empty(), command, Reply.ECHO, ONLY_COLD, 1);
  }

  private Peer ours(String name, String handler, int jdk, String java, Set<Load> loads) {
    String classPath = classPath(functions.of("scf4j-echo"), settings.library("scf4j"));
    return javaPeer(name, jdk, Api.SCF, List.of(java, "-cp", classPath, OUR_MAIN, handler), loads);
  }

  private Peer ourPojo(int jdk, String java) {
    String classPath =
        classPath(
            functions.of("scf4j-orders"), settings.library("scf4j"), settings.library("jackson"));
    return pojo(
        javaPeer(
            POJO,
            jdk,
            Api.SCF,
            List.of(java, "-cp", classPath, OUR_MAIN, "demo.Orders::handle"),
            ALL));
  }

  private Peer awsStream(int jdk, String java) {
    return aws(AWS_STREAM, "aws-echo", "demo.Stream", jdk, java);
  }

  private Peer awsPojo(int jdk, String java) {
    return pojo(aws(AWS_POJO, "aws-orders", "demo.Orders", jdk, java));
  }

  private Peer aws(String name, String function, String handler, int jdk, String java) {
    String classPath = classPath(functions.of(function), settings.library("aws-lambda"));
    return javaPeer(name, jdk, Api.LAMBDA, List.of(java, "-cp", classPath, AWS_MAIN, handler), ALL);
  }

  private static Peer javaPeer(
      String name, int jdk, Api api, List<String> command, Set<Load> loads) {
    return Peer.of(name, jdk, api, "", Optional.empty(), command, Reply.ECHO, loads, 1);
  }

  private static Peer pojo(Peer peer) {
    return Peer.of(
        peer.name(),
        peer.jdk(),
        peer.api(),
        peer.handler(),
        peer.directory(),
        peer.command(),
        peer.reply(),
        peer.loads(),
        POJO_PACE);
  }

  private static String classPath(Path function, Path... libraries) {
    StringBuilder path = new StringBuilder(function.toString());
    for (Path library : libraries) {
      path.append(':').append(jarsIn(library));
    }
    return path.toString();
  }

  private static String jarsIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .sorted()
          .map(Path::toString)
          .collect(Collectors.joining(":"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
