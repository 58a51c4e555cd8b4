package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Functions whose classes come from a jar that another plugin made. */
class FatJarIT {

  @OneMaven
  void unpacksAnExecutableJarOfSpringBootAndRunsWhatWasInIt(MavenRuntime maven) throws IOException {
    TestProject project = TestProject.copyOf("fat-jar");

    build(maven, project, "boot");

    assertThat(FirstLightIT.retMsg(project))
        .isEqualTo("42 by fat-jar-1.0.jar with gson-2.13.2.jar");
    assertThat(files(project))
        .contains("lib/fat-jar-1.0.jar", "lib/gson-2.13.2.jar")
        .noneMatch(path -> path.contains("jarmode"))
        .anyMatch(path -> path.startsWith("lib/scf-runtime-core-"));
    try (ZipFile jar =
        ZipFile.builder().setPath(project.file("target/scf/work/fat-jar-1.0.jar")).get()) {
      assertThat(jar.getEntry("demo/Orders.class")).isNotNull();
      assertThat(jar.getEntry("org/springframework/boot/loader/launch/JarLauncher.class")).isNull();
    }
  }

  @OneMaven
  void takesAShadedJarAsItIsAndDoesNotAddWhatIsInIt(MavenRuntime maven) throws IOException {
    TestProject project = TestProject.copyOf("fat-jar");

    BuildResult build = build(maven, project, "shaded");

    assertThat(FirstLightIT.retMsg(project))
        .isEqualTo("42 by fat-jar-1.0-shaded.jar with fat-jar-1.0-shaded.jar");
    assertThat(files(project))
        .contains("lib/fat-jar-1.0-shaded.jar")
        .noneMatch(path -> path.contains("gson"));
    assertThat(build.output()).contains("fat-jar-1.0-shaded.jar holds 2 of the 2 dependencies");
  }

  private static BuildResult build(MavenRuntime maven, TestProject project, String profile) {
    return MavenBuild.of(maven, project)
        .with("package", "scf:deploy", "scf:invoke", "-P" + profile)
        .local()
        .property("scf.clientContext", "{\"prices\":[40,2]}")
        .succeeds();
  }

  private static List<String> files(TestProject project) throws IOException {
    Path zip = project.file("target/scf/fat-jar.zip");
    try (ZipFile archive = ZipFile.builder().setPath(zip).get()) {
      return Collections.list(archive.getEntries()).stream().map(ZipArchiveEntry::getName).toList();
    }
  }
}
