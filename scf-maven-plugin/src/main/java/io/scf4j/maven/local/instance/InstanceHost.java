package io.scf4j.maven.local.instance;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the pools of one local SCF share: where instances live, what they are started in, the
 * region's concurrency quota, the debuggers' ports, and two places to work besides the callers'
 * threads. It has no thread while there is nothing to do.
 */
public final class InstanceHost implements AutoCloseable {
  private static final long IDLE_THREAD_SECONDS = 5;
  private static final Duration MEASURED_EVERY = Duration.ofMillis(50);

  private final Path instances;
  private final Supplier<MountNamespace> namespace;
  private final Consumer<ProvisionedReport> provisioned;
  private final OutputWatcher watcher;
  private final LongSupplier nanos;
  private final Timer timer;
  private final ScheduledThreadPoolExecutor timing;
  private final ExecutorService working;
  private final ConcurrencyQuota quota = new ConcurrencyQuota(ConcurrencyQuota.REGION_MB);
  private final DebugPorts debugPorts = new DebugPorts();
  private final MergedLayers layers;
  private final Watch<InstanceMemory> memory;
  private final Set<Instance> alive = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private InstanceHost(
      Path instances,
      Supplier<MountNamespace> namespace,
      Consumer<ProvisionedReport> provisioned,
      OutputWatcher watcher,
      LongSupplier nanos,
      Timer timer,
      ScheduledThreadPoolExecutor timing) {
    this.watcher = watcher;
    this.instances = instances;
    this.namespace = namespace;
    this.provisioned = provisioned;
    this.nanos = nanos;
    this.timer = timer;
    this.timing = timing;
    this.working = Executors.newCachedThreadPool(daemons("scf-instance-work"));
    this.layers = new MergedLayers(instances.resolve("opt"));
    this.memory = new Watch<>(timer(timing), MEASURED_EVERY, InstanceMemory::check);
  }

  /**
   * A host of instances.
   *
   * @param instances directory for the instances' own directories
   * @param namespace what their processes are started in; asked before each start
   */
  public static InstanceHost of(Path instances, Supplier<MountNamespace> namespace) {
    return of(instances, namespace, report -> {}, OutputWatcher.NONE);
  }

  /**
   * As the other one.
   *
   * @param provisioned is told how the initialisation of each provisioned instance went
   * @param watcher sees what the functions write
   */
  public static InstanceHost of(
      Path instances,
      Supplier<MountNamespace> namespace,
      Consumer<ProvisionedReport> provisioned,
      OutputWatcher watcher) {
    ScheduledThreadPoolExecutor timing = timing();
    return new InstanceHost(
        instances, namespace, provisioned, watcher, System::nanoTime, timer(timing), timing);
  }

  /** One whose pools have this time; memory is measured in real time nevertheless. */
  static InstanceHost of(
      Path instances,
      Supplier<MountNamespace> namespace,
      Consumer<ProvisionedReport> provisioned,
      LongSupplier nanos,
      Timer timer) {
    return new InstanceHost(
        instances, namespace, provisioned, OutputWatcher.NONE, nanos, timer, timing());
  }

  private static ScheduledThreadPoolExecutor timing() {
    ScheduledThreadPoolExecutor timing =
        new ScheduledThreadPoolExecutor(1, daemons("scf-instance-timer"));
    timing.setKeepAliveTime(IDLE_THREAD_SECONDS, TimeUnit.SECONDS);
    timing.allowCoreThreadTimeOut(true);
    return timing;
  }

  private static Timer timer(ScheduledThreadPoolExecutor timing) {
    return (delay, task) -> {
      try {
        var unused = timing.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        // closed: nothing is to be done any more
      }
    };
  }

  private static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** The quota that its pools share. */
  public ConcurrencyQuota quota() {
    return quota;
  }

  Path instances() {
    return instances;
  }

  MountNamespace namespace() {
    return namespace.get();
  }

  DebugPorts debugPorts() {
    return debugPorts;
  }

  OutputWatcher watcher() {
    return watcher;
  }

  MergedLayers layers() {
    return layers;
  }

  Watch<InstanceMemory> memory() {
    return memory;
  }

  long nanos() {
    return nanos.getAsLong();
  }

  InstantSource clock() {
    return InstantSource.system();
  }

  Timer timer() {
    return timer;
  }

  /** For what takes longer than the timer's thread should be kept from other things. */
  void work(Runnable task) {
    try {
      working.execute(task);
    } catch (RejectedExecutionException e) {
      // closed: the pools have ended everything
    }
  }

  void report(ProvisionedReport report) {
    provisioned.accept(report);
  }

  void started(Instance instance) {
    alive.add(instance);
    if (closed) {
      instance.close();
    }
  }

  void ended(Instance instance) {
    alive.remove(instance);
  }

  /** Ends its threads, and every instance that is left: a retired pool may have busy ones still. */
  @Override
  public void close() {
    closed = true;
    timing.shutdownNow();
    working.shutdownNow();
    alive.forEach(Instance::close);
    boolean interrupted = false;
    try {
      var unused = working.awaitTermination(IDLE_THREAD_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    layers.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
