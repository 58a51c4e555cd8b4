package io.scf4j.maven.local.instance;

import io.scf4j.maven.local.runtimeapi.Answer;
import io.scf4j.maven.local.runtimeapi.RuntimeApiServer;
import io.scf4j.maven.local.runtimeapi.RuntimeEvent;
import io.scf4j.maven.local.runtimeapi.RuntimeSession;
import io.scf4j.maven.local.runtimeapi.RuntimeSession.Progress;
import io.scf4j.maven.local.runtimeapi.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One instance of a function: a real process of the package's own {@code bootstrap}, with its own
 * runtime API port and temporary directory. It initialises with its first invocation unless it has
 * been told to before, serves one event at a time, and is over after a timeout, above its memory
 * limit or with the end of its process, as on the platform; an error the function reports does not
 * end it.
 */
final class Instance implements AutoCloseable {
  private final InstanceSpec spec;
  private final InstanceHost host;
  private final InstanceDirectory directory;
  private final RuntimeSession session;
  private final RuntimeApiServer server;
  private final Leash leash;
  private final ProcessOutput output;
  private final InstanceMemory memory;
  private final long startedAt;
  private final long spawnedAt;
  private final AtomicLong invocations = new AtomicLong();

  private boolean initialised;
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private long coldStartMs;
  private volatile String serving;
  private int violationsTold;
  private volatile boolean over;
  private boolean closed;

  private Instance(
      InstanceSpec spec,
      InstanceDirectory directory,
      RuntimeSession session,
      RuntimeApiServer server,
      Leash leash,
      InstanceHost host,
      long startedAt,
      String requestId) {
    this.spec = spec;
    this.serving = requestId;
    this.host = host;
    this.directory = directory;
    this.session = session;
    this.server = server;
    this.leash = leash;
    this.startedAt = startedAt;
    this.spawnedAt = System.nanoTime();
    this.memory =
        new InstanceMemory(
            leash.group(), spec.memoryMb(), () -> host.work(this::kill), System::nanoTime);
    this.output =
        new ProcessOutput(
            leash.process().getInputStream(),
            "scf-output-" + directory.id(),
            line -> host.watcher().wrote(spec.namespace(), spec.function(), serving, line));
    onExit(session::close);
  }

  /**
   * Starts the process; {@link Bootstrap#check} has found nothing against it.
   *
   * @param requestId of the invocation that it is started for, empty when it is for none
   */
  static Instance start(InstanceSpec spec, InstanceHost host, boolean strict, String requestId)
      throws IOException {
    long startedAt = System.nanoTime();
    MountNamespace namespace = host.namespace();
    Optional<Path> opt =
        spec.layers().isEmpty() ? Optional.empty() : Optional.of(host.layers().of(spec.layers()));
    RuntimeSession session = new RuntimeSession(System::nanoTime, strict);
    InstanceDirectory directory = InstanceDirectory.create(host.instances());
    RuntimeApiServer server = null;
    try {
      server = RuntimeApiServer.start(session);
      Optional<Path> mounted = namespace.showsLayers() ? opt : Optional.empty();
      List<String> command =
          new ArrayList<>(namespace.prefix(spec.code(), directory.tmp(), mounted));
      command.add(Bootstrap.in(spec.code()).toString());
      Optional<Path> tmpdir =
          namespace.refusal().isPresent() ? Optional.of(directory.tmp()) : Optional.empty();
      ProcessBuilder bootstrap =
          new ProcessBuilder(command).directory(spec.code().toFile()).redirectErrorStream(true);
      bootstrap.environment().clear();
      bootstrap
          .environment()
          .putAll(
              InstanceEnvironment.of(
                  spec,
                  directory.id(),
                  server.host(),
                  server.port(),
                  tmpdir,
                  mounted.isPresent() ? Optional.empty() : opt));
      Instance instance =
          new Instance(
              spec, directory, session, server, Leash.start(bootstrap), host, startedAt, requestId);
      host.started(instance);
      return instance;
    } catch (IOException | RuntimeException e) {
      if (server != null) {
        server.close();
      }
      directory.close();
      throw e;
    }
  }

  String id() {
    return directory.id();
  }

  long pid() {
    return leash.process().pid();
  }

  /** How many events it has been given. */
  long invocations() {
    return invocations.get();
  }

  InstanceMemory memory() {
    return memory;
  }

  /** Runs this when its process has ended, at once when it has already. */
  void onExit(Runnable action) {
    var unused = leash.onExit().thenRun(action);
  }

  /** Whether another event may be given to it. */
  boolean isUsable() {
    return !over && leash.process().isAlive();
  }

  /**
   * Initialises it before any event.
   *
   * @param log gets what was written meanwhile, and the platform's line
   * @return why it failed, and then it is over
   */
  Optional<Failure> initialise(InvocationLog log) throws InterruptedException {
    return initialise(log, true);
  }

