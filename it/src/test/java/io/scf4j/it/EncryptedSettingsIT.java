package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import io.scf4j.maven.local.LocalScf;
import java.util.List;

/**
 * The SecretKey encrypted in settings.xml, as Maven's own guide says; proven by a real signature.
 */
class EncryptedSettingsIT {
  private static final String MASTER = "settings-security.xml";

  @OneMaven
  void signsWithADecryptedSecretKey(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    try (LocalScf scf = LocalScf.start(hello.scfHome().resolve("store"), 0)) {
      String master = encrypted(maven, hello, "--encrypt-master-password", "obviously-fake-master");
      hello.write(MASTER, "<settingsSecurity><master>" + master + "</master></settingsSecurity>");
      String key = encrypted(maven, hello, "--encrypt-password", scf.access().secretKey());

      BuildResult build =
          security(MavenBuild.of(maven, hello), hello)
              .with("package", "scf:deploy")
              .property("scf.endpoint", scf.access().endpoint())
              .settings(server(scf.access().secretId(), key))
              .succeeds();

      assertThat(key).startsWith("{").endsWith("}");
      assertThat(build.output())
          .contains("credentials from settings.xml (server tencentcloud)")
          .doesNotContain(scf.access().secretKey());
    }
  }

  @OneMaven
  void saysWhenTheSecretKeyCannotBeDecrypted(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    hello.write(
        MASTER,
        "<settingsSecurity><relocation>"
            + hello.file("missing.xml")
            + "</relocation></settingsSecurity>");

    BuildResult build =
        security(MavenBuild.of(maven, hello), hello)
            .with("package", "scf:deploy")
            .property("scf.endpoint", "http://127.0.0.1:1")
            .settings(server("AKIDfake", "{COQLCE6DU6GtcS5P=}"))
            .fails();

    assertThat(build.output())
        .contains("The server 'tencentcloud' of settings.xml cannot be decrypted.")
        .contains("encrypt again with mvn --encrypt-password");
  }

  private static String server(String id, String key) {
    return "<servers><server><id>tencentcloud</id><username>"
        + id
        + "</username><password>"
        + key
        + "</password></server></servers>";
  }

  private static String encrypted(
      MavenRuntime maven, TestProject project, String option, String plain) {
    List<String> lines =
        security(MavenBuild.of(maven, project), project).with(option, plain).succeeds().lines();
    return lines.stream().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
  }

  private static MavenBuild security(MavenBuild build, TestProject project) {
    return build.property("settings.security", project.file(MASTER).toString());
  }
}
