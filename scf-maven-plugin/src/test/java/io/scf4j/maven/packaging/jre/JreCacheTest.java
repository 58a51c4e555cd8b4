package io.scf4j.maven.packaging.jre;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the real jlink of the tests' JDK. */
class JreCacheTest {
  private static final List<String> BASE = List.of("java.base");

  @TempDir Path directory;

  private JreCache cache() {
    return new JreCache(directory);
  }

  private List<String> content() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("jre"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void linksAJreThatRunsWithItsClassesArchived() throws IOException {
    Path anyPath = directory.resolve("it's \"a\" cache, $HOME");
    Path jre = new JreCache(anyPath).get(FakeJdk.real(), BASE);
    Tool.Result run =
        Tool.run(
            List.of(
                jre.resolve("bin/java").toString(),
                "-XX:+UseSerialGC",
                "-Xshare:on",
                "--list-modules"));
    assertThat(run.status()).as(run.output()).isZero();
    assertThat(run.output()).startsWith("java.base@" + Runtime.version().feature());
    assertThat(run.output().lines()).hasSize(1);
  }

  @Test
  void linksOnceForTheSameModulesInAnyOrder() throws IOException {
    Jdk jdk = FakeJdk.real();
    Path jre = cache().get(jdk, List.of("java.base", "java.xml"));
    Jdk elsewhere = withoutJlink(jdk);
    assertThat(cache().get(elsewhere, List.of("java.xml", "java.base"))).isEqualTo(jre);
    Files.writeString(elsewhere.home().resolve("release"), "BUILD=2\n", StandardOpenOption.APPEND);
    assertThat(cache().has(elsewhere, List.of("java.xml", "java.base"))).isFalse();
    assertThat(cache().has(jdk, BASE)).isFalse();
    assertThat(content()).hasSize(1);
  }

  /** The same one in another place, where it could not link again. */
  private Jdk withoutJlink(Jdk jdk) throws IOException {
    Path home = Files.createDirectory(directory.resolve("elsewhere"));
    Files.copy(jdk.home().resolve("release").toRealPath(), home.resolve("release"));
    Files.createSymbolicLink(home.resolve("lib"), jdk.home().resolve("lib"));
    return new Jdk(home, jdk.feature(), jdk.version(), jdk.vendor(), jdk.platform(), jdk.modules());
  }

  @Test
  void buildsThatRunAtTheSameTimeGetTheSame() throws Exception {
    Jdk jdk = FakeJdk.real();
    ExecutorService builds = Executors.newFixedThreadPool(3);
    try {
      List<Future<Path>> results = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        results.add(builds.submit(() -> cache().get(jdk, BASE)));
      }
      Path jre = results.get(0).get();
      for (Future<Path> result : results) {
        assertThat(result.get()).isEqualTo(jre);
      }
      assertThat(jre.resolve("lib/modules")).isRegularFile();
      assertThat(content()).containsExactly(jre.getFileName().toString());
    } finally {
      builds.shutdownNow();
    }
  }

  @Test
  void linksAgainWhenFilesOfTheCachedOneAreGone() throws IOException {
    Jdk jdk = FakeJdk.real();
    Path jre = cache().get(jdk, BASE);
    Files.delete(jre.resolve("lib/modules"));
    assertThat(cache().has(jdk, BASE)).isFalse();
    assertThat(cache().get(jdk, BASE)).isEqualTo(jre);
    assertThat(jre.resolve("lib/modules")).isRegularFile();
    assertThat(content()).containsExactly(jre.getFileName().toString());
  }

  @Test
  void saysWhatJlinkSaidAndLeavesNothing() throws IOException {
    assertThatFailure(() -> cache().get(FakeJdk.real(), List.of("no.such.module")))
        .hasMessageStartingWith("jlink of ")
        .hasMessageContaining("no.such.module not found")
        .hasMessageEndingWith("or other modules with <modules>.");
    assertThat(content()).isEmpty();
  }
}
