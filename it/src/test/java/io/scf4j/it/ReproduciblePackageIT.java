package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Same sources, same bytes; and the executable bit that the platform insists on. */
class ReproduciblePackageIT {

  @OneMaven
  void buildsInThreeTimeZonesAndTwoDirectoriesGiveTheSameBytes(MavenRuntime maven)
      throws IOException {
    TestProject here = TestProject.copyOf("hello");
    TestProject there = TestProject.copyOf("hello");
    List<byte[]> zips = new ArrayList<>();
    for (String zone : List.of("UTC", "Asia/Shanghai", "America/New_York")) {
      zips.add(build(maven, here, zone));
    }
    zips.add(build(maven, there, "Asia/Kolkata"));

    for (byte[] zip : zips) {
      assertThat(zip).isEqualTo(zips.get(0));
    }
  }

  @OneMaven
  void bootstrapIsExecutableAndNothingElseOfAJavaFunctionIs(MavenRuntime maven) throws IOException {
    TestProject hello = TestProject.copyOf("hello");
    build(maven, hello, "UTC");

    try (ZipFile zip = ZipFile.builder().setPath(hello.file("target/scf/hello.zip")).get()) {
      assertThat(zip.getEntry("bootstrap").getUnixMode() & 0777).isEqualTo(0755);
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (!entry.getName().equals("bootstrap")) {
          assertThat(entry.getUnixMode() & 0777).as(entry.getName()).isEqualTo(0644);
        }
      }
    }
  }

  private static byte[] build(MavenRuntime maven, TestProject project, String zone)
      throws IOException {
    MavenBuild.of(maven, project)
        .with("clean", "package")
        .environment("MAVEN_OPTS", "-Duser.timezone=" + zone)
        .succeeds();
    return Files.readAllBytes(project.file("target/scf/hello.zip"));
  }
}
