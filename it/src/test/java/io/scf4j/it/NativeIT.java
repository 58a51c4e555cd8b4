package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.Gcc;
import io.scf4j.it.harness.ItSettings;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A function that is a program of its own, made by any compiler. */
class NativeIT {
  private static final Path CLIENT = Path.of("it", "src", "bench", "c", "client.c");

  @OneMaven
  void packagesDeploysAndInvokesAProgramWrittenInC(MavenRuntime maven) throws IOException {
    TestProject project = TestProject.copyOf("native-c");
    String source = Files.readString(ItSettings.sources().resolve(CLIENT));
    Gcc.compile(source, project.file("target/bootstrap"), "-O2", "-static");
    Files.setPosixFilePermissions(
        project.file("target/bootstrap"), Set.of(PosixFilePermission.OWNER_READ));

    BuildResult build =
        MavenBuild.of(maven, project)
            .with("package", "scf:deploy", "scf:invoke")
            .local()
            .withJre()
            .property("scf.clientContext", "{\"key1\":\"v\"}")
            .succeeds();

    assertThat(FirstLightIT.retMsg(project)).isEqualTo("{\"key1\":\"v\"}");
    assertThat(files(project.file("target/scf/native-c.zip"))).containsExactly("755 bootstrap");
    assertThat(build.output()).doesNotContain("JRE from");
  }

  @OneMaven
  void saysWhatBuildsAProgramThatIsNotThere(MavenRuntime maven) {
    BuildResult build =
        MavenBuild.of(maven, TestProject.copyOf("native-c")).with("package").fails();

    assertThat(build.output())
        .contains("<executable>: there is no file ")
        .contains("native-maven-plugin makes target/<imageName>");
  }

  private static List<String> files(Path zip) throws IOException {
    try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
      return Collections.list(archive.getEntries()).stream().map(NativeIT::described).toList();
    }
  }

  private static String described(ZipArchiveEntry entry) {
    return Integer.toOctalString(entry.getUnixMode() & 0777) + " " + entry.getName();
  }
}
