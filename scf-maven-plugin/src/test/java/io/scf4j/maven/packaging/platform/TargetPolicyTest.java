package io.scf4j.maven.packaging.platform;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetPolicyTest {
  private static final List<Finding> FINDINGS =
      List.of(
          new Finding("bootstrap", "is for aarch64", "Build it."),
          new Finding("a.so", "is for s390x", "Build it."),
          new Finding("b.jar", "is too new", "Compile it."));

  private final List<String> warnings = new ArrayList<>();

  private void judge(TargetPolicy policy, List<Finding> findings) {
    policy.judge("'hello' could not run:", findings, "Or not.", warnings::add);
  }

  @Test
  void isReadByItsName() {
    assertThat(TargetPolicy.parse(" Fail ")).contains(TargetPolicy.FAIL);
    assertThat(TargetPolicy.parse("warn")).contains(TargetPolicy.WARN);
    assertThat(TargetPolicy.parse("off")).contains(TargetPolicy.OFF);
    assertThat(TargetPolicy.parse(null)).isEmpty();
    assertThat(TargetPolicy.parse(" ")).isEmpty();
    assertThatFailure(() -> TargetPolicy.parse("no"))
        .hasMessage(
            """
            targetCheck is 'no', which is none of fail, warn and off.
            Set <targetCheck>fail</targetCheck>, or leave it out.""");
  }

  @ParameterizedTest
  @CsvSource({
    "    , true,  WARN",
    "fail, true,  FAIL",
    "warn, true,  WARN",
    "off,  true,  OFF",
    "    , false, FAIL",
    "fail, false, FAIL",
    "warn, false, FAIL",
    "off,  false, OFF",
  })
  void aDeployToAnotherMachineNeverOnlyWarns(String said, boolean loopback, TargetPolicy policy) {
    assertThat(TargetPolicy.forDeploy(said, loopback)).isEqualTo(policy);
  }

  @Test
  void failsWithAllFindingsAndEachWayOutOnce() {
    assertThatFailure(() -> judge(TargetPolicy.FAIL, FINDINGS))
        .hasMessage(
            """
            'hello' could not run:
              - bootstrap is for aarch64
              - a.so is for s390x
              - b.jar is too new
            Build it.
            Compile it.
            Or not.""");
  }

  @Test
  void warnsOrIsQuiet() {
    judge(TargetPolicy.OFF, FINDINGS);
    judge(TargetPolicy.WARN, List.of());
    judge(TargetPolicy.FAIL, List.of());
    assertThat(warnings).isEmpty();
    judge(TargetPolicy.WARN, FINDINGS);
    assertThat(warnings)
        .containsExactly(
            "'hello' could not run:",
            "  - bootstrap is for aarch64",
            "  - a.so is for s390x",
            "  - b.jar is too new");
  }

  @Test
  void theFilesOfAJreAreCountedAndAllOthersNamed() {
    judge(
        TargetPolicy.WARN,
        List.of(
            new Finding("jre/lib/server/libjvm.so", "is too new", "Other."),
            new Finding("a.so", "is too new", "Build it."),
            new Finding("b.so", "is too new", "Build it."),
            new Finding("jre/bin/java", "is too new", "Other."),
            new Finding("jre/lib/libjimage.so", "is odd", "Other."),
            new Finding("jre/lib/libnet.so", "is too new", "Other.")));
    assertThat(warnings)
        .containsExactly(
            "'hello' could not run:",
            "  - jre/lib/server/libjvm.so is too new (and 2 more of the JRE)",
            "  - a.so is too new",
            "  - b.so is too new",
            "  - jre/lib/libjimage.so is odd");
  }
}
