package io.scf4j.maven.mojo;

import static io.scf4j.maven.testing.Failures.assertThatFailure;

import io.scf4j.maven.model.CodePackage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadyPackageTest {
  private static final long LIMIT = 7 * 1024 * 1024;

  @Test
  void aZipOfSevenMegabytesIsSent() {
    zip(LIMIT).requireInlineSize();
  }

  @Test
  void aLargerZipIsRefusedWithWaysOut() {
    assertThatFailure(() -> zip(LIMIT + LIMIT / 2).requireInlineSize())
        .hasMessageStartingWith("hello.zip has 10.5 MB; the cloud API takes up to 7 MB.\n")
        .hasMessageContaining("mvn dependency:tree");
  }

  private static ReadyPackage zip(long bytes) {
    return new ReadyPackage(
        "index.main_handler", new CodePackage(Path.of("target", "hello.zip"), bytes, "c0de"));
  }
}
