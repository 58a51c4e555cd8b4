package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.cloudapi.FunctionTable.Entry;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.ConcurrencyQuota;
import io.scf4j.maven.local.instance.InstanceHost;
import io.scf4j.maven.local.instance.InstancePool;
import io.scf4j.maven.local.instance.InstanceSpec;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.instance.PoolOptions;
import io.scf4j.maven.local.instance.ProvisionedStatus;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.InvocationRecord;
import io.scf4j.maven.local.store.RunSettings;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What serves the versions of the functions: a pool of instances for each that is invoked or
 * provisioned, with its code unpacked.
 */
final class FunctionInstances implements AutoCloseable {
  private final FunctionTable table;
  private final FunctionStore store;
  private final Layers layers;
  private final InstanceHost host;
  private final PoolOptions options;
  private final RememberedInvocations remembered;
  private final InvocationWatcher watcher;
  private final Map<String, InstancePool> invoking = new ConcurrentHashMap<>();

  /** Reserves what the functions of the table have reserved, of the quota that was set. */
  FunctionInstances(
      FunctionTable table,
      FunctionStore store,
      Layers layers,
      InstanceHost host,
      PoolOptions options,
      RememberedInvocations remembered,
      InvocationWatcher watcher)
      throws IOException {
    this.table = table;
    this.store = store;
    this.layers = layers;
    this.host = host;
    this.options = options;
    this.remembered = remembered;
    this.watcher = watcher;
    store.account().totalConcurrencyMb().ifPresent(quota()::total);
    for (StoredFunction function : table.all()) {
      if (function.run().reservedMb() != null) {
        quota().reserve(function.namespace(), function.name(), function.run().reservedMb());
      }
    }
  }

  /** The most instances of one version of a function at a time. */
  int limit() {
    return options.debugPort().isPresent() ? 1 : options.limit();
  }

  /** What is reserved, and what may run at a time. */
  ConcurrencyQuota quota() {
    return host.quota();
  }

  /** Sets the whole quota, MB, and keeps that. */
  void total(int mb) throws IOException {
    store.account().totalConcurrencyMb(mb);
    quota().total(mb);
  }

  /**
   * Invokes what a version serves with now.
   *
   * @param version {@code $LATEST} or a number
   */
  InvocationReport invoke(
      Key key, String version, String requestId, byte[] event, Occasion occasion)
      throws ApiFault, IOException, InterruptedException {
    long startedMs = System.currentTimeMillis();
    StoredFunction function = table.get(key);
    InstancePool pool = serving(key, version);
    InvocationReport report;
    invoking.put(requestId, pool);
    try {
      report = pool.invoke(requestId, event);
    } finally {
      invoking.remove(requestId);
    }
    InvocationRecord invocation =
        RememberedInvocations.record(version, startedMs, report, occasion, pool.memoryMb());
    watcher.ended(key.namespace(), key.name(), invocation);
    remembered.add(function, invocation);
    return report;
  }

  /**
   * Ends a running invocation, also one of an instance that has been replaced meanwhile.
   *
   * @param graceful by SIGTERM instead of by force
   * @return false when no instance serves it
   */
  boolean stop(String requestId, boolean graceful) {
    InstancePool pool = invoking.get(requestId);
    return pool != null && pool.stop(requestId, graceful);
  }

  /** Invokes what a version or alias leads to now. */
  InvocationReport invokeQualifier(
      Key key, String qualifier, String requestId, byte[] event, String origin)
      throws ApiFault, IOException, InterruptedException {
    String version = version(key, qualifier, new JsonObject());
    return invoke(key, version, requestId, event, Occasion.of(origin, qualifier));
  }

  /** The version that an event for a version or alias goes to. */
  String version(Key key, String qualifier, JsonObject routingKey) throws ApiFault {
    return Qualifier.version(
        table.get(key), qualifier, routingKey, ThreadLocalRandom.current()::nextDouble);
  }

  /** Keeps so many instances of a published version ready. */
  void provision(Key key, String version, int instances) throws ApiFault, IOException {
    table.change(
        key, function -> function.withRun(function.run().withProvisioned(version, instances)));
    serving(key, version).provision(instances);
  }

  /** After a start. */
  void provisionAll(Key key, RunSettings run) {
    run.provisioned()
        .forEach(
            (version, instances) -> {
              try {
                serving(key, version).provision(instances);
              } catch (ApiFault | IOException e) {
                // it has been deleted, or its code is gone; invoking it will tell
              }
            });
  }

  /** How far the instances of a version are that are kept ready. */
  ProvisionedStatus provisioned(Key key, String version) throws ApiFault {
    synchronized (table) {
      InstancePool pool = table.entry(key).pools().get(version);
      return pool == null ? new ProvisionedStatus(0, 0, "") : pool.provisioned();
    }
  }

  /** Kills the instances of a function, as a host that fails takes them away. */
  void lose(Key key) throws ApiFault {
    List<InstancePool> lost;
    synchronized (table) {
      lost = List.copyOf(table.entry(key).pools().values());
    }
    lost.forEach(InstancePool::loseInstances);
  }

  /** What is unpacked for the first time is that without the lock, because it takes time. */
  private InstancePool serving(Key key, String version) throws ApiFault, IOException {
    while (true) {
      StoredFunction function;
      FunctionConfig config;
      synchronized (table) {
        Entry entry = table.entry(key);
        function = entry.function();
        config = config(function, version);
        InstancePool pool = entry.pools().get(version);
        if (pool != null) {
          return pool;
        }
      }
      InstancePool made = null;
      IOException failure = null;
      try {
        made = pool(function, version, config);
      } catch (IOException e) {
        failure = e;
      }
      synchronized (table) {
        Entry entry = table.entry(key);
        boolean isStill =
            entry.function().id().equals(function.id())
                && config(entry.function(), version).equals(config);
        if (isStill && failure != null) {
          throw failure;
        }
        if (isStill) {
          InstancePool other = entry.pools().putIfAbsent(version, made);
          return other == null ? made : other;
        }
      }
    }
  }

  /** What a version runs as; not before it has become Active once. */
  private static FunctionConfig config(StoredFunction function, String version) throws ApiFault {
    if (!function.serves()) {
      throw ApiFault.notNow(ApiFault.NOT_ACTIVE, function);
    }
    if (version.equals(StoredFunction.LATEST)) {
      return function.latest();
    }
    StoredVersion published =
        function.version(version).orElseThrow(() -> ApiFault.versionNotFound(version));
    if (!published.status().equals("Active")) {
      throw ApiFault.notNow(ApiFault.NOT_ACTIVE, published);
    }
    return published.config();
  }

  /** A new pool for a version, which serves once the table has it. */
  InstancePool pool(StoredFunction function, String version, FunctionConfig config)
      throws IOException {
    InstanceSpec spec =
        new InstanceSpec(
            function.namespace(),
            function.name(),
            version,
            function.region(),
            config.handler(),
            config.memoryMb(),
            config.timeoutSeconds(),
            config.initTimeoutSeconds(),
            config.environment(),
            store.code(function, config),
            layers.files(config.layers()));
    return new InstancePool(spec, host, options);
  }

  /** Ends every instance. */
  @Override
  public void close() {
    synchronized (table) {
      for (Entry entry : table.entries()) {
        entry.pools().values().forEach(InstancePool::close);
      }
    }
    host.close();
  }
}
