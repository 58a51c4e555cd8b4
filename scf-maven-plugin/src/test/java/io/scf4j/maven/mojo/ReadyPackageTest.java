package io.scf4j.maven.mojo;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.packaging.platform.Finding;
import io.scf4j.maven.packaging.platform.TargetCheck;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.testing.RecordingConsole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyPackageTest {
  @TempDir Path directory;
  private final RecordingConsole console = new RecordingConsole();

  @Test
  void whatWasFoundWhileItWasPackagedKeepsItFromThePlatform() {
    ReadyPackage ready = found(new Finding("a.so", "is for aarch64", "Build it."));
    assertThatFailure(() -> judge(ready, TargetPolicy.FAIL))
        .hasMessage(
            """
            hello.zip could not run on the platform:
              - a.so is for aarch64
            Build it.
            On a local SCF it is deployed all the same (-Dscf.local); -Dscf.targetCheck=off \
            deploys it anywhere.""");
    judge(ready, TargetPolicy.WARN);
    judge(ready, TargetPolicy.OFF);
    judge(found(), TargetPolicy.FAIL);
    assertThat(console.lines())
        .containsExactly(
            "warning: hello.zip could not run on the platform:",
            "warning:   - a.so is for aarch64");
  }

  @Test
  void aZipMadeByHandIsLookedInto() throws IOException {
    Path zip = directory.resolve("hello.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("bootstrap"));
      out.write("#!/usr/bin/node\n".getBytes(StandardCharsets.UTF_8));
    }
    ReadyPackage ready =
        new ReadyPackage(
            "index.main_handler",
            new CodePackage(zip, 1, "c0de"),
            Optional.empty(),
            Optional.empty());
    assertThatFailure(() -> judge(ready, TargetPolicy.FAIL))
        .hasMessageContaining("bootstrap begins with '#!/usr/bin/node'");
    judge(ready, TargetPolicy.OFF);
  }

  private void judge(ReadyPackage ready, TargetPolicy policy) {
    ready.judge(policy, new TargetCheck(directory.resolve("cache")), console);
  }

  private static ReadyPackage found(Finding... findings) {
    return new ReadyPackage(
        "index.main_handler",
        new CodePackage(Path.of("target", "hello.zip"), 1, "c0de"),
        Optional.of(List.of(findings)),
        Optional.empty());
  }
}
