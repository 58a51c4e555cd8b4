package io.scf4j.maven.local.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.scf4j.maven.local.FunctionZip;
import io.scf4j.maven.local.StoreOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of a store, killed before each single change of a file: the next start finds what was
 * before the mutation or what is after it, and nothing half-done; it may be killed itself, too.
 */
class StoreCrashTest {
  private static final String NOW = "2024-01-01 00:00:00";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  @TempDir Path root;

  @FunctionalInterface
  private interface Work {
    void on(FunctionStore store) throws IOException;
  }

  private record Mutation(String name, Work work) {}

  private final CodePackage first = code("first");
  private final CodePackage second = code("second");
  private final CodePackage third = code("third");
  private final StoredFunction creating =
      StoredFunction.creating("default", "hello", "lam-1", "ap-guangzhou", NOW, config(first));
  private final StoredFunction created = creating.settled();
  private final StoredFunction updating = created.updating(config(second), "described", NOW);
  private final StoredFunction publishing = updating.settled();
  private final StoredFunction published = publishing.settled();
  private final StoredFunction aliased =
      published.withAlias(new StoredAlias("prod", "1", "", null, NOW, NOW));
  private final StoredFunction reserved = aliased.withRun(aliased.run().withReservedMb(256));
  private final StoredFunction provisioned =
      reserved.withRun(reserved.run().withProvisioned("1", 2));
  private final StoredFunction retried =
      provisioned.withRun(provisioned.run().withEventInvoke(1, 600));
  private final StoredFunction again = retried.updating(config(third), null, NOW);
  private final StoredFunction failed = again.failed("by the test");
  private final StoredLayer layer =
      new StoredLayer("jre", 1, "", "", List.of("CustomRuntime"), NOW, first.sha256());
  private final StoredLayer later =
      new StoredLayer("jre", 2, "", "", List.of("CustomRuntime"), NOW, third.sha256());
  private final AsyncEvent event =
      AsyncEvent.accepted("id-1", created, "$LATEST", "{}", "{}", "API", 1);
  private final InvocationRecord invocation =
      new InvocationRecord(
          "id-2", "$LATEST", 1, 1, 1, 1, 200, "r", "log", 0, "$LATEST", "API", 0, 128);

  private final List<Mutation> life =
      List.of(
          new Mutation(
              "create",
              store -> {
                store.putCode("default", "hello", first);
                store.put(creating);
              }),
          new Mutation("become Active", store -> store.put(created)),
          new Mutation("unpack", store -> store.code(created, created.latest())),
          new Mutation(
              "update",
              store -> {
                store.putCode("default", "hello", second);
                store.put(updating);
              }),
          new Mutation("publish", store -> store.put(publishing)),
          new Mutation("be published", store -> store.put(published)),
          new Mutation("make an alias", store -> store.put(aliased)),
          new Mutation("reserve concurrency", store -> store.put(reserved)),
          new Mutation("provision instances", store -> store.put(provisioned)),
          new Mutation("say how events are tried", store -> store.put(retried)),
          new Mutation("log", store -> store.history().add("default", "hello", invocation)),
          new Mutation(
              "update again",
              store -> {
                store.putCode("default", "hello", third);
                store.put(again);
              }),
          new Mutation("fail", store -> store.put(failed)),
          new Mutation("publish a layer", store -> store.layers().put(layer, first)),
          new Mutation("publish it again", store -> store.layers().put(later, third)),
          new Mutation("unpack the layer", store -> store.layers().files(later)),
          new Mutation("delete a layer", store -> store.layers().remove(layer)),
          new Mutation(
              "make a namespace",
              store ->
                  store
                      .namespaces()
                      .put(List.of(new StoredNamespace("test", "described", NOW, NOW)))),
          new Mutation("delete it", store -> store.namespaces().put(List.of())),
          new Mutation("make a domain", store -> store.domains().put(List.of(domain("c-1")))),
          new Mutation("change the domain", store -> store.domains().put(List.of(domain("c-2")))),
          new Mutation("delete the domain", store -> store.domains().put(List.of())),
          new Mutation("set the total", store -> store.account().totalConcurrencyMb(100_000)),
          new Mutation("set it again", store -> store.account().totalConcurrencyMb(90_000)),
          new Mutation("accept an event", store -> store.asyncEvents().put(event)),
          new Mutation("try it", store -> store.asyncEvents().put(event.tried(430, "no", true))),
          new Mutation("forget it", store -> store.asyncEvents().remove(event)),
          new Mutation(
              "delete",
              store -> {
                store.remove("default", "hello");
                store.history().remove("default", "hello");
              }));

