package io.scf4j.maven.project;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.testing.RecordingConsole;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DependencyFilterTest {
  private final RecordingConsole console = new RecordingConsole();

  @ParameterizedTest
  @CsvSource({
    "org.slf4j:*, netty netty:linux",
    "*:slf4j-*, netty netty:linux",
    "io.netty:netty, api simple",
    "io.netty:netty:, api simple netty:linux",
    "io.netty:netty:lin*, api simple netty",
    "*:*:*, ''",
    "'org.slf4j:slf4j-api, io.*:*', simple"
  })
  void leavesOut(String patterns, String left) {
    assertThat(filtered(List.of(), List.of(patterns.split(",")))).isEqualTo(left);
    assertThat(console.lines()).isEmpty();
  }

  @Test
  void takesOnlyWhatIsIncludedAndNotExcluded() {
    assertThat(filtered(null, null)).isEqualTo("api simple netty netty:linux");
    assertThat(filtered(List.of("io.netty:*"), null)).isEqualTo("netty netty:linux");
    assertThat(filtered(List.of("io.netty:*"), List.of("*:netty:linux"))).isEqualTo("netty");
  }

  @Test
  void warnsOfAPatternThatMatchesNothing() {
    filtered(List.of("*:*", "org.absent:*"), List.of("org.slf4j:slf4j"));
    assertThat(console.lines())
        .containsExactly(
            "warning: <dependencyIncludes> 'org.absent:*' matches no dependency.",
            "warning: <dependencyExcludes> 'org.slf4j:slf4j' matches no dependency.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slf4j-api", "", ":slf4j-api", "org.slf4j:", "a:b:c:d"})
  void refusesWhatIsNoPattern(String pattern) {
    assertThatFailure(() -> new DependencyFilter(List.of("*:*", pattern), List.of("none"), console))
        .hasMessage(
            """
            These patterns name no dependencies:
              - <dependencyIncludes> '%s': write groupId:artifactId or \
            groupId:artifactId:classifier, with * for anything.
              - <dependencyExcludes> 'none': write groupId:artifactId or \
            groupId:artifactId:classifier, with * for anything.""",
            pattern);
  }

  private String filtered(List<String> includes, List<String> excludes) {
    List<Artifact> all =
        List.of(
            artifact("org.slf4j", "slf4j-api", null),
            artifact("org.slf4j", "slf4j-simple", null),
            artifact("io.netty", "netty", null),
            artifact("io.netty", "netty", "linux"));
    return String.join(
        " ",
        new DependencyFilter(includes, excludes, console)
            .of(all).stream()
                .map(
                    artifact ->
                        artifact.getArtifactId().replace("slf4j-", "")
                            + (artifact.hasClassifier() ? ":" + artifact.getClassifier() : ""))
                .toList());
  }

  private static Artifact artifact(String groupId, String artifactId, String classifier) {
    return new DefaultArtifact(
        groupId,
        artifactId,
        "1",
        Artifact.SCOPE_COMPILE,
        "jar",
        classifier,
        new DefaultArtifactHandler("jar"));
  }
}
