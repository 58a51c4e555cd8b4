package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * The instances of one version of a function, as it is configured now. An event goes to the
 * provisioned or else the other instance that was used last and is idle, else to a new one while
 * the quota and the limit allow it, else it is refused with 432. Instances that stay idle are
 * ended, provisioned ones are replaced when they end. New code or configuration means a new pool;
 * the old one is retired and ends with its last running invocation.
 */
public final class InstancePool implements AutoCloseable {
  private static final int MAX_EVENT_BYTES = 6 * 1024 * 1024;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  /** What an instance gets to end by itself (SIGTERM); a busy one is never asked. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private static final String ENDED_IDLE = "a provisioned instance ended while it was idle";
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final InstanceSpec spec;
  private final InstanceHost host;
  private final PoolOptions options;
  private final Roster roster;
  private final boolean ownsHost;
  private final AtomicBoolean reaping = new AtomicBoolean();
  private final AtomicBoolean backingOff = new AtomicBoolean();
  private final AtomicBoolean lookingAgain = new AtomicBoolean();
  private volatile Duration retry = FIRST_RETRY;
  private volatile String problem = "";

  /**
   * A pool without instances yet.
   *
   * @param spec what the instances are made from
   * @param host what all pools share
   * @param options how instances are kept
   */
  public InstancePool(InstanceSpec spec, InstanceHost host, PoolOptions options) {
    this(spec, host, options, false);
  }

  /** A pool that shares nothing with others; idle instances are kept for a minute. */
  public InstancePool(
      InstanceSpec spec, Path instances, int limit, Supplier<MountNamespace> namespace) {
    this(spec, InstanceHost.of(instances, namespace), PoolOptions.of(limit), true);
  }

  private InstancePool(
      InstanceSpec spec, InstanceHost host, PoolOptions options, boolean ownsHost) {
    this.ownsHost = ownsHost;
    this.options = options;
    this.host = host;
    boolean debugged = options.debugPort().isPresent();
    this.spec = debugged ? DebugMode.of(spec, options.debugPort().getAsInt()) : spec;
    this.roster = new Roster(this.spec, debugged ? 1 : options.limit(), host.quota(), host::nanos);
  }

  /** Memory of an instance, MB. */
  public int memoryMb() {
    return spec.memoryMb();
  }

  /** Invokes the function; every way to fail is in the report. */
  public InvocationReport invoke(String requestId, byte[] event) throws InterruptedException {
    if (event.length > MAX_EVENT_BYTES) {
      return refused(requestId, Failure.requestTooLarge(event.length));
    }
    while (true) {
      Roster.Taken taken = roster.take(requestId);
      if (taken.refusal() != null) {
        return refused(requestId, taken.refusal());
      }
      Optional<InvocationReport> report = invoke(taken.slot(), requestId, event);
      if (report.isPresent()) {
        return report.get();
      }
      if (roster.isStopped(taken.slot())) {
        return refused(requestId, Failure.stoppedBefore());
      }
    }
  }

  /** Empty when a warm instance had ended before it took the event. */
  private Optional<InvocationReport> invoke(Slot slot, String requestId, byte[] event)
      throws InterruptedException {
    try {
      if (slot.instance == null) {
        Optional<Failure> failure = start(slot, requestId);
        if (failure.isPresent()) {
          return Optional.of(refused(requestId, failure.get()));
        }
      }
      return slot.instance.invoke(requestId, event);
    } catch (InterruptedException | RuntimeException e) {
      if (slot.instance != null) {
        slot.instance.close(); // its conversation is in an unknown state
      }
      throw e;
    } finally {
      putBack(slot);
    }
  }

  private InvocationReport refused(String requestId, Failure failure) {
    InvocationLog log = new InvocationLog(requestId, spec.memoryMb());
    String json = failure.json(requestId);
    log.error(json);
    return new InvocationReport(requestId, failure.statusCode(), json, log.end(0, 0), 0, 0, 0);
  }

