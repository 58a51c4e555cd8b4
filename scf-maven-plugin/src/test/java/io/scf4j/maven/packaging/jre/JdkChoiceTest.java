package io.scf4j.maven.packaging.jre;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkChoiceTest {
  private static final String TOO_NEW = "libjvm.so needs GLIBC_2.34";

  @TempDir Path directory;

  private JdkSearch jdks(String... versions) throws IOException {
    List<Path> homes = new ArrayList<>();
    for (String version : versions) {
      homes.add(FakeJdk.forThePlatform(directory.resolve(version), version));
    }
    return JdkSearch.in(homes, List.of());
  }

  private static JdkChoice choose(JdkSearch search, int atLeast) {
    return JdkChoice.of(search, atLeast, jdk -> List.of(), true);
  }

  /** Those of a version that begins so need too much. */
  private static Function<Jdk, List<String>> misfits(String prefix) {
    return jdk -> jdk.version().startsWith(prefix) ? List.of(TOO_NEW) : List.of();
  }

  @ParameterizedTest
  @CsvSource({
    "17.0.1 21.0.9 24.0.1,           8, 21.0.9",
    "17.0.1 25.0.1 21.0.9 26,        8, 25.0.1",
    "25.0.10+1 25.0.9+3,             8, 25.0.10+1",
    "25.0.9+3 25.0.10+1,             8, 25.0.10+1",
    "28.0.1 29.0.1 30,               8, 29.0.1",
    "11.0.2 24.0.1,                  8, 11.0.2",
    "24.0.1 23.0.2,                  8, 24.0.1",
    "17.0.1 26,                     26, 26",
    "17.0.15+6-Debian-1deb12u1 11.0, 8, 17.0.15+6-Debian-1deb12u1",
    "25.x.y 17.0.1,                  8, 25.x.y",
    "25.x.y 25.0.1,                  8, 25.0.1",
  })
  void takesTheNewestLtsThatIsNewEnough(String versions, int atLeast, String chosen)
      throws IOException {
    assertThat(choose(jdks(versions.split(" ", -1)), atLeast).jdk().version()).isEqualTo(chosen);
  }

  @Test
  void saysWhetherTheNewestIsAnLts() throws IOException {
    assertThat(choose(jdks("25.0.1", "26"), 8).reason()).isEqualTo("newest LTS that fits");
    assertThat(choose(jdks("24.0.1", "23.0.1"), 8).reason()).isEqualTo("newest that fits");
  }

  @Test
  void knowsThePlatformByBothNamesOfItsCpu() throws IOException {
    Path home = FakeJdk.in(directory.resolve("jdk"), "25.0.1", "Linux amd64");
    assertThat(choose(JdkSearch.in(List.of(home), List.of()), 8).jdk().home()).isEqualTo(home);
  }

  @Test
  void passesOverOneThatDoesNotFitAndSaysSo() throws IOException {
    JdkChoice choice = JdkChoice.of(jdks("25.0.1", "21.0.1"), 8, misfits("25"), true);
    assertThat(choice.jdk().version()).isEqualTo("21.0.1");
    assertThat(choice.findings()).isEmpty();
    assertThat(choice.reason())
        .isEqualTo(
            "newest LTS that fits; not Some Vendor 25.0.1 ("
                + directory.resolve("25.0.1")
                + "): "
                + TOO_NEW);
  }

  @Test
  void passesOverThoseOfOtherPlatforms() throws IOException {
    Path mac = FakeJdk.in(directory.resolve("mac"), "25.0.1", "Darwin aarch64");
    Path linux = FakeJdk.forThePlatform(directory.resolve("linux"), "17.0.1");
    JdkChoice choice = choose(JdkSearch.in(List.of(mac, linux), List.of()), 8);
    assertThat(choice.jdk().version()).isEqualTo("17.0.1");
    assertThat(choice.reason())
        .endsWith("(" + mac + ") is for Darwin aarch64, the platform is Linux x86_64");
  }

  @Test
  void refusesWhenNoneFitsWithEachReasonAndTheWaysOut() throws IOException {
    assertThatFailure(() -> JdkChoice.of(jdks("17.0.1", "25.0.1"), 21, misfits("25"), true))
        .hasMessage(
            "No JDK on this machine makes a JRE that runs on the platform.\n"
                + "Some Vendor 25.0.1 ("
                + directory.resolve("25.0.1")
                + "): "
                + TOO_NEW
                + "\nSome Vendor 17.0.1 ("
                + directory.resolve("17.0.1")
                + ") is older than the Java 21 that the classes were compiled for\n"
                + "Name a JDK that runs on CentOS 7, such as Temurin or Kona, with"
                + " -Dscf.targetJdk=DIR; or take the JRE from a layer (<jre>layer</jre>), or from"
                + " the function's environment (<jre>none</jre>). For the local SCF one that does not"
                + " fit is taken with -Dscf.local or -Dscf.targetCheck=warn.");
    assertThatFailure(() -> choose(jdks(), 8)).hasMessageContaining("\nNone was found.\n");
  }

  @Test
  void takesOneThatDoesNotFitWhenItNeedNot() throws IOException {
    JdkChoice choice = JdkChoice.of(jdks("17.0.1", "25.0.1"), 8, misfits(""), false);
    assertThat(choice.jdk().version()).isEqualTo("25.0.1");
    assertThat(choice.findings()).containsExactly(TOO_NEW);
    assertThat(choice.reason()).isEqualTo("the only kind here");
  }

  @Test
  void takesTheNamedOneOrNone() throws IOException {
    JdkSearch named = JdkSearch.named(FakeJdk.forThePlatform(directory.resolve("named"), "24.0.1"));
    assertThat(choose(named, 8).reason()).isEqualTo("named by scf.targetJdk");
    assertThat(JdkChoice.of(named, 8, misfits("24"), false).reason())
        .isEqualTo("named by scf.targetJdk");
    assertThatFailure(() -> JdkChoice.of(named, 8, misfits("24"), true))
        .hasMessageStartingWith(
            "scf.targetJdk names a JDK whose JRE could not run on the platform.\n")
        .hasMessageContaining(TOO_NEW);
  }
}
