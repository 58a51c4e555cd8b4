package io.scf4j.maven.local.cloudapi;

import com.google.gson.JsonObject;
import io.scf4j.maven.local.instance.ConcurrencyQuota;
import io.scf4j.maven.local.instance.InstanceHost;
import io.scf4j.maven.local.instance.InstancePool;
import io.scf4j.maven.local.instance.InstanceSpec;
import io.scf4j.maven.local.instance.InvocationReport;
import io.scf4j.maven.local.instance.MountNamespace;
import io.scf4j.maven.local.instance.PoolOptions;
import io.scf4j.maven.local.instance.ProvisionedStatus;
import io.scf4j.maven.local.store.AsyncEventStore;
import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.InvocationHistory;
import io.scf4j.maven.local.store.InvocationRecord;
import io.scf4j.maven.local.store.LayerVersion;
import io.scf4j.maven.local.store.RunSettings;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The functions there are, their states and their instances. States are as asynchronous as the
 * cloud's: a change is stored and answered at once, takes effect after a moment, and meanwhile the
 * previous code and configuration serve and further changes are refused. A change that was under
 * way when the process ended is finished at the next start.
 */
public final class Functions implements AutoCloseable {

  /** A function as the cloud identifies it. */
  record Key(String namespace, String name) {}

  /** A change of what is kept of a function that takes effect at once. */
  @FunctionalInterface
  interface Change {
    StoredFunction of(StoredFunction function) throws ApiFault;
  }

  /** A function and the instances that its versions have now. */
  private static final class Entry {
    private StoredFunction function;
    private final Map<String, InstancePool> pools = new HashMap<>();

    Entry(StoredFunction function) {
      this.function = function;
    }
  }

  /** So much of a result is kept in the history. */
  private static final int REMEMBERED_CHARS = 64 * 1024;

