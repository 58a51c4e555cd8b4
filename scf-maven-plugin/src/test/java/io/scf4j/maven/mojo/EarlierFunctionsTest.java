package io.scf4j.maven.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.local.store.FunctionConfig;
import io.scf4j.maven.local.store.FunctionStore;
import io.scf4j.maven.local.store.StoredFunction;
import io.scf4j.maven.local.store.StoredVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierFunctionsTest {
  private static final String ENDPOINT = "http://127.0.0.1:9080";
  private static final String AT = "2026-11-25 09:00:00";

  @TempDir Path store;

  private void keep(String name, String... versions) throws IOException {
    FunctionConfig config =
        new FunctionConfig("h", "", 128, 3, 3, Map.of(), null, null, null, "sha", 1);
    StoredFunction function =
        StoredFunction.creating("default", name, "id", "ap-guangzhou", AT, config).settled();
    FunctionStore.open(store)
        .put(
            function.withVersions(
                List.of(versions).stream()
                    .map(version -> new StoredVersion(version, "", AT, AT, "Active", config))
                    .toList()));
  }

  @Test
  void areListedWithVersionTimeAndUrl() throws IOException {
    keep("old", "1", "4");
    keep("new");
    assertThat(
            EarlierFunctions.lines(
                store, ENDPOINT, List.of(new LocalFunction(ENDPOINT, "default", "new"))))
        .containsExactly(
            "Functions of earlier runs:",
            "  old:         $LATEST, version 4, modified 2026-11-25 09:00:00 UTC,"
                + " http://127.0.0.1:9080/url/default/old/");
  }

  @Test
  void areNoneInAStoreThatIsNew() {
    assertThat(EarlierFunctions.lines(store, ENDPOINT, List.of())).isEmpty();
    assertThat(EarlierFunctions.lines(store.resolve("none"), ENDPOINT, List.of())).isEmpty();
    assertThat(Files.exists(store.resolve("none"))).isFalse();
  }
}
