package io.scf4j.maven.mojo;

import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.PackageResult;
import io.scf4j.maven.packaging.Packager;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.report.ResultFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Packages the function: its own classes as a jar, the runtime core, the runtime dependencies and
 * an executable {@code bootstrap}, into {@code target/scf/<functionName>.zip}. A {@code
 * src/main/scf/bootstrap} replaces the generated one, and then nothing Java is required; other
 * files of {@code src/main/scf} go to the root of the zip. What was packaged is described in {@code
 * target/scf/package.json}.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "package",
    defaultPhase = LifecyclePhase.PACKAGE,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public final class PackageMojo extends AbstractScfMojo {
  static final String RESULT = "package";

  private final MavenProjectHelper projectHelper;

  @Parameter(defaultValue = "${plugin.artifacts}", readonly = true, required = true)
  private List<Artifact> pluginArtifacts;

  /**
   * The function's handler: {@code pkg.Class::method}, {@code pkg.Class} or {@code
   * pkg.Class.method}. Required unless {@code src/main/scf/bootstrap} exists.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.handler")
  private String handler;

  /**
   * Attaches the zip to the project (classifier {@code scf}), so that {@code install} and {@code
   * deploy} put it into repositories.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.attach", defaultValue = "false")
  private boolean attach;

  @Inject
  public PackageMojo(MavenProjectHelper projectHelper) {
    this.projectHelper = projectHelper;
  }

  @Override
  void run(FunctionProject function) {
    String name = functionName(function);
    PlatformRules.functionName(name)
        .ifPresent(
            problem -> {
              throw new ScfFailure(problem, "Set <functionName> or -Dscf.functionName.");
            });
    ResultFile results = new ResultFile(function.outputDirectory());
    results.delete(RESULT);
    PackageResult result =
        new Packager(function.packageInput(name, handler, pluginArtifacts)).run();
    results.write(RESULT, result);
    Path zip = function.outputDirectory().resolve(result.codeFile());
    console()
        .info(
            String.format(
                Locale.ROOT,
                "Packaged function '%s': %s, %d files, %.1f KB",
                name,
                zip,
                result.entries(),
                result.codeSize() / 1024.0));
    if (attach) {
      projectHelper.attachArtifact(project(), "zip", "scf", zip.toFile());
    }
  }
}
