package io.scf4j.maven.cloud;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final String BUCKET = "scf4j-code-ap-guangzhou-1250000000";
  private static final String KEY = "scf4j/hello/9e9e.zip";

  @TempDir Path directory;
  private final List<Long> arrived = new ArrayList<>();
  private DirectoryStore store;
  private CodePackage code;

  @BeforeEach
  void aPackage() throws IOException {
    store = new DirectoryStore(directory.resolve("cos"), () -> NOW);
    Path zip = Files.writeString(directory.resolve("hello.zip"), "zipped");
    code = new CodePackage(zip, 6, Sha256.of(zip));
  }

  @Test
  void anObjectIsAFileWhereTheLocalScfLooksForIt() throws IOException {
    assertThat(store.has(BUCKET, KEY, code)).isFalse();
    assertThat(store.makeBucket(BUCKET, 10)).isTrue();
    store.upload(BUCKET, KEY, code, arrived::add);
    assertThat(directory.resolve("cos/scf4j-code-ap-guangzhou/scf4j/hello/9e9e.zip"))
        .hasContent("zipped");
    assertThat(store.has(BUCKET, KEY, code)).isTrue();
    assertThat(store.has(BUCKET, KEY, new CodePackage(code.file(), 7, code.sha256()))).isFalse();
    assertThat(store.makeBucket(BUCKET, 10)).isFalse();
    assertThat(arrived).containsExactly(6L);
  }

  @Test
  void theAppIdCanBeSeenFromABucket() {
    assertThat(store.buckets()).containsExactly("local-1250000000");
  }

  @Test
  void aFileThatIsNotThePackageAnyMoreLeavesNothing() throws IOException {
    Files.writeString(code.file(), "others");
    assertThatFailure(() -> store.upload(BUCKET, KEY, code, arrived::add))
        .hasMessageContaining("has changed while it was uploaded");
    try (Stream<Path> files = Files.walk(directory.resolve("cos"))) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void objectsOfOursAreGoneAfterTheirTime() throws IOException {
    store.makeBucket(BUCKET, 10);
    for (String key : List.of("scf4j/old.zip", "scf4j/young.zip", "theirs/old.zip")) {
      store.upload(BUCKET, key, code, arrived::add);
      int days = key.contains("old") ? 11 : 9;
      Files.setLastModifiedTime(
          directory.resolve("cos/scf4j-code-ap-guangzhou").resolve(key),
          FileTime.from(NOW.minus(Duration.ofDays(days))));
    }
    store.makeBucket(BUCKET, 10);
    assertThat(store.has(BUCKET, "scf4j/old.zip", code)).isFalse();
    assertThat(store.has(BUCKET, "scf4j/young.zip", code)).isTrue();
    assertThat(store.has(BUCKET, "theirs/old.zip", code)).isTrue();
  }
}
