package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.instance.InstanceHost;
import io.scf4j.maven.local.instance.InstancePool;
import io.scf4j.maven.local.instance.InstanceSpec;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.instance.MountNamespace;
import io.scf4j.maven.local.instance.PoolOptions;
import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.StoredFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The functions there are, their states and their instances. States are as asynchronous as the
 * cloud's: a change is stored and answered at once, takes effect after a moment, and meanwhile the
 * previous code and configuration serve and further changes are refused. A change that was under
 * way when the process ended is finished at the next start.
 */
public final class Functions implements AutoCloseable {

  /** A function as the cloud identifies it. */
  private record Key(String namespace, String name) {}

  /** A function and the instances it has now; no pool before it is Active for the first time. */
  private static final class Entry {
    private StoredFunction function;
    private InstancePool pool;

    Entry(StoredFunction function) {
      this.function = function;
    }
  }

  private final FunctionStore store;
  private final Duration transition;
  private final int instanceLimit;
  private final InstanceHost host;
  private final Map<Key, Entry> entries = new HashMap<>();
  private final ScheduledExecutorService transitions =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "scf-transitions");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * The functions of a store.
   *
   * @param store where they are kept
   * @param transition how long Creating and Updating last
   * @param instanceLimit the most instances of one function at a time
   * @param namespace what the instances are started in
   * @throws IOException when the store cannot be read
   */
  public Functions(
      FunctionStore store,
      Duration transition,
      int instanceLimit,
      Supplier<MountNamespace> namespace)
      throws IOException {
    this.store = store;
    this.transition = transition;
    this.instanceLimit = instanceLimit;
    this.host = InstanceHost.of(store.instances(), namespace);
    for (StoredFunction function : store.all()) {
      Key key = new Key(function.namespace(), function.name());
      entries.put(key, new Entry(function));
      if (inTransition(function)) {
        finishLater(key);
      }
    }
  }

  private static boolean inTransition(StoredFunction function) {
    return function.status().equals("Creating") || function.status().equals("Updating");
  }

  synchronized StoredFunction get(String namespace, String name) throws ApiFault {
    return entry(namespace, name).function;
  }

  private Entry entry(String namespace, String name) throws ApiFault {
    Entry entry = entries.get(new Key(namespace, name));
    if (entry == null) {
      throw ApiFault.functionNotFound(namespace, name);
    }
    return entry;
  }

  /** Adds a function whose status is Creating. */
  synchronized void create(StoredFunction function, CodePackage code) throws ApiFault, IOException {
    Key key = new Key(function.namespace(), function.name());
    if (entries.containsKey(key)) {
      throw new ApiFault(
          "ResourceInUse.FunctionName",
          "This FunctionName already exists: " + function.name() + ".");
    }
    store.putCode(function.namespace(), function.name(), code);
    store.put(function);
    entries.put(key, new Entry(function));
    finishLater(key);
  }

  /**
   * Begins an update.
   *
   * @param code new code, or null when only the configuration changes
   * @param refusal code of the error when the function is not in a state to be updated
   */
  synchronized void update(
      String namespace,
      String name,
      CodePackage code,
      UnaryOperator<FunctionConfig> change,
      String at,
      String refusal)
      throws ApiFault, IOException {
    Entry entry = entry(namespace, name);
    StoredFunction function = entry.function;
    if (!function.status().equals("Active") && !function.status().equals("UpdateFailed")) {
      throw notNow(refusal, function);
    }
    if (code != null) {
      store.putCode(namespace, name, code);
    }
    StoredFunction updating = function.updating(change.apply(function.latest()), at);
    store.put(updating);
    entry.function = updating;
    finishLater(new Key(namespace, name));
  }

  synchronized void delete(String namespace, String name) throws ApiFault, IOException {
    Entry entry = entry(namespace, name);
    if (inTransition(entry.function)) {
      throw notNow("FailedOperation.DeleteFunction", entry.function);
    }
    entries.remove(new Key(namespace, name));
    if (entry.pool != null) {
      entry.pool.retire();
    }
    store.remove(namespace, name);
  }

  private static ApiFault notNow(String code, StoredFunction function) {
    return new ApiFault(
        code,
        "The function is "
            + function.status()
            + "; try again when it is Active (GetFunction tells).");
  }

  /** Invokes what serves now. */
  InvocationReport invoke(String namespace, String name, String requestId, byte[] event)
      throws ApiFault, IOException, InterruptedException {
    InstancePool pool;
    synchronized (this) {
      Entry entry = entry(namespace, name);
      if (entry
          .function
          .status()
          .startsWith("Creat")) { // Creating, CreateFailed: nothing serves yet
        throw notNow("FailedOperation.FunctionStatusError", entry.function);
      }
      if (entry.pool == null) {
        entry.pool = pool(entry.function, entry.function.latest());
      }
      pool = entry.pool;
    }
    return pool.invoke(requestId, event);
  }

  private InstancePool pool(StoredFunction function, FunctionConfig config) throws IOException {
    Path code = store.code(function, config);
    InstanceSpec spec =
        new InstanceSpec(
            function.namespace(),
            function.name(),
            "$LATEST",
            function.region(),
            config.handler(),
            config.memoryMb(),
            config.timeoutSeconds(),
            config.initTimeoutSeconds(),
            config.environment(),
            code);
    return new InstancePool(spec, host, PoolOptions.of(instanceLimit));
  }

  private void finishLater(Key key) {
    var unused =
        transitions.schedule(() -> finish(key), transition.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void finish(Key key) {
    Entry entry = entries.get(key);
    if (entry == null || !inTransition(entry.function)) {
      return;
    }
    InstancePool previous = entry.pool;
    try {
      StoredFunction active = entry.function.active();
      entry.pool = pool(active, active.latest());
      store.put(active);
      entry.function = active;
    } catch (IOException | RuntimeException e) {
      entry.pool = previous;
      entry.function = entry.function.failed(e.toString());
      keep(entry.function);
      return;
    }
    if (previous != null) {
      previous.retire();
    }
  }

  /** Or the next start would try again what was reported as failed. */
  private void keep(StoredFunction failed) {
    try {
      store.put(failed);
    } catch (IOException e) {
      // most likely what failed before; the state still holds for this process
    }
  }

  /** Ends every instance. */
  @Override
  public void close() {
    transitions.shutdownNow();
    synchronized (this) {
      for (Entry entry : entries.values()) {
        if (entry.pool != null) {
          entry.pool.close();
        }
      }
    }
    host.close();
  }
}
