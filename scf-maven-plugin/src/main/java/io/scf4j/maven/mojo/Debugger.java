package io.scf4j.maven.mojo;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.PackageResult;
import io.scf4j.maven.packaging.PackageResult.BundledJre;

/** What a function needs in its package to be debugged. */
final class Debugger {
  /** The module of a JRE that listens for a debugger. */
  static final String MODULE = "jdk.jdwp.agent";

  private Debugger() {}

  /**
   * Asks whether a package can be debugged.
   *
   * @throws ScfFailure when it has a JRE without the module: with the option for the debugger that
   *     JVM does not start
   */
  static void require(PackageResult packaged, int port) {
    BundledJre jre = packaged.jre();
    if (jre != null && !jre.modules().contains(MODULE)) {
      throw new ScfFailure(
          "scf.debug is "
              + port
              + ", but the JRE in the package of '"
              + packaged.functionName()
              + "' has no debugger (module "
              + MODULE
              + ").",
          "Package it for the debugger, mvn package … -Dscf.debug="
              + port
              + ", or without a JRE, -Dscf.jre=none.");
    }
  }
}
