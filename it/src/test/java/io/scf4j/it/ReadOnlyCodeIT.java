package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import io.scf4j.maven.local.instance.MountNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A function that writes beside its code fails on the local SCF as it will on the platform. */
class ReadOnlyCodeIT {

  @OneMaven
  void refusesWhatAFunctionWritesIntoItsCodeDirectory(MavenRuntime maven) throws Exception {
    TestProject bash = TestProject.copyOf("bash-sample");
    requireMountNamespaces(bash.scfHome());
    String mounts = mounts();
    bash.write(
        "src/main/scf/index.sh",
        """
        main_handler() {
          echo "more" >> index.sh
          echo "new" > "$USER_CODE_ROOT/new"
          local scratch=/tmp/scf4j-read-only-code-it
          echo "kept" > "$scratch" && cat "$scratch"
        }
        """);

    BuildResult build =
        MavenBuild.of(maven, bash).with("package", "scf:deploy", "scf:invoke").local().succeeds();

    assertThat(build.output())
        .contains("index.sh: Read-only file system")
        .contains("/new: Read-only file system");
    assertThat(FirstLightIT.retMsg(bash)).isEqualTo("kept");
    assertThat(Path.of("/tmp/scf4j-read-only-code-it")).doesNotExist();
    assertThat(mounts()).isEqualTo(mounts);
  }

  /** Where they are refused the test is skipped, and fails where CI has to be complete. */
  private static void requireMountNamespaces(Path home) throws Exception {
    String refusal = MountNamespace.probe(home.resolve("probe")).refusal().orElse("");
    if (!refusal.isEmpty() && ItSettings.isCi()) {
      throw new AssertionError("CI needs mount namespaces and has none: " + refusal);
    }
    assumeTrue(refusal.isEmpty(), "no mount namespaces on this machine: " + refusal);
  }

  private static String mounts() throws IOException {
    return Files.readString(Path.of("/proc/self/mounts"));
  }
}
