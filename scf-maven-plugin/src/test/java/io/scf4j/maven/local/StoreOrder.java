package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks a store's directory through: every file is one that something names, everything that is
 * named is there, zips are what their names say, and nothing is unfinished.
 */
public final class StoreOrder {
  private static final Set<String> KNOWN =
      Set.of(
          "functions",
          "layers",
          "unpacked",
          "logs",
          "async",
          "instances",
          "namespaces.json",
          "domains.json",
          "account.json",
          "credentials.json",
          "local.json",
          "local-scf.log",
          "lock");

  private final Path store;
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> code = new HashSet<>();

  private StoreOrder(Path store) {
    this.store = store;
  }

  /** What is not as it should be in a store that nobody uses now; empty when all is. */
  public static List<String> problems(Path store) throws IOException {
    StoreOrder order = new StoreOrder(store);
    order.look();
    return order.wrong;
  }

  /** Fails unless all is in order. */
  public static void check(Path store, String when) throws IOException {
    assertThat(problems(store)).as(when).isEmpty();
  }

  private void look() throws IOException {
    names(store).stream().filter(name -> !KNOWN.contains(name)).forEach(wrong::add);
    Set<String> functions = new HashSet<>();
    for (String namespace : names(store.resolve("functions"))) {
      for (String name : names(store.resolve("functions").resolve(namespace))) {
        functions.add(namespace + "/" + name);
        look(store.resolve("functions").resolve(namespace).resolve(name), "function.json");
      }
    }
    for (String name : names(store.resolve("layers"))) {
      for (String version : names(store.resolve("layers").resolve(name))) {
        if (!version.equals("last")) {
          look(store.resolve("layers").resolve(name).resolve(version), "layer.json");
        }
      }
    }
    for (String name : names(store.resolve("unpacked"))) {
      complain(code.contains(name), "unpacked code of nobody: " + name);
    }
    for (String name : names(store.resolve("instances"))) {
      complain(false, "an instance's directory: " + name);
    }
    for (String name : names(store.resolve("async"))) {
      complain(name.endsWith(".json"), "in async: " + name);
    }
    for (String namespace : names(store.resolve("logs"))) {
      for (String name : names(store.resolve("logs").resolve(namespace))) {
        String function = namespace + "/" + name.replaceFirst("\\.jsonl(\\.1)?$", "");
        complain(functions.contains(function), "log of no function: " + function);
      }
    }
  }

  private void look(Path directory, String state) throws IOException {
    Path json = directory.resolve(state);
    if (!Files.isRegularFile(json)) {
      complain(false, directory + " has no " + state);
      return;
    }
    Set<String> named = new TreeSet<>();
    collect(JsonParser.parseString(Files.readString(json)), named);
    code.addAll(named);
    Set<String> expected = new TreeSet<>(Set.of(state));
    named.forEach(digest -> expected.add(digest + ".zip"));
    complain(names(directory).equals(expected), directory + " has " + names(directory));
    for (String digest : named) {
      Path zip = directory.resolve(digest + ".zip");
      complain(
          Files.isRegularFile(zip) && Sha256.of(zip).equals(digest),
          zip + " is absent or not what its name says");
    }
  }

  private static void collect(JsonElement json, Set<String> digests) {
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(one -> collect(one, digests));
    } else if (json.isJsonObject()) {
      JsonObject object = json.getAsJsonObject();
      for (String member : object.keySet()) {
        if (member.equals("codeSha256")) {
          digests.add(object.get(member).getAsString());
        } else {
          collect(object.get(member), digests);
        }
      }
    }
  }

  private void complain(boolean fine, String otherwise) {
    if (!fine) {
      wrong.add(otherwise);
    }
  }

  private static Set<String> names(Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files.forEach(file -> names.add(file.getFileName().toString()));
      }
    }
    return names;
  }
}
