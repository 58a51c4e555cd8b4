package io.scf4j.maven.packaging.jre;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.scf4j.maven.packaging.jre.Jlink.Host;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On machines that cannot run what they link. */
class JlinkTest {
  private static final Path HOME = Path.of(System.getProperty("java.home"));
  private static final int FEATURE = Runtime.version().feature();

  @TempDir Path directory;

  @Test
  void linksWithMavensOwnJdkFromModulesForThePlatform() {
    assumeTrue(Files.isDirectory(HOME.resolve("jmods")), "this JDK has no jmods");
    Path jre = directory.resolve("jre");
    new Jlink(FakeJdk.real(), new Host(false, HOME, FEATURE)).link(List.of("java.base"), jre);
    assertThat(jre.resolve("lib/modules")).isRegularFile();
    assertThat(jre.resolve("lib/server/classes.jsa")).doesNotExist();
  }

  @Test
  void refusesModulesOfAnotherVersionWithTheWaysOut() {
    Jdk jdk = FakeJdk.real();
    Jlink jlink = new Jlink(jdk, new Host(false, HOME, 99));
    assertThatFailure(() -> jlink.link(List.of("java.base"), directory.resolve("jre")))
        .hasMessage(
            """
            A JRE for Linux on x86-64 cannot be linked from %s on this machine.
            Its own jlink does not run here, and Maven's, of JDK 99, links only from a JDK 99 with \
            jmods.
            Name such a JDK for Linux with -Dscf.targetJdk=DIR; or take the JRE from a layer \
            (<jre>layer</jre>) or the environment (<jre>none</jre>); or package on Linux, in CI for \
            example.""",
            jdk);
    assertThat(directory.resolve("jre")).doesNotExist();
  }
}
