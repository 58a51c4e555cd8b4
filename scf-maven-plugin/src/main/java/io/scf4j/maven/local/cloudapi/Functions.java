package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.instance.InstanceHost;
import io.scf4j.maven.local.instance.MountNamespace;
import io.scf4j.maven.local.instance.PoolOptions;
import io.scf4j.maven.local.instance.ProvisionedReport;
import io.scf4j.maven.local.store.AsyncEventStore;
import io.scf4j.maven.local.store.Buckets;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.InvocationHistory;
import io.scf4j.maven.local.store.LayerVersion;
import io.scf4j.maven.local.store.StoredFunction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The functions of a store, put together: what is kept of them ({@link FunctionTable}), their
 * states ({@link FunctionStates}), their instances ({@link FunctionInstances}), and what goes with
 * them.
 */
public final class Functions implements AutoCloseable {

  /** A function as the cloud identifies it. */
  record Key(String namespace, String name) {}

  private final FunctionStore store;
  private final FunctionTable table;
  private final FunctionStates states;
  private final FunctionInstances instances;
  private final RememberedInvocations remembered;
  private final Layers layers;
  private final Namespaces namespaces;
  private final Domains domains;

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
    this.store = store;
    this.table = new FunctionTable(store);
    this.layers = new Layers(store.layers());
    this.namespaces =
        new Namespaces(
            store.namespaces(),
            table.all().stream().map(StoredFunction::namespace).distinct().toList(),
            new ApiClock(InstantSource.system()).now());
    this.domains = new Domains(store.domains());
    this.remembered = new RememberedInvocations(store.history(), table::has);
    InstanceHost host = InstanceHost.of(store.instances(), namespace, this::remember, watcher);
    this.instances = new FunctionInstances(table, store, layers, host, pools, remembered, watcher);
    this.states = new FunctionStates(table, instances, remembered, store, transition);
  }

  private void remember(ProvisionedReport report) {
    Key key = new Key(report.spec().namespace(), report.spec().function());
    table.find(key).ifPresent(entry -> remembered.add(entry.function(), report));
  }

  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** What changes the functions, and takes a while. */
  FunctionStates states() {
    return states;
  }

  /** What serves them. */
  FunctionInstances instances() {
    return instances;
  }

  Layers layers() {
    return layers;
  }

  Namespaces namespaces() {
    return namespaces;
  }

  Domains domains() {
    return domains;
  }

  StoredFunction get(String namespace, String name) throws ApiFault {
    return table.get(new Key(namespace, name));
  }

  /** All of a namespace, by name. */
  List<StoredFunction> all(String namespace) {
    return table.all(namespace);
  }

  /** All of all namespaces. */
  List<StoredFunction> all() {
    return table.all();
  }

  /** A function with a version that has this layer. */
  Optional<String> userOf(LayerVersion layer) {
    return table.userOf(layer);
  }

  /** Changes what takes effect at once, such as an alias. */
  StoredFunction change(Key key, FunctionTable.Change change) throws ApiFault, IOException {
    return table.change(key, change);
  }

  /** Where the zip of a version is. */
  Path zip(StoredFunction function, FunctionConfig config) throws IOException {
    return store.zip(function, config);
  }

  /** What was invoked, with all that has ended until now. */
  InvocationHistory history() throws InterruptedIOException {
    return remembered.history();
  }

  /** Where code comes from that is not in the call. */
  Buckets buckets() {
    return store.buckets();
  }

  /** Events that were accepted and are not done with. */
  AsyncEventStore asyncEvents() {
    return store.asyncEvents();
  }

  /** Ends every instance, and removes the code of versions that there are no more. */
  @Override
  public void close() {
    states.close();
    remembered.close();
    instances.close();
    try {
      store.removeUnused();
    } catch (IOException e) {
      // tried again at the next start
    }
  }
}
