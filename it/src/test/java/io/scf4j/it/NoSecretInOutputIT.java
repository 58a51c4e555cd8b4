package io.scf4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.it.harness.BuildResult;
import io.scf4j.it.harness.EveryMaven;
import io.scf4j.it.harness.FakeEndpoint;
import io.scf4j.it.harness.MavenBuild;
import io.scf4j.it.harness.MavenRuntime;
import io.scf4j.it.harness.OneMaven;
import io.scf4j.it.harness.TestProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Maven's -X prints every parameter of every goal; no credential may be among them. */
class NoSecretInOutputIT {
  private static final String ID = "AKIDobviouslyFakeSecretId";
  private static final String KEY = "obviouslyFakeSecretKey";
  private static final String TOKEN = "obviouslyFakeToken";
  private static final String ANSWER =
      "{\"Response\":{\"Error\":{\"Code\":\"AuthFailure.SecretIdNotFound\",\"Message\":\"no\"},"
          + "\"RequestId\":\"r-1\"}}";

  @EveryMaven
  void debugOutputOfEveryGoalPrintsNoCredentialFromSettings(MavenRuntime maven) {
    try (FakeEndpoint endpoint = FakeEndpoint.answering(ANSWER)) {
      for (List<String> goals : List.of(List.of("package", "scf:deploy"), List.of("scf:invoke"))) {
        BuildResult build =
            MavenBuild.of(maven, TestProject.copyOf("hello"))
                .with("-X")
                .with(goals.toArray(String[]::new))
                .property("scf.endpoint", endpoint.url())
                .settings(
                    "<servers><server><id>tencentcloud</id><username>"
                        + ID
                        + "</username><password>"
                        + KEY
                        + "</password><configuration><token>"
                        + TOKEN
                        + "</token></configuration></server></servers>")
                .fails();

        assertThat(build.output())
            .contains("credentials from settings.xml (server tencentcloud)")
            .doesNotContain(ID, KEY, TOKEN);
      }
      assertThat(endpoint.requests()).containsExactly("GetFunction", "GetFunction");
      assertThat(endpoint.tokens()).containsExactly(TOKEN, TOKEN);
    }
  }

  /** Only our goals: maven-resources-plugin prints the whole environment with -X. */
  @OneMaven
  void debugOutputPrintsNoCredentialFromTheEnvironment(MavenRuntime maven) {
    TestProject hello = TestProject.copyOf("hello");
    MavenBuild.of(maven, hello).with("package").succeeds();
    try (FakeEndpoint endpoint = FakeEndpoint.answering(ANSWER)) {
      for (String goal : List.of("scf:deploy", "scf:invoke", "scf:help")) {
        MavenBuild build =
            MavenBuild.of(maven, hello)
                .with("-X", goal)
                .property("scf.endpoint", endpoint.url())
                .environment("TENCENTCLOUD_SECRET_ID", ID)
                .environment("TENCENTCLOUD_SECRET_KEY", KEY)
                .environment("TENCENTCLOUD_TOKEN", TOKEN);

        BuildResult result = goal.equals("scf:help") ? build.succeeds() : build.fails();

        assertThat(result.output()).doesNotContain(ID, KEY, TOKEN);
      }
      assertThat(endpoint.requests()).containsExactly("GetFunction", "GetFunction");
      assertThat(endpoint.tokens()).containsExactly(TOKEN, TOKEN);
    }
  }

  @OneMaven
  void theLocalScfsKeysAreInNoOutputEither(MavenRuntime maven) throws IOException {
    TestProject hello = TestProject.copyOf("hello");

    BuildResult build =
        MavenBuild.of(maven, hello)
            .with("-X", "package", "scf:deploy", "scf:invoke")
            .local()
            .succeeds();

    String keys = credentials(hello.scfHome());
    String secretKey = keys.replaceAll("(?s).*\"secretKey\"\\s*:\\s*\"([^\"]+)\".*", "$1");
    assertThat(secretKey).hasSizeGreaterThan(10).isNotEqualTo(keys);
    assertThat(build.output()).doesNotContain(secretKey);
  }

  private static String credentials(Path scfHome) throws IOException {
    try (Stream<Path> files = Files.walk(scfHome)) {
      Path file = files.filter(path -> path.endsWith("credentials.json")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }
}
