package io.scf4j.maven.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.fakes.FakeCos;
import io.scf4j.fakes.FakeCos.Fault;
import io.scf4j.fakes.FakeCos.StoredObject;
import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.cloud.cos.TencentCos;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.CodeSource;
import io.scf4j.maven.model.Sha256;
import io.scf4j.maven.report.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 50 MB go through COS from a process with a heap that they do not fit into. */
class LargePackageTest {
  private static final int MB = 1024 * 1024;
  private static final String BUCKET = "scf4j-code-ap-shanghai-1250000000";

  @TempDir Path directory;

  @Test
  void goesThroughCosWithASmallHeapWhilePartsFail() throws Exception {
    Path zip = directory.resolve("hello.zip");
    Random random = new Random(1);
    byte[] incompressible = new byte[MB];
    try (OutputStream out = Files.newOutputStream(zip)) {
      for (int i = 0; i < 50; i++) {
        random.nextBytes(incompressible);
        out.write(incompressible);
      }
    }
    String key = "scf4j/hello/" + Sha256.of(zip) + ".zip";
    try (FakeCos cos = new FakeCos().withBucket("photos-1250000000")) {
      Fault[] passing = {Fault.RESET, Fault.INTERNAL_ERROR, Fault.TRUNCATED, Fault.LOST_ANSWER};
      cos.faults(
          call ->
              call.action().equals("UploadPart") && call.numberOfAction() % 4 == 0
                  ? passing[call.numberOfAction() / 4 % passing.length]
                  : Fault.NONE);

      String first = uploadInItsOwnProcess(zip, cos.url());
      String second = uploadInItsOwnProcess(zip, cos.url());

      StoredObject object = cos.object(BUCKET, key).orElseThrow();
      assertThat(object.size()).isEqualTo(50 * MB);
      assertThat(object.sha256()).isEqualTo(Sha256.of(zip));
      assertThat(cos.count("UploadPart")).isGreaterThan(13);
      assertThat(cos.count("CompleteMultipartUpload")).isEqualTo(1);
      assertThat(cos.openUploads()).isZero();
      assertThat(cos.refusals()).containsOnly("NoSuchBucket"); // until it was made
      assertThat(first)
          .contains("Uploading hello.zip (50 MB) to COS: " + BUCKET + "/" + key)
          .containsPattern("Uploaded 50 MB in \\d+\\.\\d s\\.")
          .contains("scf4j-code-ap-shanghai /" + key + " ap-shanghai");
      assertThat(second)
          .contains("is in COS already")
          .contains("scf4j-code-ap-shanghai /" + key + " ap-shanghai");
    }
  }

  private static String uploadInItsOwnProcess(Path zip, String url)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Upload.class.getName(),
                zip.toString(),
                url)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  /** The child: what a deploy does with its package. */
  static final class Upload {
    private Upload() {}

    public static void main(String[] args) throws IOException {
      Path zip = Path.of(args[0]);
      Console console =
          new Console() {
            @Override
            public void info(String line) {
              System.out.println(line);
            }

            @Override
            public void warn(String line) {
              System.out.println(line);
            }
          };
      Credentials keys =
          new Credentials("a test", FakeCos.SECRET_ID, FakeCos.SECRET_KEY, Optional.empty());
      CodeUpload upload =
          new CodeUpload(
              CodeUpload.DEFAULT_INLINE_LIMIT_BYTES,
              new CodeBucket("ap-shanghai", Optional.empty(), Optional.empty()),
              () ->
                  new TencentCos(
                      "ap-shanghai",
                      keys,
                      Optional.empty(),
                      Optional.of(CloudEndpoint.parse(args[1]))),
              console,
              false,
              System::nanoTime);
      CodeSource source =
          upload.bring("hello", new CodePackage(zip, Files.size(zip), Sha256.of(zip)));
      CodeSource.Cos cos = (CodeSource.Cos) source;
      System.out.println(
          String.join(" ", List.of(cos.bucketName(), cos.objectName(), cos.bucketRegion())));
    }
  }
}