  private static CodePackage code(String bootstrap) {
    try {
      return CodePackage.of(
          FunctionZip.of(bootstrap).file("lib/a.txt", bootstrap, 0100644).bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoredDomain domain(String certificate) {
    return new StoredDomain(
        "example.com",
        "HTTPS",
        new JsonArray(),
        certificate,
        "CLOSE",
        "",
        new JsonArray(),
        NOW,
        NOW);
  }

  private static FunctionConfig config(CodePackage code) {
    return new FunctionConfig(
        "index.main_handler",
        "",
        128,
        3,
        65,
        Map.of("CODE", code.sha256()),
        null,
        List.of(),
        new JsonObject(),
        code.sha256(),
        code.size());
  }

  @Test
  void anyMomentToBeKilledIsOneToStartFrom() throws IOException {
    Path now = Files.createDirectory(root.resolve("now"));
    FunctionStore.open(now);
    int moments = 0;
    for (Mutation mutation : life) {
      Path after = copy(now, root.resolve("after"));
      mutation.work().on(FunctionStore.open(after));
      int step = 0;
      boolean crashed = true;
      while (crashed) {
        String moment = "change " + step + " of '" + mutation.name() + "'";
        Path killed = copy(now, root.resolve("killed"));
        crashed = isKilled(killed, mutation, step);
        isKilledAtTheNextStartToo(killed);
        FunctionStore.open(killed);
        StoreOrder.check(killed, moment);
        assertThat(seen(killed))
            .as(moment)
            .isIn(crashed ? List.of(seen(now), seen(after)) : List.of(seen(after)));
        if (!seen(killed).equals(seen(after))) {
          mutation.work().on(FunctionStore.open(killed));
          assertThat(seen(killed)).as(moment + ", again").isEqualTo(seen(after));
        }
        StoreFiles.deleteTree(killed);
        step++;
        moments++;
      }
      StoreFiles.deleteTree(now);
      Files.move(after, now);
    }
    assertThat(moments).isGreaterThan(80);
  }

  private static boolean isKilled(Path store, Mutation mutation, int step) throws IOException {
    CrashingFiles files = new CrashingFiles(step);
    try {
      mutation.work().on(new FunctionStore(files.path(store)));
    } catch (IOException | UncheckedIOException e) {
      if (!files.crashed()) {
        throw e;
      }
    }
    return files.crashed();
  }

  private static void isKilledAtTheNextStartToo(Path store) throws IOException {
    boolean crashed = true;
    for (int step = 0; crashed; step++) {
      CrashingFiles files = new CrashingFiles(step);
      try {
        FunctionStore.open(files.path(store));
      } catch (IOException | UncheckedIOException e) {
        if (!files.crashed()) {
          throw e;
        }
      }
      crashed = files.crashed();
    }
  }

  /**
   * All that the API could tell of it; numbers of layers that were never published do not count.
   */
  private static String seen(Path directory) throws IOException {
    FunctionStore store = new FunctionStore(directory);
    List<Object> all = new ArrayList<>();
    all.add(store.all());
    all.add(store.layers().all());
    all.add(store.namespaces().all());
    all.add(store.domains().all());
    all.add(store.account().totalConcurrencyMb().toString());
    all.add(store.asyncEvents().all());
    all.add(store.history().of("default", "hello"));
    return GSON.toJson(all);
  }

  private static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
    return to;
  }
}
