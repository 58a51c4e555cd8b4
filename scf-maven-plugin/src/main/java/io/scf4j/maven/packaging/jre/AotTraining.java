package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.local.instance.InstanceSpec;
import io.scf4j.maven.local.runtimeapi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes an AOT cache by running the packaged {@code bootstrap} itself: once to record which classes
 * a start and the sample events need, once to make the cache of them, once in another directory to
 * see that it is used.
 *
 * <p>The JVM is told by {@code JDK_JAVA_OPTIONS}, so that its other options and its class path are
 * those of the function, whatever they are.
 */
public final class AotTraining {
  /** The first JDK with AOT caches that hold linked classes, and no flags to unlock. */
  public static final int FIRST_JDK = 25;

  /** So that a cache made on a new CPU does not end the JVM of an old one with SIGILL. */
  private static final String ANY_CPU = "-XX:UseAVX=0";

  /**
   * Without the profiles of the training: with them a JVM spends its start compiling what a handful
   * of sample events made look hot (page "Fast starts"). An option of the JVM's makers, so one that
   * does not know it passes over it.
   */
  private static final String NO_PROFILES =
      "-XX:+UnlockDiagnosticVMOptions -XX:+IgnoreUnrecognizedVMOptions -XX:-AOTRecordTraining";

  // Named from the directory that bootstrap changes to: what a user's paths may hold, options may
  // not.
  private static final String RECORDING = "app.aotconf";
  private static final String CLASSES = "classes.log";

  private static final String FROM_CACHE = "source: shared objects file";
  private static final String JDK_CLASS = "(java|javax|jdk|sun|com\\.sun)\\..*";

  private final InstanceSpec function;
  private final SampleEvents samples;
  private final Instant jarTime;
  private final Path work;
  private String tried = "";

  /**
   * A training.
   *
   * @param function its code directory holds the package, unpacked, with {@code jre/}; it is moved
   * @param jarTime that the jars have, in whole seconds
   * @param work an empty directory
   */
  public AotTraining(InstanceSpec function, SampleEvents samples, Instant jarTime, Path work) {
    this.function = function;
    this.samples = samples;
    this.jarTime = jarTime;
    this.work = work;
  }

  /**
   * What it made.
   *
   * @param file the cache
   * @param classes of the function that came from it when it was tried
   * @param checksTimes whether the JVM looks at the times of the jars
   * @param answers to the sample events
   */
  public record Made(Path file, int classes, boolean checksTimes, List<Answer> answers) {}

  /**
   * Trains, makes, tries.
   *
   * @throws AotException when the function does not start or end, or its JVM does not take the
   *     cache
   * @throws JvmStartException when its JVM does not start, cache or not
   */
  public Made run() throws IOException, InterruptedException {
    try {
      return make();
    } catch (AotException e) {
      if (e.isOfTheJvm()) {
        requireJvm();
      }
      throw e;
    }
  }

  /** Without the options of the training, which may be what it does not take. */
  private void requireJvm() throws IOException, InterruptedException {
    Path code = Files.isDirectory(function.code()) ? function.code() : elsewhere();
    Files.deleteIfExists(code.resolve("app.aot"));
    try (TrainingRun run = TrainingRun.start(in(code), Map.of(), work)) {
      run.serve(List.of());
    } catch (AotException e) {
      if (e.isOfTheJvm()) {
        throw new JvmStartException(e.saidByTheJvm(), e);
      }
    }
  }

  private Path elsewhere() {
    return work.resolve("elsewhere").resolve("code");
  }

  private Made make() throws IOException, InterruptedException {
    Path recording = work.resolve(RECORDING);
    List<Answer> answers = record(recording);
    Path cache = function.code().resolve("app.aot");
    create(recording, cache);
    Files.delete(recording);

    // Elsewhere, and as somebody else's unzip may leave it: one day later.
    Path elsewhere = elsewhere();
    Files.createDirectories(elsewhere.getParent());
    Files.move(function.code(), elsewhere);
    touch(elsewhere, jarTime.plusSeconds(24 * 60 * 60));
    int classes = classesFromCache(elsewhere);
    boolean checksTimes = classes == 0;
    if (checksTimes) {
      touch(elsewhere, jarTime);
      classes = classesFromCache(elsewhere);
    }
    if (classes == 0) {
      throw new AotException("No class came from the cache when it was tried.", tried);
    }
    return new Made(elsewhere.resolve("app.aot"), classes, checksTimes, answers);
  }

  private List<Answer> record(Path recording) throws IOException, InterruptedException {
    Map<String, String> options =
        jvmOptions("-XX:AOTMode=record", "-XX:AOTConfiguration=../" + RECORDING, NO_PROFILES);
    try (TrainingRun run = TrainingRun.start(function, options, work)) {
      List<Answer> answers = run.serve(samples.events());
      run.end();
      if (!Files.exists(recording) || Files.size(recording) == 0) {
        throw new AotException("The JVM recorded nothing.", run.output());
      }
      return answers;
    }
  }

  private void create(Path recording, Path cache) throws IOException, InterruptedException {
    Map<String, String> options =
        jvmOptions(
            "-XX:AOTMode=create",
            "-XX:AOTConfiguration=../" + RECORDING,
            "-XX:AOTCache=" + cache.getFileName(),
            ANY_CPU,
            NO_PROFILES);
    try (TrainingRun run = TrainingRun.start(function, options, work)) {
      run.awaitEnd();
      if (!Files.exists(cache)) {
        throw new AotException("The JVM made no cache of what it had recorded.", run.output());
      }
    }
  }

  private static Map<String, String> jvmOptions(String... options) {
    return Map.of("JDK_JAVA_OPTIONS", String.join(" ", options));
  }

  /** How many of the function's classes come from the cache, in a start as on the platform. */
  private int classesFromCache(Path code) throws IOException, InterruptedException {
    Path log = work.resolve(CLASSES);
    Files.deleteIfExists(log);
    // A name that users cannot set on the platform, and bootstrap does not look at.
    Map<String, String> logging =
        Map.of("_JAVA_OPTIONS", "-Xlog:class+load=info:file=../../" + CLASSES);
    try (TrainingRun run = TrainingRun.start(in(code), logging, work)) {
      run.serve(samples.events().subList(0, 1));
      tried = run.output();
    }
    try (Stream<String> lines = Files.lines(log)) {
      return (int)
          lines
              .filter(line -> line.contains(FROM_CACHE))
              .map(line -> line.substring(line.lastIndexOf(']') + 1).strip())
              .filter(line -> !line.matches(JDK_CLASS))
              .count();
    }
  }

  private InstanceSpec in(Path code) {
    return new InstanceSpec(
        function.namespace(),
        function.function(),
        function.version(),
        function.region(),
        function.handler(),
        function.memoryMb(),
        function.timeoutSeconds(),
        function.initTimeoutSeconds(),
        function.environment(),
        code);
  }

  private static void touch(Path code, Instant time) throws IOException {
    try (Stream<Path> jars = Files.list(code.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        Files.setLastModifiedTime(jar, FileTime.from(time));
      }
    }
  }
}
