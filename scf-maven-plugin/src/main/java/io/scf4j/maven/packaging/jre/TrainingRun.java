package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.local.instance.InstanceEnvironment;
import io.scf4j.maven.local.instance.InstanceSpec;
import io.scf4j.maven.local.instance.Leash;
import io.scf4j.maven.local.runtimeapi.Answer;
import io.scf4j.maven.local.runtimeapi.RuntimeApiServer;
import io.scf4j.maven.local.runtimeapi.RuntimeEvent;
import io.scf4j.maven.local.runtimeapi.RuntimeSession;
import io.scf4j.maven.local.runtimeapi.RuntimeSession.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The packaged {@code bootstrap}, run as the platform would: with its environment, against its
 * runtime API. It cannot outlive this JVM.
 */
final class TrainingRun implements AutoCloseable {
  /** In the environment of a function that is being trained, for those who must know. */
  static final String VARIABLE = "SCF4J_TRAINING";

  /**
   * How long it may take.
   *
   * @param init until it is ready
   * @param event for an event
   * @param end to end; to write a large recording takes a slow machine some seconds
   */
  record Limits(Duration init, Duration event, Duration end) {
    static final Limits USUAL =
        new Limits(Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(60));
  }

  private final InstanceSpec spec;
  private final Limits limits;
  private final Path output;
  private final RuntimeSession session;
  private final RuntimeApiServer server;
  private final Leash leash;

  private TrainingRun(
      InstanceSpec spec,
      Limits limits,
      Path output,
      RuntimeSession session,
      RuntimeApiServer server,
      Leash leash) {
    this.spec = spec;
    this.limits = limits;
    this.output = output;
    this.session = session;
    this.server = server;
    this.leash = leash;
    var unused = leash.onExit().thenRun(session::close);
  }

  /**
   * Starts it.
   *
   * @param spec with the directory of the unpacked package
   * @param more variables that the platform does not set
   * @param work for its output and temporary files
   */
  static TrainingRun start(InstanceSpec spec, Map<String, String> more, Path work)
      throws IOException {
    return start(spec, Limits.USUAL, more, work);
  }

  static TrainingRun start(InstanceSpec spec, Limits limits, Map<String, String> more, Path work)
      throws IOException {
    Path output = work.resolve("output.log");
    RuntimeSession session = new RuntimeSession(System::nanoTime);
    RuntimeApiServer server = RuntimeApiServer.start(session);
    try {
      ProcessBuilder bootstrap =
          new ProcessBuilder(spec.code().resolve("bootstrap").toString())
              .directory(spec.code().toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      Map<String, String> environment = bootstrap.environment();
      environment.clear();
      environment.putAll(
          InstanceEnvironment.of(
              spec,
              "training",
              server.host(),
              server.port(),
              Optional.of(Files.createDirectories(work.resolve("tmp")))));
      environment.put(VARIABLE, "true");
      environment.putAll(more);
      return new TrainingRun(spec, limits, output, session, server, Leash.start(bootstrap));
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * Waits until it is ready, then hands it the events, one after the other.
   *
   * @return its answers
   * @throws AotException when it is not ready or does not answer in time, or ends
   */
  List<Answer> serve(List<SampleEvents.Event> events) throws InterruptedException {
    require(session.awaitReady(limits.init().toNanos()), limits.init(), "say that it is ready");
    List<Answer> answers = new ArrayList<>();
    for (SampleEvents.Event event : events) {
      session.offer(
          new RuntimeEvent(
              "training-" + (answers.size() + 1),
              event.body(),
              spec.memoryMb(),
              limits.event().toMillis()));
      String what = "answer " + event.name();
      require(session.awaitDelivery(limits.event().toNanos()), limits.event(), what);
      require(session.awaitAnswer(limits.event().toNanos()), limits.event(), what);
      answers.add(session.answer());
    }
    return answers;
  }

  private void require(Progress progress, Duration limit, String what) {
    if (progress == Progress.TIMED_OUT) {
      throw new AotException(
          "The function did not " + what + " within " + limit.toSeconds() + " s.", output());
    }
    if (progress == Progress.CLOSED) {
      throw new AotException("The function ended before it could " + what + ".", output());
    }
  }

  /** Asks it to end, and waits for that. */
  void end() throws InterruptedException {
    if (!leash.terminate(limits.end())) {
      throw new AotException(
          "The function did not end within " + limits.end().toSeconds() + " s after SIGTERM.",
          output());
    }
  }

  /** Waits until it has ended by itself. */
  void awaitEnd() throws InterruptedException {
    if (!leash.process().waitFor(limits.end().toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AotException(
          "The JVM was not done within " + limits.end().toSeconds() + " s.", output());
    }
  }

  /** What it has printed so far. */
  String output() {
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  @Override
  public void close() {
    leash.close();
    server.close();
  }
}
