package io.scf4j.maven.local.instance;

import io.scf4j.maven.local.runtimeapi.Answer;
import io.scf4j.maven.local.runtimeapi.RuntimeApiServer;
import io.scf4j.maven.local.runtimeapi.RuntimeEvent;
import io.scf4j.maven.local.runtimeapi.RuntimeSession;
import io.scf4j.maven.local.runtimeapi.RuntimeSession.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One instance of a function: a real process of the package's own {@code bootstrap}, with its own
 * runtime API port and temporary directory. It initialises with its first invocation, serves one
 * event at a time, and is over after a timeout or the end of its process, as on the platform; an
 * error the function reports does not end it.
 */
final class Instance implements AutoCloseable {

  /** Members of the group are looked up this often; in between only their figures are read. */
  private static final long GROUP_LOOKUP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final InstanceSpec spec;
  private final InstanceDirectory directory;
  private final RuntimeSession session;
  private final RuntimeApiServer server;
  private final Leash leash;
  private final ProcessOutput output;
  private final long startedAt;
  private final long spawnedAt;

  private boolean initialised;
  private List<Long> members = List.of();
  private long membersAt;
  private long peakBytes;
  private volatile boolean over;

  private Instance(
      InstanceSpec spec,
      InstanceDirectory directory,
      RuntimeSession session,
      RuntimeApiServer server,
      Leash leash,
      long startedAt) {
    this.spec = spec;
    this.directory = directory;
    this.session = session;
    this.server = server;
    this.leash = leash;
    this.startedAt = startedAt;
    this.spawnedAt = System.nanoTime();
    this.output =
        new ProcessOutput(leash.process().getInputStream(), "scf-output-" + directory.id());
    var unused = leash.onExit().thenRun(session::close);
  }

  /** Starts the process; {@link Bootstrap#check} has found nothing against it. */
  static Instance start(InstanceSpec spec, Path instances, MountNamespace namespace)
      throws IOException {
    long startedAt = System.nanoTime();
    RuntimeSession session = new RuntimeSession(System::nanoTime);
    InstanceDirectory directory = InstanceDirectory.create(instances);
    RuntimeApiServer server = RuntimeApiServer.start(session);
    try {
      List<String> command = new ArrayList<>(namespace.prefix(spec.code(), directory.tmp()));
      command.add(Bootstrap.in(spec.code()).toString());
      Optional<Path> tmpdir =
          namespace.refusal().isPresent() ? Optional.of(directory.tmp()) : Optional.empty();
      ProcessBuilder bootstrap =
          new ProcessBuilder(command).directory(spec.code().toFile()).redirectErrorStream(true);
      bootstrap.environment().clear();
      bootstrap
          .environment()
          .putAll(
              InstanceEnvironment.of(spec, directory.id(), server.host(), server.port(), tmpdir));
      return new Instance(spec, directory, session, server, Leash.start(bootstrap), startedAt);
    } catch (IOException | RuntimeException e) {
      server.close();
      directory.close();
      throw e;
    }
  }

  /** Whether another event may be given to it. */
  boolean isUsable() {
    return !over && leash.process().isAlive();
  }

  /**
   * Gives the instance an event and waits for its result.
   *
   * @return empty when a warm instance turned out to have ended before it took the event: nothing
   *     has happened yet, and another instance can serve it
   */
  Optional<InvocationReport> invoke(String requestId, byte[] event) throws InterruptedException {
    InvocationLog log = new InvocationLog(requestId, spec.memoryMb());
    boolean warm = initialised;
    if (!initialised) {
      Optional<Failure> failure = initialise(log);
      if (failure.isPresent()) {
        return Optional.of(failed(requestId, failure.get(), log));
      }
    }
    long timeout = TimeUnit.SECONDS.toNanos(spec.timeoutSeconds());
    session.offer(
        new RuntimeEvent(
            requestId, event, spec.memoryMb(), TimeUnit.SECONDS.toMillis(spec.timeoutSeconds())));
    Progress delivery = session.awaitDelivery(timeout);
    if (delivery == Progress.CLOSED && warm) {
      close();
      return Optional.empty();
    }
    if (delivery == Progress.TIMED_OUT) {
      return Optional.of(over(requestId, Failure.notFetched(spec.timeoutSeconds()), log));
    }
    Progress result = delivery == Progress.CLOSED ? delivery : session.awaitAnswer(timeout);
    return Optional.of(
        switch (result) {
          case REACHED -> answered(requestId, session.answer(), log);
          case TIMED_OUT -> over(requestId, Failure.tooSlow(spec.timeoutSeconds()), log);
          case CLOSED -> over(requestId, Failure.exitDuringInvocation(exitCode()), log);
        });
  }

  /** Waits for ready; what was written meanwhile opens the first invocation's log. */
  private Optional<Failure> initialise(InvocationLog log) throws InterruptedException {
    long limit = TimeUnit.SECONDS.toNanos(spec.initTimeoutSeconds());
    Progress ready = session.awaitReady(limit - (System.nanoTime() - startedAt));
    if (ready != Progress.REACHED) {
      Failure failure =
          ready == Progress.TIMED_OUT
              ? Failure.initTimeout(spec.initTimeoutSeconds())
              : Failure.exitDuringInit(exitCode());
      close();
      log.output(output.take());
      return Optional.of(failure);
    }
    initialised = true;
    log.output(output.take());
    long readyAt = System.nanoTime();
    log.init(
        TimeUnit.NANOSECONDS.toMillis(spawnedAt - startedAt),
        TimeUnit.NANOSECONDS.toMillis(readyAt - spawnedAt),
        memoryBytes());
    return Optional.empty();
  }

  private InvocationReport answered(String requestId, Answer answer, InvocationLog log) {
    log.output(output.take());
    return switch (answer.kind()) {
      case RESPONSE -> {
        String result = new String(answer.body(), StandardCharsets.UTF_8);
        log.response(result);
        yield report(requestId, 200, result, log);
      }
      case ERROR -> failed(requestId, Failure.reported(answer.body()), log);
      case TOO_LARGE -> failed(requestId, Failure.responseTooLarge(), log);
    };
  }

  /** Ends the instance, then reports: what it wrote to the very end belongs to the log. */
  private InvocationReport over(String requestId, Failure failure, InvocationLog log) {
    memoryBytes();
    session.close();
    close();
    log.output(output.take());
    return failed(requestId, failure, log);
  }

  private InvocationReport failed(String requestId, Failure failure, InvocationLog log) {
    String json = failure.json(requestId);
    log.error(json);
    return report(requestId, failure.statusCode(), json, log);
  }

  private InvocationReport report(String requestId, int status, String result, InvocationLog log) {
    double durationMs =
        initialised ? TimeUnit.NANOSECONDS.toMicros(session.turnNanos()) / 1000.0 : 0;
    long memory = over ? peakBytes : memoryBytes();
    return new InvocationReport(
        requestId, status, result, log.end(durationMs, memory), memory, durationMs);
  }

  private long memoryBytes() {
    long now = System.nanoTime();
    if (members.isEmpty() || now - membersAt > GROUP_LOOKUP_NANOS) {
      members = leash.group().members();
      membersAt = now;
    }
    peakBytes = Math.max(peakBytes, ProcessGroup.peakBytes(members));
    return peakBytes;
  }

  private int exitCode() throws InterruptedException {
    return leash.process().waitFor();
  }

  /**
   * Kills the process group and removes what the instance had; safe to call twice and from another
   * thread.
   */
  @Override
  public void close() {
    over = true;
    leash.close();
    server.close();
    output.close();
    directory.close();
  }
}
