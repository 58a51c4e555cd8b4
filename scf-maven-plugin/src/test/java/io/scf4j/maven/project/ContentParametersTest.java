package io.scf4j.maven.project;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.packaging.PackageContents;
import io.scf4j.maven.packaging.ScfFileRules;
import io.scf4j.maven.packaging.ScfFileRules.Permission;
import java.io.File;
import java.nio.file.Path;
import java.util.AbstractMap.SimpleEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentParametersTest {

  @Test
  void isTheUsualContentWithoutAny() {
    assertThat(ContentParameters.of(null, null, null, null, List.of()))
        .isEqualTo(PackageContents.USUAL);
  }

  @Test
  void takesThemAsTheyAreWritten() {
    assertThat(
            ContentParameters.of(
                new File("app.jar"),
                null,
                List.of("**"),
                Arrays.asList("*.md", null, " "),
                List.of(mode("bin/*", "0755"), mode("key", " 600 "))))
        .isEqualTo(
            new PackageContents(
                Optional.of(Path.of("app.jar")),
                Optional.empty(),
                new ScfFileRules(
                    List.of(new AntPattern("**")),
                    List.of(new AntPattern("*.md")),
                    List.of(
                        new Permission(new AntPattern("bin/*"), 0755),
                        new Permission(new AntPattern("key"), 0600)))));
  }

  @Test
  void namesAllProblemsAtOnce() {
    assertThatFailure(
            () ->
                ContentParameters.of(
                    new File("app.jar"),
                    new File("app"),
                    null,
                    null,
                    List.of(
                        mode("a", "rwx"),
                        mode("b", "789"),
                        mode("c", "04755"),
                        mode("d", null),
                        mode(null, "644"))))
        .hasMessage(
            """
            The content of the package cannot be as configured:
              - <jar> and <executable>: the bootstrap of a package is either a program of its own \
            or starts a JVM. Remove one of them.
              - permission 'a': mode 'rwx' is not octal, such as 644 or 0755.
              - permission 'b': mode '789' is not octal, such as 644 or 0755.
              - permission 'c': mode '04755' is not octal, such as 644 or 0755.
              - permission 'd': mode 'null' is not octal, such as 644 or 0755.
              - permission with mode '644': its <pattern> is missing.""");
  }

  private static Map.Entry<String, String> mode(String pattern, String mode) {
    return new SimpleEntry<>(pattern, mode);
  }
}