  /**
   * Gives the instance an event and waits for its result.
   *
   * @return empty when a warm instance turned out to have ended before it took the event: nothing
   *     has happened yet, and another instance can serve it
   */
  Optional<InvocationReport> invoke(String requestId, byte[] event) throws InterruptedException {
    InvocationLog log = new InvocationLog(requestId, spec.memoryMb());
    serving = requestId;
    coldStartMs = 0;
    boolean warm = initialised;
    if (!initialised) {
      Optional<Failure> failure = initialise(log, false);
      if (failure.isPresent()) {
        return Optional.of(failed(requestId, failure.get(), log));
      }
    }
    host.memory().begin(memory);
    try {
      return serve(requestId, event, warm, log);
    } finally {
      host.memory().end(memory);
    }
  }

  private Optional<InvocationReport> serve(
      String requestId, byte[] event, boolean warm, InvocationLog log) throws InterruptedException {
    long timeout = TimeUnit.SECONDS.toNanos(spec.timeoutSeconds());
    session.offer(
        new RuntimeEvent(
            requestId, event, spec.memoryMb(), TimeUnit.SECONDS.toMillis(spec.timeoutSeconds())));
    invocations.incrementAndGet();
    Progress result = session.awaitAnswer(timeout);
    boolean fetched = session.wasFetched();
    if (result == Progress.CLOSED && warm && !fetched) {
      invocations.decrementAndGet();
      close();
      return Optional.empty();
    }
    return Optional.of(
        switch (result) {
          case REACHED -> answered(requestId, session.answer(), log);
          case TIMED_OUT ->
              over(
                  requestId,
                  fetched
                      ? Failure.tooSlow(spec.timeoutSeconds())
                      : Failure.notFetched(spec.timeoutSeconds()),
                  log);
          case CLOSED -> over(requestId, ended(Failure.exitDuringInvocation(exitCode())), log);
        });
  }

  /** Waits for ready; what was written meanwhile opens the first invocation's log. */
  private Optional<Failure> initialise(InvocationLog log, boolean provisioned)
      throws InterruptedException {
    long limit = TimeUnit.SECONDS.toNanos(spec.initTimeoutSeconds());
    host.memory().begin(memory);
    Progress ready;
    try {
      ready = session.awaitReady(limit - (System.nanoTime() - startedAt));
    } finally {
      host.memory().end(memory);
    }
    coldStartMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt);
    if (ready != Progress.REACHED) {
      Failure failure =
          ready == Progress.TIMED_OUT
              ? Failure.initTimeout(spec.initTimeoutSeconds())
              : ended(Failure.exitDuringInit(exitCode()));
      close();
      write(log);
      return Optional.of(failure);
    }
    initialised = true;
    write(log);
    long runtimeMs = TimeUnit.NANOSECONDS.toMillis(spawnedAt - startedAt);
    long functionMs = coldStartMs - runtimeMs;
    if (provisioned) {
      log.provisioned(runtimeMs, functionMs, memory.peakBytes());
    } else {
      log.init(runtimeMs, functionMs, memory.peakBytes());
    }
    return Optional.empty();
  }

  /** Why its process is gone: we have ended it for its memory, or else as its status says. */
  private Failure ended(Failure byItself) {
    return memory.exceededBytes() > 0
        ? Failure.memoryExceeded(spec.memoryMb(), memory.exceededBytes())
        : byItself;
  }

  private InvocationReport answered(String requestId, Answer answer, InvocationLog log) {
    write(log);
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
    memory.peakBytes();
    session.close();
    close();
    write(log);
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
    long peak = over ? memory.lastPeakBytes() : memory.peakBytes();
    return new InvocationReport(
        requestId, status, result, log.end(durationMs, peak), peak, durationMs, coldStartMs);
  }

  private int exitCode() throws InterruptedException {
    return leash.process().waitFor();
  }

  /** Asks an idle instance to end, and lets it for so long. */
  void terminate(Duration grace) {
    over = true;
    try {
      leash.terminate(grace);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends SIGTERM to it while it serves; the platform's log line says whether it handles that. */
  void signal() {
    String outcome = leash.handlesTerm() ? "received successfully" : "reception failed";
    told.add("[PLATFORM] Signal " + outcome + ".\n");
    leash.term();
  }

  /** Kills the process group only: whoever waits for the instance sees it end. */
  void kill() {
    leash.close();
  }

  /**
   * Kills the process group and removes what the instance had; safe to call twice and from another
   * thread, and nothing is left when it returns.
   */
  @Override
  public void close() {
    over = true;
    leash.close();
    release();
  }

  private synchronized void release() {
    if (!closed) {
      closed = true;
      server.close();
      output.close();
      memory.close();
      directory.close();
      host.ended(this);
    }
  }

  /**
   * What the process has written, how it took signals, and what it has done against the runtime
   * protocol.
   */
  private void write(InvocationLog log) {
    log.output(output.take());
    for (String line = told.poll(); line != null; line = told.poll()) {
      log.output(line);
    }
    List<Violation> all = session.violations();
    for (Violation violation : all.subList(violationsTold, all.size())) {
      log.output((session.isStrict() ? violation.toString() : violation.warning()) + "\n");
    }
    violationsTold = all.size();
  }
}
