package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.fakes.FakeCos;
import io.scf4j.fakes.FakeCos.Fault;
import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.OwnProcessScf;
import io.scf4j.it.harness.TestProject;
import io.scf4j.it.harness.Zips;
import io.scf4j.maven.local.LocalScfAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;

/** A package of 50 MB goes through COS into a function that runs, from a Maven with little heap. */
class LargePackageIT {
  private static final int MB = 1024 * 1024;

  @TempDir Path work;

  @OneMaven
  void goesThroughCosWhilePartsFailAndOnceOnly(MavenRuntime maven) throws IOException {
    TestProject project = TestProject.copyOf("bash-sample");
    Path zip = project.file("large.zip");
    Files.write(zip, largePackage(project));
    Path store = work.resolve("store");
    try (OwnProcessScf scf = OwnProcessScf.start(store);
        FakeCos cos = new FakeCos(scf.access().secretId(), scf.access().secretKey())) {
      cos.keepingIn(store.resolve("cos"));
      Fault[] passing = {Fault.RESET, Fault.INTERNAL_ERROR, Fault.TRUNCATED, Fault.LOST_ANSWER};
      cos.faults(
          call ->
              call.action().equals("UploadPart") && call.numberOfAction() % 4 == 0
                  ? passing[call.numberOfAction() / 4 % passing.length]
                  : Fault.NONE);

      BuildResult first = deploy(maven, project, scf.access(), cos, "scf:deploy", "scf:invoke");

      String bucket = "scf4j-code-ap-guangzhou-1250000000";
      String key = "scf4j/CustomRuntime-Bash/" + codeSha256(project) + ".zip";
      assertThat(cos.object(bucket, key).orElseThrow().size()).isEqualTo(Files.size(zip));
      assertThat(cos.object(bucket, key).orElseThrow().sha256()).isEqualTo(codeSha256(project));
      assertThat(cos.rules(bucket)).contains("<Days>10</Days>");
      assertThat(cos.openUploads()).isZero();
      assertThat(cos.refusals()).containsOnly("NoSuchBucket"); // until it was made
      assertThat(first.output()).containsPattern("Uploaded 50 MB in \\d+\\.\\d s\\.");
      assertThat(FirstLightIT.retMsg(project)).contains("Echoing request");
      long parts = cos.count("UploadPart");

      // Another function's code has a name of its own, so it is this one that is deployed again.
      deploy(maven, project, scf.access(), cos, "scf:deploy");

      assertThat(cos.count("UploadPart")).isEqualTo(parts);
    }
  }

  @OneMaven
  void theLocalScfOfAGoalHasACosOfItsOwn(MavenRuntime maven) {
    TestProject project = TestProject.copyOf("bash-sample");

    BuildResult first =
        local(maven, project).with("package", "scf:deploy", "scf:invoke").succeeds();

    assertThat(first.output())
        .contains("to COS: scf4j-code-ap-guangzhou-1250000000/scf4j/CustomRuntime-Bash/");
    assertThat(FirstLightIT.retMsg(project)).contains("Echoing request");

    BuildResult second = local(maven, project).with("package", "scf:deploy").succeeds();

    assertThat(second.output()).contains("Unchanged").doesNotContain("to COS");
  }

  /** A limit of 0 stands for a package above 50 MB. */
  private static MavenBuild local(MavenRuntime maven, TestProject project) {
    return MavenBuild.of(maven, project).local().property("scf.inlineLimit", "0");
  }

  private static BuildResult deploy(
      MavenRuntime maven, TestProject project, LocalScfAccess scf, FakeCos cos, String... goals) {
    return MavenBuild.of(maven, project)
        .with(goals)
        .property("scf.packageFile", "large.zip")
        .property("scf.endpoint", scf.endpoint())
        .property("scf.inlineLimit", "7")
        .property("scf.cosEndpoint", cos.url())
        .property("scf.appId", "1250000000")
        .environment("TENCENTCLOUD_SECRET_ID", scf.secretId())
        .environment("TENCENTCLOUD_SECRET_KEY", scf.secretKey())
        .environment("MAVEN_OPTS", "-Xmx256m")
        .succeeds();
  }

  private static String codeSha256(TestProject project) {
    return FirstLightIT.result(project, "deploy").get("codeSha256").getAsString();
  }

  private byte[] largePackage(TestProject project) throws IOException {
    byte[] incompressible = new byte[50 * MB];
    new Random(1).nextBytes(incompressible);
    Path data = Files.write(work.resolve("data.bin"), incompressible);
    Path code = project.file("src/main/scf/index.sh");
    byte[] bootstrap =
        project
            .read("src/main/scf/bootstrap")
            .replace("./$file.sh", "./lib/$file.sh")
            .getBytes(StandardCharsets.UTF_8);
    return Zips.of("bootstrap", bootstrap, Zips.EXECUTABLE, List.of(data, code));
  }
}
