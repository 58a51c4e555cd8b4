package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.cloudapi.FunctionTable.Entry;
import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InstancePool;
import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredTrigger;
import io.scf4j.maven.local.store.StoredVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * From Creating, Updating and Publishing to Active, or to what failed. A function is deleted at
 * once, since whoever deletes one here mostly makes the next; only where a fault is ordered for it,
 * it is Deleting for a while, or DeleteFailed. As asynchronous as the cloud: a change is stored and
 * answered at once, takes effect after a moment, and meanwhile the previous code and configuration
 * serve and further changes are refused. A change that was under way when the process ended is
 * finished at the next start.
 */
final class FunctionStates implements AutoCloseable {

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

  private final FunctionTable table;
  private final FunctionInstances instances;
  private final RememberedInvocations remembered;
  private final FunctionStore store;
  private final Duration transition;
  private final ScheduledExecutorService transitions =
      Executors.newSingleThreadScheduledExecutor(work -> Functions.daemon(work, "scf-transitions"));

  /**
   * Goes on with what an earlier process has begun.
   *
   * @param transition how long Creating, Updating and Publishing last, and Deleting at least
   */
  FunctionStates(
      FunctionTable table,
      FunctionInstances instances,
      RememberedInvocations remembered,
      FunctionStore store,
      Duration transition) {
    this.table = table;
    this.remembered = remembered;
    this.instances = instances;
    this.store = store;
    this.transition = transition;
    for (StoredFunction function : table.all()) {
      Key key = FunctionTable.key(function);
      if (function.isChanging()) {
        settleLater(key, FaultRule.NONE);
      }
      if (!function.run().provisioned().isEmpty()) {
        transitions.execute(() -> instances.provisionAll(key, function.run()));
      }
    }
  }

  /**
   * Adds a function whose status is Creating.
   *
   * @param override whether one of its name is deleted first
   */
  void create(StoredFunction function, CodePackage code, boolean override, FaultRule fault)
      throws ApiFault, IOException {
    Key key = FunctionTable.key(function);
    synchronized (table) {
      boolean there = table.find(key).isPresent();
      if (there && !override) {
        throw new ApiFault(
            "ResourceInUse.FunctionName",
            "This FunctionName already exists: " + function.name() + ".");
      }
      if (there) {
        delete(key);
      }
      if (table.all(key.namespace()).size() >= FunctionRules.MAX_OF_A_NAMESPACE) {
        throw new ApiFault(
            "LimitExceeded.Function",
            "The namespace has "
                + FunctionRules.MAX_OF_A_NAMESPACE
                + " functions, the most of a namespace.");
      }
      store.putCode(function.namespace(), function.name(), code);
      table.add(function);
      settleLater(key, fault);
    }
  }

  /** Begins an update. */
  void update(Key key, Update update) throws ApiFault, IOException {
    synchronized (table) {
      Entry entry = table.entry(key);
      StoredFunction function = entry.function();
      if (!function.canChange()) {
        throw ApiFault.notNow(update.refusal(), function);
      }
      if (update.code() != null) {
        store.putCode(key.namespace(), key.name(), update.code());
      }
      FunctionConfig next = update.change().apply(function.latest());
      table.replace(entry, function.updating(next, update.publish(), update.at()));
      settleLater(key, update.fault());
    }
  }

  /** Begins to publish a version, which is the last of the versions of the result. */
  StoredFunction publish(Key key, String description, String at, FaultRule fault)
      throws ApiFault, IOException {
    synchronized (table) {
      Entry entry = table.entry(key);
      if (!entry.function().canChange()) {
        throw ApiFault.notNow("FailedOperation.PublishVersion", entry.function());
      }
      StoredFunction publishing = entry.function().publishing(description, at);
      table.replace(entry, publishing);
      settleLater(key, fault);
      return publishing;
    }
  }

  /**
   * Forgets a published version that no alias, trigger or provisioned instance needs. The code for
   * a trigger is UNVERIFIED.
   *
   * @param force whether invocations that are running are ended, instead of their instances after
   *     them
   */
  void deleteVersion(Key key, String version, boolean force) throws ApiFault, IOException {
    InstancePool pool;
    synchronized (table) {
      table.change(key, function -> without(function, version));
      pool = table.entry(key).pools().remove(version);
    }
    if (pool != null) {
      pool.retire();
    }
    if (pool != null && force) {
      pool.loseInstances();
    }
  }

