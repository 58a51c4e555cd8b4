package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** What a POM can say about the content of the package, and what the goal says of it. */
class PackageContentIT {

  @OneMaven
  void heedsPatternsAndModesAndTellsWhatThePartsCost(MavenRuntime maven) throws IOException {
    TestProject project =
        TestProject.copyOf("hello")
            .write("src/main/scf/data/a.txt", "a")
            .write("src/main/scf/docs/deep/b.md", "b")
            .write("src/main/scf/events/one.json", "{}")
            .edit(
                "pom.xml",
                pom ->
                    pom.replace(
                        "</handler>",
                        "</handler><excludes>docs/,absent/**</excludes><permissions><permission>"
                            + "<pattern>data/*</pattern><mode>0700</mode></permission></permissions>"));

    BuildResult build = MavenBuild.of(maven, project).with("package").succeeds();

    try (ZipFile zip = ZipFile.builder().setPath(project.file("target/scf/hello.zip")).get()) {
      assertThat(Collections.list(zip.getEntries()).stream().map(ZipArchiveEntry::getName))
          .hasSize(5)
          .contains(".scf4j-sample.json", "bootstrap", "data/a.txt", "lib/hello-1.0.jar");
      assertThat(zip.getEntry("data/a.txt").getUnixMode() & 0777).isEqualTo(0700);
    }
    assertThat(build.lines())
        .anySatisfy(
            line ->
                assertThat(line).contains("[WARNING] <excludes> 'absent/**' matches no file of "))
        .anySatisfy(line -> assertThat(line).matches("\\[INFO]   app +4 +\\S+ KB +\\S+ KB +\\S+ %"))
        .anySatisfy(line -> assertThat(line).matches("\\[INFO]   lib +1 +\\S+ KB +\\S+ KB +\\S+ %"))
        .anySatisfy(
            line -> assertThat(line).matches("\\[INFO]   total +5 +\\S+ KB +\\S+ KB +100.0 %"));
    JsonObject lib =
        FirstLightIT.result(project, "package").getAsJsonArray("parts").get(1).getAsJsonObject();
    assertThat(lib.get("part").getAsString()).isEqualTo("lib");
    assertThat(lib.get("entries").getAsInt()).isEqualTo(1);
    assertThat(lib.get("bytes").getAsLong()).isGreaterThan(10_000);
  }
}
