package io.scf4j.maven.mojo;

import io.scf4j.maven.deploy.Delivery;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.LayerPackage;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.Sha256;
import io.scf4j.maven.packaging.ArchiveTarget;
import io.scf4j.maven.packaging.PackageCheck;
import io.scf4j.maven.packaging.PackageResult;
import io.scf4j.maven.packaging.platform.Finding;
import io.scf4j.maven.packaging.platform.TargetCheck;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.packaging.platform.TargetReport;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.report.Console;
import io.scf4j.maven.report.ResultFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The zip that a deploy sends, checked: made by {@code scf:package} in this call or an earlier one,
 * or by hand.
 *
 * @param handler what the API's {@code Handler} shall be
 * @param code the zip
 * @param known what {@code scf:package} found in it; empty when somebody else made it
 * @param jreLayer the JRE that is for a layer of the function, if there is one
 */
record ReadyPackage(
    String handler,
    CodePackage code,
    Optional<List<Finding>> known,
    Optional<LayerPackage> jreLayer) {
  private static final String WAYS_PAST =
      "On a local SCF it is deployed all the same (-Dscf.local); -Dscf.targetCheck=off deploys it"
          + " anywhere.";

  /**
   * @param packageFile {@code scf.packageFile}, may be null
   * @param handler {@code scf.handler}, may be null; counts for a packageFile only
   * @throws ScfFailure when there is none, or it could not start
   */
  static ReadyPackage find(FunctionProject function, File packageFile, String handler) {
    if (packageFile != null) {
      Path zip = function.baseDirectory().resolve(packageFile.toPath());
      String sent = handler == null ? PlatformRules.DEFAULT_HANDLER : handler;
      return new ReadyPackage(sent, code(zip), Optional.empty(), Optional.empty());
    }
    PackageResult packaged =
        new ResultFile(function.outputDirectory())
            .read(PackageMojo.RESULT, PackageResult.class)
            .orElseThrow(
                () ->
                    new ScfFailure(
                        "Nothing is packaged: "
                            + function.outputDirectory()
                            + " has no"
                            + " package.json.",
                        "Run mvn package scf:deploy … with scf:package bound in the POM, or mvn"
                            + " package scf:package scf:deploy …, or give a zip with"
                            + " -Dscf.packageFile."));
    CodePackage code = code(function.outputDirectory().resolve(packaged.codeFile()));
    boolean known = packaged.targetChecked() && code.sha256().equals(packaged.codeSha256());
    return new ReadyPackage(
        packaged.handler(),
        code,
        known ? Optional.of(packaged.findings()) : Optional.empty(),
        Optional.ofNullable(packaged.jreLayer())
            .map(layer -> jreLayer(function.outputDirectory().resolve(layer.file()))));
  }

  /** What a deploy sends. */
  Delivery delivery() {
    return new Delivery(code, jreLayer);
  }

  /**
   * Asks whether the platform would run it.
   *
   * @param check looks at a zip that somebody else made
   * @throws ScfFailure when it would not, and the policy is to fail then
   */
  void judge(TargetPolicy policy, TargetCheck check, Console console) {
    if (policy == TargetPolicy.OFF) {
      return;
    }
    TargetReport report =
        known
            .map(findings -> new TargetReport(findings, List.of()))
            .orElseGet(() -> ArchiveTarget.report(code.file(), check));
    policy.judge(
        code.file().getFileName() + " could not run on the platform:",
        report.findings(),
        WAYS_PAST,
        console::warn);
    report.warnings().forEach(console::warn);
  }

  private static LayerPackage jreLayer(Path zip) {
    if (!Files.isRegularFile(zip)) {
      throw new ScfFailure(
          "The function's JRE is for a layer, and " + zip + " is not there.",
          "Run mvn package again, which makes it anew.");
    }
    return new LayerPackage(LayerPackage.JRE, file(zip));
  }

  private static CodePackage code(Path zip) {
    PackageCheck.require(zip);
    return file(zip);
  }

  private static CodePackage file(Path zip) {
    try {
      return new CodePackage(zip, Files.size(zip), Sha256.of(zip));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + zip, e);
    }
  }
}