  private Optional<Failure> start(Slot slot, String requestId) throws InterruptedException {
    try {
      Optional<Failure> failure = Bootstrap.check(spec);
      if (failure.isPresent()) {
        return failure;
      }
    } catch (IOException e) {
      return Optional.of(Failure.bootstrap("Bootstrap could not be read: " + e.getMessage()));
    }
    Optional<Failure> undebuggable =
        options.debugPort().isPresent() ? DebugMode.check(spec) : Optional.empty();
    if (undebuggable.isPresent()) {
      return undebuggable;
    }
    Optional<Failure> taken =
        options.debugPort().isPresent()
            ? host.debugPorts().claim(options.debugPort().getAsInt(), spec, slot)
            : Optional.empty();
    if (taken.isPresent()) {
      return taken;
    }
    try {
      Instance instance = Instance.start(spec, host, options.strict(), requestId);
      boolean wanted = roster.started(slot, instance);
      instance.onExit(() -> host.work(() -> died(slot)));
      if (!wanted) {
        instance.kill();
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(Failure.notStarted(e.toString()));
    }
  }

  private void putBack(Slot slot) {
    if (roster.putBack(slot)) {
      reapLater(options.idleTime());
    } else {
      end(slot);
    }
    replenish();
  }

  private void died(Slot slot) {
    if (!roster.died(slot)) {
      return;
    }
    boolean inVain = slot.provisioned && slot.instance.invocations() == 0;
    end(slot);
    if (inVain) { // one that always ends at once must not be started all the time
      backOff(ENDED_IDLE);
    } else {
      replenish();
    }
  }

  private void end(Slot slot) {
    if (slot.instance != null) {
      slot.instance.close();
    }
    options.debugPort().ifPresent(port -> host.debugPorts().release(port, slot));
    roster.gone(slot);
  }

  private void endAll(List<Slot> slots) {
    slots.forEach(this::end);
  }

  private void reapLater(Duration delay) {
    if (options.debugPort().isEmpty() && reaping.compareAndSet(false, true)) {
      host.timer().after(delay, this::reap);
    }
  }

  private void reap() {
    reaping.set(false);
    Roster.Reaping found = roster.reap(options.idleTime());
    found.next().ifPresent(this::reapLater);
    for (Slot slot : found.ending()) {
      host.work(
          () -> {
            slot.instance.terminate(GRACE);
            end(slot);
          });
    }
  }

  /**
   * Keeps so many instances initialised, whether events come or not; 0 ends that. They are started
   * on other threads; as many as the limit and the quota allow, the others when they do.
   */
  public void provision(int instances) {
    retry = FIRST_RETRY;
    endAll(roster.provision(instances));
    replenish();
  }

  /** How far that is. */
  public ProvisionedStatus provisioned() {
    return new ProvisionedStatus(roster.requested(), roster.available(), problem);
  }

  private void replenish() {
    if (backingOff.get()) {
      return;
    }
    Roster.Replenishing plan = roster.replenish();
    endAll(plan.ending());
    plan.starting().forEach(slot -> host.work(() -> initialise(slot)));
    problem = plan.problem().map(Failure::message).orElse("");
    if (plan.problem().isPresent() && lookingAgain.compareAndSet(false, true)) {
      host.timer()
          .after(
              FIRST_RETRY,
              () -> {
                lookingAgain.set(false);
                replenish(); // another function may have given back what it had of the quota
              });
    }
  }

  /** What failed is tried again, but not all the time. */
  private void backOff(String why) {
    problem = why;
    if (backingOff.compareAndSet(false, true)) {
      Duration delay = retry;
      retry = delay.compareTo(LAST_RETRY) < 0 ? delay.multipliedBy(2) : delay;
      host.timer()
          .after(
              delay,
              () -> {
                backingOff.set(false);
                replenish();
              });
    }
  }

  private void initialise(Slot slot) {
    long startedMs = host.clock().millis();
    String requestId = UUID.randomUUID().toString();
    InvocationLog log = new InvocationLog(requestId, spec.memoryMb());
    Optional<Failure> failure;
    try {
      failure = start(slot, "");
      if (failure.isEmpty()) {
        failure = slot.instance.initialise(log);
      }
    } catch (InterruptedException | RuntimeException e) {
      failure = Optional.of(Failure.unexpected(e));
      if (slot.instance != null) {
        slot.instance.close();
      }
    }
    String result = failure.map(reason -> reason.json(requestId)).orElse("");
    if (failure.isPresent()) {
      log.error(result);
    }
    boolean wanted = roster.isWanted(slot);
    boolean stays = roster.putBack(slot);
    if (!stays) {
      end(slot);
    }
    if (wanted && !stays) {
      backOff(failure.map(Failure::message).orElse(ENDED_IDLE));
    } else {
      retry = FIRST_RETRY;
      replenish();
    }
    if (wanted) {
      int status = failure.map(Failure::statusCode).orElse(200);
      long memory = slot.instance == null ? 0 : slot.instance.memory().lastPeakBytes();
      host.report(
          new ProvisionedReport(
              spec,
              startedMs,
              new InvocationReport(requestId, status, result, log.text(), memory, 0, 0)));
    }
  }

  /**
   * The instances are lost, as when a machine of the platform dies: what they are serving ends with
   * 439, provisioned ones are replaced.
   *
   * @return how many there were
   */
  public int loseInstances() {
    return lose(null);
  }

  /** The same with one instance; false when there is none with this id. */
  public boolean loseInstance(String id) {
    return lose(id) > 0;
  }

  private int lose(String id) {
    Roster.Leaving lost = roster.lose(id);
    send(lost);
    replenish();
    return lost.idle().size() + lost.busy().size();
  }

  /**
   * Ends an invocation that is running, and the instance that serves it.
   *
   * @param graceful by SIGTERM, which a function may handle and go on for its time; else by force
   * @return false when no instance serves it
   */
  public boolean stop(String requestId, boolean graceful) {
    Optional<Slot> slot = roster.stop(requestId);
    Instance instance = slot.map(serving -> serving.instance).orElse(null);
    if (instance != null && graceful) {
      instance.signal();
    } else if (instance != null) {
      instance.kill();
    }
    return slot.isPresent();
  }

  private void send(Roster.Leaving leaving) {
    for (Slot slot : leaving.busy()) {
      if (slot.instance != null) {
        slot.instance.kill();
      }
    }
    endAll(leaving.idle());
  }

  /** How many instances have a process now. */
  public int size() {
    return roster.size();
  }

  /** The instances as they are now, in the order they were started. */
  public List<InstanceStatus> instances() {
    return roster.list(host.clock());
  }

  /** Ends the idle instances now and the busy ones after their invocation. */
  public void retire() {
    send(roster.retire());
  }

  /** Ends all instances now, whatever they are doing, and returns when they are gone. */
  @Override
  public void close() {
    send(roster.close());
    try {
      roster.awaitEmpty(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ownsHost) {
      host.close();
    }
  }
}
