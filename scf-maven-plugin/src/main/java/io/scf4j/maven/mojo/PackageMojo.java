package io.scf4j.maven.mojo;

import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.PackageResult;
import io.scf4j.maven.packaging.Packager;
import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.jre.JreSource;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.JdkPlaces;
import io.scf4j.maven.report.ResultFile;
import java.io.File;
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
import org.apache.maven.toolchain.ToolchainManager;

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
  private final ToolchainManager toolchains;

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

  /**
   * Where the function's JVM comes from: {@code bundle} links a JRE of the modules it needs into
   * the package, {@code layer} expects one in a layer, at {@code /opt/jre}, {@code none} leaves it
   * to the function's environment. Default: {@code bundle}; {@code none} for a function with its
   * own {@code src/main/scf/bootstrap}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.jre")
  private String jre;

  /**
   * Directory of the JDK that the JRE is linked from: a whole JDK for Linux x86-64 whose binaries
   * run on CentOS 7. Default: the newest LTS version that does, of the build's toolchain, {@code
   * JAVA_HOME}, Maven's own JDK and those in the usual places.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.targetJdk")
  private File targetJdk;

  /**
   * Modules of the JRE besides those that the function's classes and libraries show, such as {@code
   * jdk.charsets}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.addModules")
  private List<String> addModules;

  /**
   * All modules of the JRE, instead of those that would be found; what they need comes by itself.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.modules")
  private List<String> modules;

  /**
   * Where linked JREs are cached, and the local SCF keeps its functions.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.home", defaultValue = "${user.home}/.scf4j")
  private File home;

  /**
   * What happens when the package could not run on the platform, CentOS 7.6 on x86-64: {@code fail}
   * fails, {@code warn} warns and makes a package for the local SCF only, which {@code deploy} does
   * not send to the cloud, {@code off} does not look. Default: {@code fail}; {@code warn} with
   * {@code scf.local}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.targetCheck")
  private String targetCheck;

  /**
   * Packages for the local SCF too: a package that could not run on the platform is warned of, and
   * a JRE that could not is taken when there is no other.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.local", defaultValue = "false")
  private boolean local;

  @Inject
  public PackageMojo(MavenProjectHelper projectHelper, ToolchainManager toolchains) {
    this.projectHelper = projectHelper;
    this.toolchains = toolchains;
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
        new Packager(
                function.packageInput(name, handler, pluginArtifacts, jreRequest(), policy()),
                console())
            .run();
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

  private JreRequest jreRequest() {
    return new JreRequest(
        JreSource.parse(jre),
        JdkPlaces.search(targetJdk, toolchains, session()),
        addModules == null ? List.of() : addModules,
        modules == null ? List.of() : modules,
        home.toPath().resolve("cache"),
        policy() == TargetPolicy.FAIL);
  }

  private TargetPolicy policy() {
    return TargetPolicy.parse(targetCheck).orElse(local ? TargetPolicy.WARN : TargetPolicy.FAIL);
  }
}
