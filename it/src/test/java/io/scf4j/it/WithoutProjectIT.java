package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.EveryMaven;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A zip made by hand, and no POM anywhere. */
class WithoutProjectIT {

  @EveryMaven
  void deploysAndInvokesAZipMadeByHand(MavenRuntime maven) throws IOException {
    TestProject bash = TestProject.copyOf("bash-sample");
    MavenBuild.of(maven, bash).with("package").succeeds();
    TestProject empty = TestProject.empty();
    Files.copy(bash.file("target/scf/CustomRuntime-Bash.zip"), empty.file("demo.zip"));

    BuildResult build =
        MavenBuild.of(maven, empty)
            .with(goal("deploy"), goal("invoke"))
            .local()
            .property("scf.packageFile", "demo.zip")
            .property("scf.functionName", "by-hand")
            .property("scf.clientContext", "{\"a\":1}")
            .succeeds();

    assertThat(build.output()).contains("functionName: by-hand");
    assertThat(FirstLightIT.retMsg(empty)).isEqualTo("Echoing request: '{\"a\":1}'");
  }

  @OneMaven
  void namesWhatAZipMadeOnWindowsHasLost(MavenRuntime maven) throws IOException {
    TestProject empty = TestProject.empty();
    zipWithoutModes(empty.file("demo.zip"));

    BuildResult build =
        MavenBuild.of(maven, empty)
            .with(goal("deploy"))
            .local()
            .property("scf.packageFile", "demo.zip")
            .property("scf.functionName", "by-hand")
            .fails();

    assertThat(build.output())
        .contains("is not executable")
        .contains("a zip made on Windows loses the bit");
  }

  @OneMaven
  void asksForANameWhenThereIsNoProject(MavenRuntime maven) {
    BuildResult build =
        MavenBuild.of(maven, TestProject.empty()).with(goal("invoke")).local().fails();

    assertThat(build.output()).contains("Add -Dscf.functionName=NAME");
  }

  private static String goal(String name) {
    return "io.scf4j:scf-maven-plugin:" + ItSettings.version() + ":" + name;
  }

  private static void zipWithoutModes(Path zip) throws IOException {
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("bootstrap"));
      out.write("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
    }
  }
}