  private final FunctionStore store;
  private final Duration transition;
  private final PoolOptions pools;
  private final InvocationWatcher watcher;
  private final InstanceHost host;
  private final Layers layers;
  private final Namespaces namespaces;
  private final Map<Key, Entry> entries = new HashMap<>();
  private final ScheduledExecutorService transitions =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "scf-transitions"));
  private final ExecutorService remembering =
      Executors.newSingleThreadExecutor(work -> daemon(work, "scf-history"));

  /**
   * The functions of a store.
   *
   * @param store where they are kept
   * @param transition how long Creating, Updating and Publishing last
   * @param pools how the instances of each version are kept
   * @param namespace what the instances are started in
   * @param watcher sees what is invoked
   * @throws IOException when the store cannot be read
   */
  public Functions(
      FunctionStore store,
      Duration transition,
      PoolOptions pools,
      Supplier<MountNamespace> namespace,
      InvocationWatcher watcher)
      throws IOException {
    this.watcher = watcher;
    this.store = store;
    this.transition = transition;
    this.pools = pools;
    this.host = InstanceHost.of(store.instances(), namespace, watcher);
    this.layers = new Layers(store.layers());
    List<StoredFunction> all = store.all();
    this.namespaces =
        new Namespaces(
            store.namespaces(),
            all.stream().map(StoredFunction::namespace).distinct().toList(),
            new ApiClock(InstantSource.system()).now());
    for (StoredFunction function : all) {
      Key key = new Key(function.namespace(), function.name());
      entries.put(key, new Entry(function));
      if (function.run().reservedMb() != null) {
        host.quota().reserve(key.namespace(), key.name(), function.run().reservedMb());
      }
      if (function.isChanging()) {
        settleLater(key, FaultRule.NONE);
      }
      if (!function.run().provisioned().isEmpty()) {
        transitions.execute(() -> provisionAll(key, function.run()));
      }
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** The most instances of one version of a function at a time. */
  int instanceLimit() {
    return pools.debugPort().isPresent() ? 1 : pools.limit();
  }

  Layers layers() {
    return layers;
  }

  Namespaces namespaces() {
    return namespaces;
  }

  synchronized StoredFunction get(String namespace, String name) throws ApiFault {
    return entry(new Key(namespace, name)).function;
  }

  /** All of a namespace, by name. */
  synchronized List<StoredFunction> all(String namespace) {
    return entries.values().stream()
        .map(entry -> entry.function)
        .filter(function -> function.namespace().equals(namespace))
        .sorted(Comparator.comparing(StoredFunction::name))
        .toList();
  }

  /** All of all namespaces. */
  synchronized List<StoredFunction> all() {
    return entries.values().stream().map(entry -> entry.function).toList();
  }

  /** A function with a version that has this layer. */
  synchronized Optional<String> userOf(LayerVersion layer) {
    return entries.values().stream()
        .map(entry -> entry.function)
        .filter(
            function ->
                Stream.concat(
                        Stream.of(function.latest(), function.next()).filter(Objects::nonNull),
                        function.versions().stream().map(StoredVersion::config))
                    .anyMatch(config -> config.layers().contains(layer)))
        .map(StoredFunction::name)
        .findFirst();
  }

  private Entry entry(Key key) throws ApiFault {
    Entry entry = entries.get(key);
    if (entry == null) {
      throw ApiFault.functionNotFound(key.namespace(), key.name());
    }
    return entry;
  }

  /** Adds a function whose status is Creating. */
  synchronized void create(StoredFunction function, CodePackage code, FaultRule fault)
      throws ApiFault, IOException {
    Key key = new Key(function.namespace(), function.name());
    if (entries.containsKey(key)) {
      throw new ApiFault(
          "ResourceInUse.FunctionName",
          "This FunctionName already exists: " + function.name() + ".");
    }
    store.putCode(function.namespace(), function.name(), code);
    store.put(function);
    entries.put(key, new Entry(function));
    settleLater(key, fault);
  }

  /**
   * An update of {@code $LATEST}.
   *
   * @param code new code, or null when only the configuration changes
   * @param change what it does to the configuration
   * @param publish description of the version to publish afterwards, or null
   * @param at when it is asked for
   * @param refusal code of the error when the function is not in a state to be updated
   * @param fault what shall go wrong with it on purpose
   */
  record Update(
      CodePackage code,
      UnaryOperator<FunctionConfig> change,
      String publish,
      String at,
      String refusal,
      FaultRule fault) {}

  /** Begins an update. */
  synchronized void update(Key key, Update update) throws ApiFault, IOException {
    Entry entry = entry(key);
    StoredFunction function = entry.function;
    if (!function.canChange()) {
      throw notNow(update.refusal(), function);
    }
    if (update.code() != null) {
      store.putCode(key.namespace(), key.name(), update.code());
    }
    begin(
        key,
        entry,
        function.updating(update.change().apply(function.latest()), update.publish(), update.at()),
        update.fault());
  }

  /** Begins to publish a version, which is the last of the versions of the result. */
  synchronized StoredFunction publish(Key key, String description, String at, FaultRule fault)
      throws ApiFault, IOException {
    Entry entry = entry(key);
    if (!entry.function.canChange()) {
      throw notNow("FailedOperation.PublishVersion", entry.function);
    }
    StoredFunction publishing = entry.function.publishing(description, at);
    begin(key, entry, publishing, fault);
    return publishing;
  }

  private void begin(Key key, Entry entry, StoredFunction changing, FaultRule fault)
      throws IOException {
    store.put(changing);
    entry.function = changing;
    settleLater(key, fault);
  }

  /** Changes what takes effect at once, such as an alias. */
  synchronized StoredFunction change(Key key, Change change) throws ApiFault, IOException {
    Entry entry = entry(key);
    StoredFunction changed = change.of(entry.function);
    store.put(changed);
    entry.function = changed;
    return changed;
  }

  /** Forgets a published version that no alias names. */
  synchronized void deleteVersion(Key key, String version) throws ApiFault, IOException {
    StoredFunction changed =
        change(
            key,
            function -> {
              StoredVersion published =
                  function.version(version).orElseThrow(() -> ApiFault.versionNotFound(version));
              if (function.aliases().stream().anyMatch(alias -> alias.leadsTo(version))) {
                throw new ApiFault(
                    "UnsupportedOperation.AliasBind",
                    "An alias leads to version " + version + "; change or delete it first.");
              }
              if (function.run().provisioned().containsKey(version)) {
                throw new ApiFault(
                    "FailedOperation.ProvisionedInProgress",
                    "Version "
                        + version
                        + " has provisioned instances; delete their configuration first.");
              }
              if (published.status().equals("Publishing")) {
                throw notNow("FailedOperation.DeleteFunction", function);
              }
              return function.withVersions(
                  function.versions().stream().filter(known -> known != published).toList());
            });
    InstancePool pool = entry(new Key(changed.namespace(), changed.name())).pools.remove(version);
    if (pool != null) {
      pool.retire();
    }
  }

  synchronized void delete(Key key) throws ApiFault, IOException {
    Entry entry = entry(key);
    if (entry.function.isChanging()) {
      throw notNow("FailedOperation.DeleteFunction", entry.function);
    }
    entries.remove(key);
    entry.pools.values().forEach(InstancePool::retire);
    host.quota().unreserve(key.namespace(), key.name());
    store.remove(key.namespace(), key.name());
    store.history().remove(key.namespace(), key.name());
  }

  static ApiFault notNow(String code, StoredFunction function) {
    return new ApiFault(
        code,
        "The function is "
            + function.status()
            + "; try again when it is Active (GetFunction tells).");
  }

  /** What is reserved, and what may run at a time. */
  ConcurrencyQuota quota() {
    return host.quota();
  }

  /** Keeps so many instances of a published version ready. */
  void provision(Key key, String version, int instances) throws ApiFault, IOException {
    change(key, function -> function.withRun(function.run().withProvisioned(version, instances)));
    serving(key, version).provision(instances);
  }

  private void provisionAll(Key key, RunSettings run) {
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
    synchronized (this) {
      InstancePool pool = entry(key).pools.get(version);
      return pool == null ? new ProvisionedStatus(0, 0, "") : pool.provisioned();
    }
  }

  /** Kills the instances of a function, as a host that fails takes them away. */
  void loseInstances(Key key) throws ApiFault {
    List<InstancePool> lost;
    synchronized (this) {
      lost = List.copyOf(entry(key).pools.values());
    }
    lost.forEach(InstancePool::loseInstances);
  }

  /** Where the zip of a version is. */
  Path zip(StoredFunction function, FunctionConfig config) throws IOException {
    return store.zip(function, config);
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
    InstancePool pool = serving(key, version);
    InvocationReport report = pool.invoke(requestId, event);
    InvocationRecord invocation =
        new InvocationRecord(
            requestId,
            version,
            startedMs,
            report.durationMs(),
            report.billedMs(),
            report.memoryBytes(),
            report.statusCode(),
            shortened(report.result()),
            report.log(),
            occasion.retry(),
            occasion.qualifier(),
            occasion.origin(),
            report.coldStartMs(),
            pool.memoryMb());
    watcher.ended(key.namespace(), key.name(), invocation);
    remember(key, invocation);
    return report;
  }

  private static String shortened(String result) {
    return result.length() <= REMEMBERED_CHARS ? result : result.substring(0, REMEMBERED_CHARS);
  }

  /** On a thread of its own: the caller does not wait for the disk. */
  private void remember(Key key, InvocationRecord invocation) {
    try {
      remembering.execute(
          () -> {
            try {
              store.history().add(key.namespace(), key.name(), invocation);
            } catch (IOException e) {
              // a full disk must not fail invocations
            }
          });
    } catch (RejectedExecutionException closing) {
      // the last ones of a process that ends
    }
  }

  /** What was invoked, with all that has ended until now. */
  InvocationHistory history() throws InterruptedIOException {
    try {
      remembering.submit(() -> {}).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException | RejectedExecutionException e) {
      // then with what is there
    }
    return store.history();
  }

  /** Events that were accepted and are not done with. */
  AsyncEventStore asyncEvents() {
    return store.asyncEvents();
  }

  /** The version that an event for a version or alias goes to. */
  String version(Key key, String qualifier, JsonObject routingKey) throws ApiFault {
    return Qualifier.version(
        get(key.namespace(), key.name()),
        qualifier,
        routingKey,
        ThreadLocalRandom.current()::nextDouble);
  }

  /** Invokes what a version or alias leads to now. */
  InvocationReport invokeQualifier(
      Key key, String qualifier, String requestId, byte[] event, String origin)
      throws ApiFault, IOException, InterruptedException {
    return invoke(
        key,
        version(key, qualifier, new JsonObject()),
        requestId,
        event,
        Occasion.of(origin, qualifier));
  }

  private InstancePool serving(Key key, String version) throws ApiFault, IOException {
    StoredFunction function;
    FunctionConfig config;
    synchronized (this) {
      Entry entry = entry(key);
      function = entry.function;
      config = config(function, version);
      InstancePool pool = entry.pools.get(version);
      if (pool != null) {
        return pool;
      }
    }
    store.code(function, config); // outside the lock, because unpacking takes time
    synchronized (this) {
      Entry entry = entry(key);
      InstancePool pool = entry.pools.get(version);
      if (pool == null) {
        pool = pool(entry.function, version, config(entry.function, version));
        entry.pools.put(version, pool);
      }
      return pool;
    }
  }

  /** What a version runs as; not before it has become Active once. */
  private static FunctionConfig config(StoredFunction function, String version) throws ApiFault {
    if (version.equals(StoredFunction.LATEST)) {
      if (function.status().startsWith("Creat")) { // Creating, CreateFailed: nothing serves yet
        throw notNow("FailedOperation.FunctionStatusError", function);
      }
      return function.latest();
    }
    StoredVersion published =
        function.version(version).orElseThrow(() -> ApiFault.versionNotFound(version));
    if (!published.status().equals("Active")) {
      throw new ApiFault(
          "FailedOperation.FunctionStatusError",
          "Version " + version + " is " + published.status() + ".");
    }
    return published.config();
  }

  private InstancePool pool(StoredFunction function, String version, FunctionConfig config)
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
    return new InstancePool(spec, host, pools);
  }

  private void settleLater(Key key, FaultRule fault) {
    Runnable end =
        fault.createFailed().isEmpty() ? () -> settle(key) : () -> fail(key, fault.createFailed());
    var unused =
        transitions.schedule(
            end, transition.toMillis() + fault.stateDelayMs(), TimeUnit.MILLISECONDS);
  }

  /** Nothing else changes a function that is changing, so there is time to unpack unlocked. */
  private void settle(Key key) {
    StoredFunction changing;
    synchronized (this) {
      Entry entry = entries.get(key);
      if (entry == null || !entry.function.isChanging()) {
        return;
      }
      changing = entry.function;
    }
    boolean publishing = changing.status().equals("Publishing");
    StoredFunction settled = changing.settled();
    InstancePool previous = null;
    try {
      InstancePool pool =
          publishing ? null : pool(settled, StoredFunction.LATEST, settled.latest());
      synchronized (this) {
        Entry entry = entries.get(key);
        // These are changed whatever the function's state is.
        settled = settled.withAliases(entry.function.aliases()).withRun(entry.function.run());
        store.put(settled);
        entry.function = settled;
        if (pool != null) {
          previous = entry.pools.put(StoredFunction.LATEST, pool);
        }
      }
    } catch (IOException | RuntimeException e) {
      fail(key, e.toString());
      return;
    }
    if (previous != null) {
      previous.retire();
    }
    if (settled.isChanging()) {
      settleLater(key, FaultRule.NONE);
    }
  }

  /** Kept, or the next start would try again what was reported as failed. */
  private synchronized void fail(Key key, String why) {
    Entry entry = entries.get(key);
    if (entry == null || !entry.function.isChanging()) {
      return;
    }
    entry.function = entry.function.failed(why);
    try {
      store.put(entry.function);
    } catch (IOException e) {
      // most likely what failed before; the state still holds for this process
    }
  }

  /** Ends every instance. */
  @Override
  public void close() {
    transitions.shutdownNow();
    remembering.shutdown();
    synchronized (this) {
      for (Entry entry : entries.values()) {
        entry.pools.values().forEach(InstancePool::close);
      }
    }
    host.close();
  }
}
