package io.scf4j.maven.local.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Functions as plain files: {@code functions/<namespace>/<name>/function.json} and next to it the
 * zips it names. The zip is written before the JSON that names it and removed after the last one
 * that did, so every moment in between is a state one can start from; {@link #open} removes what
 * was left over then.
 */
public final class FunctionStore {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  private static final String STATE = "function.json";
  private static final long HISTORY_FILE_BYTES = 10 * 1024 * 1024;

  private final Path root;
  private final UnpackedCode unpacked;
  private final LayerStore layers;
  private final ListStore<StoredNamespace> namespaces;
  private final ListStore<StoredDomain> domains;
  private final AccountStore account;
  private final InvocationHistory history;
  private final AsyncEventStore asyncEvents;

  FunctionStore(Path root) {
    this.root = root;
    this.unpacked = new UnpackedCode(root.resolve("unpacked"));
    this.layers = new LayerStore(root.resolve("layers"), unpacked);
    this.namespaces = new ListStore<>(root.resolve("namespaces.json"), StoredNamespace[].class);
    this.domains = new ListStore<>(root.resolve("domains.json"), StoredDomain[].class);
    this.account = new AccountStore(root);
    this.history = new InvocationHistory(root.resolve("logs"), HISTORY_FILE_BYTES);
    this.asyncEvents = new AsyncEventStore(root.resolve("async"));
  }

  /**
   * Opens the store in a directory, made when absent, and removes what a killed process left
   * half-done. The caller holds the {@link StoreLock}.
   */
  public static FunctionStore open(Path directory) throws IOException {
    FunctionStore store = new FunctionStore(directory);
    Files.createDirectories(store.functions());
    store.forgetInstances();
    StoreFiles.keepOnly(directory, name -> !StoreFiles.isUnfinished(name));
    store.removeHalfDone();
    store.layers.removeHalfDone();
    store.asyncEvents.removeHalfDone();
    store.removeUnused();
    return store;
  }

  /** A function without its JSON was being made or deleted when a process was killed. */
  private void removeHalfDone() throws IOException {
    for (Path namespace : StoreFiles.list(functions())) {
      for (Path function : StoreFiles.list(namespace)) {
        if (!Files.isRegularFile(function.resolve(STATE))) {
          StoreFiles.deleteTree(function);
        }
      }
    }
  }

  /**
   * Removes code that no function and no layer names, and what was invoked of functions that there
   * are no more. Nothing may run now.
   */
  public void removeUnused() throws IOException {
    Set<String> used = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (StoredFunction function : all()) {
      removeUnusedCode(function);
      used.addAll(codeOf(function));
      names.add(function.namespace() + "/" + function.name());
    }
    layers.all().forEach(layer -> used.add(layer.codeSha256()));
    unpacked.keepOnly(used);
    history.keepOnly(names);
  }

  /**
   * The functions that a store has, for who only looks: it may be in use by another process, and is
   * left as it is.
   */
  public static List<StoredFunction> look(Path directory) throws IOException {
    FunctionStore store = new FunctionStore(directory);
    return Files.isDirectory(store.functions()) ? store.all() : List.of();
  }

  /**
   * What cannot be removed, such as what a dying instance still writes, must not stop the start.
   */
  private void forgetInstances() throws IOException {
    try {
      StoreFiles.deleteTree(instances());
    } catch (IOException e) {
      // tried again at the next start
    }
    Files.createDirectories(instances());
  }

  private Path functions() {
    return root.resolve("functions");
  }

  /** What is set for the account. */
  public AccountStore account() {
    return account;
  }

  /** What was invoked. */
  public InvocationHistory history() {
    return history;
  }

  /** Events that were accepted and are not done with. */
  public AsyncEventStore asyncEvents() {
    return asyncEvents;
  }

  /** The custom domains. */
  public ListStore<StoredDomain> domains() {
    return domains;
  }

  /** The namespaces besides {@code default}. */
  public ListStore<StoredNamespace> namespaces() {
    return namespaces;
  }

  /** The layers, which share the directory of what is unpacked. */
  public LayerStore layers() {
    return layers;
  }

  /** Where code comes from that is not in the call. */
  public Buckets buckets() {
    return new Buckets(root.resolve(Buckets.DIRECTORY));
  }

  /** Where instances have their own directories; emptied at each start. */
  public Path instances() {
    return root.resolve("instances");
  }

  /** Every function there is. */
  public List<StoredFunction> all() throws IOException {
    try (Stream<Path> files =
        Files.find(functions(), 3, (file, attributes) -> file.endsWith(STATE))) {
      List<StoredFunction> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        all.add(read(file));
      }
      return all;
    }
  }

  private static StoredFunction read(Path file) throws IOException {
    try {
      StoredFunction function = GSON.fromJson(Files.readString(file), StoredFunction.class);
      if (function == null || function.name() == null || function.latest() == null) {
        throw new JsonParseException("it is empty or lacks its name or configuration");
      }
      return function;
    } catch (JsonParseException e) {
      throw new IOException(
          file
              + " is not a function of the local SCF: "
              + e.getMessage()
              + "; remove its directory",
          e);
    }
  }

  /** Keeps a zip for a function, whose JSON does not name it yet. */
  public void putCode(String namespace, String name, CodePackage code) throws IOException {
    Path directory = directory(namespace, name);
    Files.createDirectories(directory);
    StoreFiles.write(directory.resolve(code.sha256() + ".zip"), code.zip());
  }

  /** Writes a function's state, at once or not at all. */
  public void put(StoredFunction function) throws IOException {
    Path directory = directory(function.namespace(), function.name());
    Files.createDirectories(directory);
    StoreFiles.write(
        directory.resolve(STATE), GSON.toJson(function).getBytes(StandardCharsets.UTF_8));
    removeUnusedCode(function);
  }

  /** Forgets a function and its code. */
  public void remove(String namespace, String name) throws IOException {
    Path directory = directory(namespace, name);
    Files.deleteIfExists(directory.resolve(STATE)); // from here on it does not exist any more
    StoreFiles.deleteTree(directory);
  }

  /** The unpacked, read-only code of a function; unpacked on first use. */
  public Path code(StoredFunction function, FunctionConfig config) throws IOException {
    return unpacked.of(config.codeSha256(), zip(function, config));
  }

  /** The zip of a version, as it was sent. */
  public Path zip(StoredFunction function, FunctionConfig config) throws IOException {
    Path zip =
        directory(function.namespace(), function.name()).resolve(config.codeSha256() + ".zip");
    if (!Files.isRegularFile(zip)) {
      throw new NoSuchFileException(zip.toString(), null, "deploy the function again");
    }
    return zip;
  }

  private void removeUnusedCode(StoredFunction function) throws IOException {
    Set<String> used = new HashSet<>(Set.of(STATE));
    codeOf(function).forEach(sha256 -> used.add(sha256 + ".zip"));
    StoreFiles.keepOnly(directory(function.namespace(), function.name()), used::contains);
  }

  private static List<String> codeOf(StoredFunction function) {
    return Stream.concat(
            Stream.of(function.latest(), function.next()),
            function.versions().stream().map(StoredVersion::config))
        .filter(config -> config != null)
        .map(FunctionConfig::codeSha256)
        .distinct()
        .toList();
  }

  private Path directory(String namespace, String name) {
    return functions().resolve(namespace).resolve(name);
  }
}
