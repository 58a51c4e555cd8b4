package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.cloudapi.Functions.Key;
import io.scf4j.maven.local.instance.InstancePool;
import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.LayerVersion;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Each function as it is kept, with the instances that its versions have. Its monitor guards both,
 * because what serves must be of what is kept: who reads or changes more than one thing at a time
 * ({@link FunctionStates}, {@link FunctionInstances}) synchronizes on the table.
 */
final class FunctionTable {

  /** A change of what is kept of a function that takes effect at once. */
  @FunctionalInterface
  interface Change {
    StoredFunction of(StoredFunction function) throws ApiFault;
  }

  /** A function and the instances of its versions, by version. */
  static final class Entry {
    private StoredFunction function;
    private final Map<String, InstancePool> pools = new HashMap<>();

    private Entry(StoredFunction function) {
      this.function = function;
    }

    StoredFunction function() {
      return function;
    }

    Map<String, InstancePool> pools() {
      return pools;
    }

    /** Also when it could not be stored: the state then holds for this process. */
    void become(StoredFunction function) {
      this.function = function;
    }
  }

  private final FunctionStore store;
  private final Map<Key, Entry> entries = new HashMap<>();

  /** What an earlier process has kept. */
  FunctionTable(FunctionStore store) throws IOException {
    this.store = store;
    for (StoredFunction function : store.all()) {
      entries.put(key(function), new Entry(function));
    }
  }

  static Key key(StoredFunction function) {
    return new Key(function.namespace(), function.name());
  }

  synchronized Optional<Entry> find(Key key) {
    return Optional.ofNullable(entries.get(key));
  }

  synchronized Entry entry(Key key) throws ApiFault {
    return find(key).orElseThrow(() -> ApiFault.functionNotFound(key.namespace(), key.name()));
  }

  synchronized StoredFunction get(Key key) throws ApiFault {
    return entry(key).function;
  }

  /** Whether this very function is there, and not a later one of its name. */
  synchronized boolean has(StoredFunction function) {
    return find(key(function))
        .filter(entry -> entry.function.id().equals(function.id()))
        .isPresent();
  }

  synchronized List<Entry> entries() {
    return List.copyOf(entries.values());
  }

  /** All of all namespaces. */
  synchronized List<StoredFunction> all() {
    return entries.values().stream().map(Entry::function).toList();
  }

  /** All of a namespace, by name. */
  List<StoredFunction> all(String namespace) {
    return all().stream()
        .filter(function -> function.namespace().equals(namespace))
        .sorted(Comparator.comparing(StoredFunction::name))
        .toList();
  }

  /** A function with a version that has this layer. */
  Optional<String> userOf(LayerVersion layer) {
    return all().stream()
        .filter(
            function ->
                Stream.concat(
                        Stream.of(function.latest(), function.next()).filter(Objects::nonNull),
                        function.versions().stream().map(StoredVersion::config))
                    .anyMatch(config -> config.layers().contains(layer)))
        .map(StoredFunction::name)
        .findFirst();
  }

  /** Stored first: what cannot be kept is not there. */
  synchronized void add(StoredFunction function) throws IOException {
    store.put(function);
    entries.put(key(function), new Entry(function));
  }

  synchronized StoredFunction change(Key key, Change change) throws ApiFault, IOException {
    Entry entry = entry(key);
    StoredFunction changed = change.of(entry.function);
    replace(entry, changed);
    return changed;
  }

  synchronized void replace(Entry entry, StoredFunction changed) throws IOException {
    store.put(changed);
    entry.become(changed);
  }

  synchronized void remove(Key key) throws IOException {
    entries.remove(key);
    store.remove(key.namespace(), key.name());
  }
}
