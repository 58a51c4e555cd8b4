package io.scf4j.maven.mojo;

import static io.scf4j.maven.testing.Failures.assertThatFailure;

import io.scf4j.maven.packaging.PackageResult;
import io.scf4j.maven.packaging.PackageResult.BundledJre;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebuggerTest {

  private static PackageResult packaged(BundledJre jre) {
    return new PackageResult(
        1,
        "hello",
        "CustomRuntime",
        "h",
        "hello.zip",
        1,
        "sha",
        1,
        1,
        List.of(),
        jre,
        null,
        true,
        List.of());
  }

  @Test
  void isMissingInAJreThatWasPackagedWithoutIt() {
    assertThatFailure(
            () -> Debugger.require(packaged(new BundledJre("25", "V", List.of("java.base"))), 5005))
        .hasMessage(
            """
            scf.debug is 5005, but the JRE in the package of 'hello' has no debugger (module \
            jdk.jdwp.agent).
            Package it for the debugger, mvn package … -Dscf.debug=5005, or without a JRE, \
            -Dscf.jre=none.""");
  }

  @Test
  void isThereWithItsModuleAndInAWholeJava() {
    Debugger.require(
        packaged(new BundledJre("25", "V", List.of("java.base", "jdk.jdwp.agent"))), 5005);
    Debugger.require(packaged(null), 5005);
  }
}
