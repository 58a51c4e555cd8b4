package io.scf4j.maven.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that come while another one, or what it has begun, is not done yet. */
@Timeout(60)
class OverlappingCallsTest {
  /** So much takes a moment to unpack in which other calls can come. */
  private static final int LARGE_MB = 100;

  @TempDir Path store;
  private final ExecutorService others = Executors.newCachedThreadPool();
  private LocalScf scf;
  private CloudClient client;

  @BeforeEach
  void start() {
    scf =
        LocalScf.start(
            new LocalScf.Options(store, 0, Duration.ofSeconds(5), Duration.ofMillis(20), 5));
    client = new CloudClient(scf.access());
  }

  @AfterEach
  void stop() throws Exception {
    scf.close();
    others.shutdownNow();
    assertThat(ProcessesOf.leftIn(store, Duration.ofSeconds(5))).isEmpty();
    StoreOrder.check(store, "store");
  }

  private boolean isUnpacking() throws IOException {
    Path unpacked = store.resolve("unpacked");
    if (!Files.isDirectory(unpacked)) {
      return false;
    }
    try (Stream<Path> all = Files.list(unpacked)) {
      return all.anyMatch(one -> one.getFileName().toString().startsWith("unfinished-"));
    }
  }

  private void awaitUnpacking() throws Exception {
    while (!isUnpacking()) {
      Thread.sleep(1);
    }
  }

  private CompletableFuture<JsonObject> later(Callable<JsonObject> call) {
    CompletableFuture<JsonObject> result = new CompletableFuture<>();
    others.execute(
        () -> {
          try {
            result.complete(call.call());
          } catch (Exception e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  /** As somebody may who looks for space. */
  private void deleteUnpacked() throws IOException {
    try (Stream<Path> walk = Files.walk(store.resolve("unpacked"))) {
      List<Path> all = new ArrayList<>(walk.toList());
      for (Path one : all) {
        if (Files.isDirectory(one)) {
          Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwx------"));
        }
      }
      Collections.reverse(all);
      for (Path one : all) {
        Files.delete(one);
      }
    }
  }

  private int logged(String function) throws Exception {
    return client
        .ok("GetFunctionLogs", "{'FunctionName':'" + function + "'}")
        .getAsJsonArray("Data")
        .size();
  }

  @Test
  void anInvocationThatOutlivesItsFunctionIsNotInTheLogOfTheNextOfItsName() throws Exception {
    client.create("fn", FunctionZip.ECHO.replace("echo \"$event\" 1>&2", "sleep 0.5"), "");
    assertThat(client.invoke("fn", "1").get("InvokeResult").getAsInt()).isZero();
    assertThat(logged("fn")).isEqualTo(1);
    CompletableFuture<JsonObject> running = later(() -> client.invoke("fn", "2"));
    Thread.sleep(200);
    assertThat(running).isNotDone();

    client.ok("DeleteFunction", "{'FunctionName':'fn'}");
    client.create("fn", FunctionZip.ECHO, "");

    assertThat(running.get().get("RetMsg").getAsString()).isEqualTo("Echoing request: '2'");
    assertThat(logged("fn")).isZero();
    assertThat(client.invoke("fn", "3").get("RetMsg").getAsString())
        .isEqualTo("Echoing request: '3'");
    assertThat(logged("fn")).isEqualTo(1);
  }

  @Test
  void aVersionThatIsDeletedWhileAnUpdateIsUnpackedStaysDeleted() throws Exception {
    client.create("fn", FunctionZip.ECHO, "");
    client.ok("PublishVersion", "{'FunctionName':'fn'}");
    client.awaitActive("fn");
    client.ok(
        "UpdateFunctionCode",
        "{'FunctionName':'fn','ZipFile':'"
            + FunctionZip.of(FunctionZip.ECHO).zeros("large", LARGE_MB).base64()
            + "'}");
    awaitUnpacking();

    client.ok("DeleteFunctionVersion", "{'FunctionName':'fn','Qualifier':'1'}");

    client.awaitActive("fn");
    assertThat(
            client
                .ok("ListVersionByFunction", "{'FunctionName':'fn'}")
                .getAsJsonArray("FunctionVersion"))
        .hasSize(1);
    assertThat(client.code("Invoke", "{\"FunctionName\":\"fn\",\"Qualifier\":\"1\"}"))
        .isEqualTo("ResourceNotFound.Qualifier");
  }

  @Test
  void otherCallsDoNotWaitUntilALargeLayerIsUnpacked() throws Exception {
    client.ok(
        "PublishLayerVersion",
        "{'LayerName':'large','CompatibleRuntimes':['CustomRuntime'],'Content':{'ZipFile':'"
            + FunctionZip.of("x").zeros("large", LARGE_MB).base64()
            + "'}}");
    client.create("other", FunctionZip.ECHO, "");
    client.create(
        "fn", FunctionZip.ECHO, ",\"Layers\":[{\"LayerName\":\"large\",\"LayerVersion\":1}]");
    scf.close();
    deleteUnpacked();
    start();
    CompletableFuture<JsonObject> first = later(() -> client.invoke("fn", "1"));
    awaitUnpacking();

    assertThat(client.status("fn")).isEqualTo("Active");
    assertThat(client.invoke("other", "2").get("RetMsg").getAsString())
        .isEqualTo("Echoing request: '2'");

    assertThat(isUnpacking()).as("still unpacking").isTrue();
    assertThat(first.get().get("RetMsg").getAsString()).isEqualTo("Echoing request: '1'");
  }
}