  private static StoredFunction without(StoredFunction function, String version) throws ApiFault {
    if (version.equals(StoredFunction.LATEST)) {
      throw new ApiFault(
          "InvalidParameterValue.Qualifier", "$LATEST cannot be deleted without its function.");
    }
    StoredVersion published =
        function.version(version).orElseThrow(() -> ApiFault.versionNotFound(version));
    if (function.aliases().stream().anyMatch(alias -> alias.leadsTo(version))) {
      throw new ApiFault(
          "UnsupportedOperation.AliasBind",
          "An alias leads to version " + version + "; change or delete it first.");
    }
    Optional<StoredTrigger> trigger = function.run().triggerOf(version);
    if (trigger.isPresent()) {
      throw new ApiFault(
          "FailedOperation.DeleteFunction",
          "The trigger "
              + trigger.get().name()
              + " is for version "
              + version
              + "; delete it first.");
    }
    if (function.run().provisioned().containsKey(version)) {
      throw new ApiFault(
          "FailedOperation.ProvisionedInProgress",
          "Version " + version + " has provisioned instances; delete their configuration first.");
    }
    if (published.status().equals("Publishing")) {
      throw ApiFault.notNow("FailedOperation.DeleteFunction", function);
    }
    return function.withVersions(
        function.versions().stream().filter(known -> known != published).toList());
  }

  /** Deletes a function with all that it had, at once or as slowly as the fault has it. */
  void delete(Key key, String at, FaultRule fault) throws ApiFault, IOException {
    if (fault.stateDelayMs() == 0 && fault.createFailed().isEmpty()) {
      delete(key);
      return;
    }
    synchronized (table) {
      Entry entry = table.entry(key);
      requireDeletable(entry.function());
      table.replace(entry, entry.function().deleting(at));
      settleLater(key, fault);
    }
  }

  private static void requireDeletable(StoredFunction function) throws ApiFault {
    if (function.isChanging()) {
      throw ApiFault.notNow("FailedOperation.DeleteFunction", function);
    }
  }

  private void delete(Key key) throws ApiFault, IOException {
    Entry entry;
    synchronized (table) {
      entry = table.entry(key);
      requireDeletable(entry.function());
      forget(key);
    }
    end(entry);
  }

  private void forget(Key key) throws IOException {
    table.remove(key);
    instances.quota().unreserve(key.namespace(), key.name());
    remembered.forget(key); // before the invocations of a later one of its name
  }

  private void end(Entry entry) throws IOException {
    entry.pools().values().forEach(InstancePool::retire);
    remembered.await();
  }

  private void finishDeletion(Key key, Entry deleting) {
    try {
      synchronized (table) {
        forget(key);
      }
      end(deleting);
    } catch (IOException | RuntimeException e) {
      fail(key, e.toString());
    }
  }

  private void settleLater(Key key, FaultRule fault) {
    Runnable end =
        fault.createFailed().isEmpty() ? () -> settle(key) : () -> fail(key, fault.createFailed());
    var unused =
        transitions.schedule(
            end, transition.toMillis() + fault.stateDelayMs(), TimeUnit.MILLISECONDS);
  }

  /**
   * Nothing else changes what a function that is changing will run as, so there is time to unpack
   * unlocked. Its aliases, settings and versions may have changed when that is done.
   */
  private void settle(Key key) {
    Entry found = table.find(key).orElse(null);
    StoredFunction changing = found == null ? null : found.function();
    if (changing == null || !changing.isChanging()) {
      return;
    }
    if (changing.isDeleting()) {
      finishDeletion(key, found);
      return;
    }
    StoredFunction settled = changing.settled();
    InstancePool previous = null;
    try {
      InstancePool pool =
          changing.status().equals("Publishing")
              ? null
              : instances.pool(settled, StoredFunction.LATEST, settled.latest());
      synchronized (table) {
        Entry entry = table.entry(key);
        settled = entry.function().settled();
        table.replace(entry, settled);
        if (pool != null) {
          previous = entry.pools().put(StoredFunction.LATEST, pool);
        }
      }
    } catch (ApiFault | IOException | RuntimeException e) {
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
  private void fail(Key key, String why) {
    synchronized (table) {
      Entry entry = table.find(key).orElse(null);
      if (entry == null || !entry.function().isChanging()) {
        return;
      }
      entry.become(entry.function().failed(why));
      try {
        store.put(entry.function());
      } catch (IOException e) {
        // most likely what failed before; the state still holds for this process
      }
    }
  }

  /** What is under way is finished by the next process. */
  @Override
  public void close() {
    transitions.shutdownNow();
  }
}
