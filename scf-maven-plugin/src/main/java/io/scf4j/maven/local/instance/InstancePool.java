package io.scf4j.maven.local.instance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The instances of one version of a function, as it is configured now. An event goes to the
 * instance that was used last and is idle, else to a new one while there are fewer than the limit,
 * else it is refused with 432. New code or configuration means a new pool; the old one is retired
 * and ends with its last running invocation.
 */
public final class InstancePool implements AutoCloseable {
  private final InstanceSpec spec;
  private final Path instances;
  private final int limit;
  private final Supplier<MountNamespace> namespace;

  private final Deque<Instance> idle = new ArrayDeque<>();
  private final Set<Instance> alive = new HashSet<>();
  private int taken;
  private boolean retired;

  /**
   * A pool without instances yet.
   *
   * @param spec what the instances are made from
   * @param instances directory for the instances' own directories
   * @param limit the most instances at a time
   * @param namespace what their processes are started in; asked before each start
   */
  public InstancePool(
      InstanceSpec spec, Path instances, int limit, Supplier<MountNamespace> namespace) {
    this.spec = spec;
    this.instances = instances;
    this.limit = limit;
    this.namespace = namespace;
  }

  /** Invokes the function; every way to fail is in the report. */
  public InvocationReport invoke(String requestId, byte[] event) throws InterruptedException {
    while (true) {
      if (!take()) {
        return refused(requestId, Failure.concurrencyExceeded(spec.function(), limit));
      }
      Instance instance = null;
      try {
        instance = idleInstance();
        if (instance == null) {
          Optional<Failure> failure = Bootstrap.check(spec.code());
          if (failure.isPresent()) {
            return refused(requestId, failure.get());
          }
          instance = Instance.start(spec, instances, namespace.get());
          add(instance);
        }
        Optional<InvocationReport> report = instance.invoke(requestId, event);
        if (report.isPresent()) {
          return report.get();
        }
      } catch (IOException e) {
        return refused(
            requestId, Failure.bootstrap("Bootstrap could not be started: " + e.getMessage()));
      } catch (InterruptedException | RuntimeException e) {
        if (instance != null) {
          instance.close(); // its conversation is in an unknown state
        }
        throw e;
      } finally {
        release(instance);
      }
    }
  }

  private InvocationReport refused(String requestId, Failure failure) {
    InvocationLog log = new InvocationLog(requestId, spec.memoryMb());
    String json = failure.json(requestId);
    log.error(json);
    return new InvocationReport(requestId, failure.statusCode(), json, log.end(0, 0), 0, 0);
  }

  private synchronized boolean take() {
    if (taken >= limit) {
      return false;
    }
    taken++;
    return true;
  }

  private synchronized Instance idleInstance() {
    for (Instance instance = idle.pollFirst(); instance != null; instance = idle.pollFirst()) {
      if (instance.isUsable()) {
        return instance;
      }
      drop(instance);
    }
    return null;
  }

  private synchronized void add(Instance instance) {
    alive.add(instance);
  }

  private synchronized void release(Instance instance) {
    taken--;
    if (instance == null) {
      return;
    }
    if (instance.isUsable() && !retired) {
      idle.addFirst(instance);
    } else {
      drop(instance);
    }
  }

  private void drop(Instance instance) {
    alive.remove(instance);
    instance.close();
  }

  /** How many instances have a process now. */
  public synchronized int size() {
    return (int) alive.stream().filter(Instance::isUsable).count();
  }

  /** Ends the idle instances now and the busy ones after their invocation. */
  public synchronized void retire() {
    retired = true;
    idle.forEach(this::drop);
    idle.clear();
  }

  /** Ends all instances now, whatever they are doing. */
  @Override
  public void close() {
    Set<Instance> all;
    synchronized (this) {
      retire();
      all = Set.copyOf(alive);
    }
    all.forEach(Instance::close);
  }
}
