package io.scf4j.maven.mojo;

import io.scf4j.maven.model.ByteCount;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionSettings;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.model.serverless.ServerlessFile;
import io.scf4j.maven.packaging.PackageContents;
import io.scf4j.maven.packaging.PackageResult;
import io.scf4j.maven.packaging.Packager;
import io.scf4j.maven.packaging.PartSizes;
import io.scf4j.maven.packaging.StartSettings;
import io.scf4j.maven.packaging.jre.JreRequest;
import io.scf4j.maven.packaging.jre.JreSource;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.project.ContentParameters;
import io.scf4j.maven.project.DependencyFilter;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.JdkPlaces;
import io.scf4j.maven.report.ResultFile;
import java.io.File;
import java.nio.file.Path;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.BuildPluginManager;
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
 * files of {@code src/main/scf} go to the root of the zip, except for {@code .DS_Store}, {@code
 * Thumbs.db}, {@code .gitkeep}, {@code .git}, names that end in {@code ~}, and the sample events
 * {@code events/*.json}. Dependencies that are executable jars of Spring Boot are unpacked to
 * {@code lib/}. What was packaged is described in {@code target/scf/package.json}.
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
  private final BuildPluginManager plugins;

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
   * A jar to take the function's classes from instead of {@code target/classes}: a plain one, one
   * of maven-shade-plugin (what it holds of the dependencies is not added again), or an executable
   * one of Spring Boot (its classes and jars are unpacked, nothing else of the project is added).
   * The runtime core is added where it is missing. Default: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.jar")
  private File jar;

  /**
   * A program that becomes the {@code bootstrap}: a binary for Linux x86-64, such as the native
   * image that native-maven-plugin makes, or a script. Nothing Java goes into the package then, and
   * a project of packaging {@code pom} is a function with it. Default: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.executable")
  private File executable;

  /**
   * Patterns of the files of {@code src/main/scf} that go into the package: {@code *} stands for
   * any part of a name, <code>**</code> for any directories, {@code docs/} for all below it. {@code
   * bootstrap} needs no pattern. Default: all.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.includes")
  private List<String> includes;

  /**
   * Patterns of the files of {@code src/main/scf} that stay out of the package, also of those that
   * are included. Default: none, besides what is named above.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.excludes")
  private List<String> excludes;

  /**
   * Dependencies that go into the package: {@code groupId:artifactId} or {@code
   * groupId:artifactId:classifier}, where {@code *} stands for anything. Each is judged by itself.
   * Default: all of scope compile and runtime.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.dependencyIncludes")
  private List<String> dependencyIncludes;

  /**
   * Dependencies that stay out of the package, also of those that are included; written as {@link
   * #dependencyIncludes}. What they depend on stays in unless it is named too. Default: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.dependencyExcludes")
  private List<String> dependencyExcludes;

  /**
   * Modes of files of {@code src/main/scf}: {@code <permission>} elements with a {@code <pattern>}
   * and an octal {@code <mode>}; the last that fits a file counts. Default: {@code 755} for
   * scripts, ELF binaries and {@code bootstrap}, which cannot lose it, {@code 644} for the rest.
   *
   * @since 0.1.0
   */
  @Parameter private List<Permission> permissions;

  /**
   * Attaches the zip to the project (classifier {@code scf}, or {@code scf-NAME} for each of
   * several functions), so that {@code install} and {@code deploy} put it into repositories.
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
   * Port for a debugger on the local SCF, as for {@code scf:run} and {@code scf:start}: the JRE
   * gets the module {@code jdk.jdwp.agent} then. Default: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.debug")
  private Integer debug;

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

  /**
   * Whether the package of a Java function gets an AOT cache, with which it starts in half the
   * time: {@code auto} makes one where the JRE is a JDK 25 or newer, by running the function on the
   * events of {@code src/main/scf/events/*.json}, or on <code>{}</code>; {@code off} makes none.
   * While it is run, the variable {@code SCF4J_TRAINING} is {@code true}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.aot", defaultValue = "auto")
  private String aot;

  /**
   * Options of the function's JVM after the plugin's own, such as {@code -Xss512k}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.jvmOptions")
  private List<String> jvmOptions;

  /**
   * How much CPU the function has: {@code standard}, or {@code small} for a fraction of one, where
   * a quick start counts more than the speed of long computations.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.profile", defaultValue = "standard")
  private String profile;

  /**
   * Memory of the function, MB, as for {@code scf:deploy}: the heap of its JVM is made to fit.
   * Default: 256.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.memorySize")
  private Integer memorySize;

  /**
   * Environment variables of the function, as for {@code scf:deploy}: it has them in the training
   * of the AOT cache too.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> environment;

  @Inject
  public PackageMojo(
      MavenProjectHelper projectHelper, ToolchainManager toolchains, BuildPluginManager plugins) {
    this.projectHelper = projectHelper;
    this.toolchains = toolchains;
    this.plugins = plugins;
  }

  @Override
  BuildPluginManager plugins() {
    return plugins;
  }

  @Override
  void run(FunctionProject function) {
    ResultFile results = new ResultFile(function.outputDirectory());
    EarlierPackage earlier = EarlierPackage.of(function.outputDirectory());
    results.delete(RESULT);
    boolean done = false;
    try {
      makePackage(function, results);
      done = true;
    } finally {
      if (!done) {
        earlier.delete(); // or a later call could deploy it in place of what was not made
      }
    }
  }

  private void makePackage(FunctionProject function, ResultFile results) {
    ServerlessFile file = serverless(function);
    String name = functionName(function, file);
    PlatformRules.functionName(name)
        .ifPresent(
            problem -> {
              throw new ScfFailure(problem, "Set <functionName> or -Dscf.functionName.");
            });
    PackageResult result =
        new Packager(
                function.packageInput(
                    name,
                    configured(handler, file.handler(), null),
                    pluginArtifacts,
                    contents(),
                    new DependencyFilter(dependencyIncludes, dependencyExcludes, console()),
                    jreRequest(),
                    startSettings(file.settings()),
                    policy()),
                console())
            .run();
    results.write(RESULT, result);
    Path zip = function.outputDirectory().resolve(result.codeFile());
    console()
        .info(
            String.format(
                Locale.ROOT,
                "Packaged function '%s': %s, %d files, %s",
                name,
                zip,
                result.entries(),
                ByteCount.text(result.codeSize())));
    PartSizes.table(result.parts()).forEach(console()::info);
    if (attach) {
      String classifier = function.oneOfSeveral().map(one -> "scf-" + one).orElse("scf");
      projectHelper.attachArtifact(project(), "zip", classifier, zip.toFile());
    }
  }

  private StartSettings startSettings(FunctionSettings file) {
    int memory =
        memorySize == null
            ? file.get(FunctionFields.MEMORY_SIZE).orDefault(FunctionSpec.DEFAULT_MEMORY_SIZE_MB)
            : memorySize;
    PlatformRules.memorySize(memory)
        .ifPresent(
            problem -> {
              throw new ScfFailure(problem, "Set <memorySize> or -Dscf.memorySize.");
            });
    Map<String, String> variables =
        environment == null
            ? file.get(FunctionFields.ENVIRONMENT).orDefault(Map.of())
            : FunctionEnvironment.values(environment);
    PlatformRules.environmentNearlyFull(variables).ifPresent(this::warnOnce);
    return StartSettings.of(
        profile, memory, jvmOptions == null ? List.of() : jvmOptions, aot, variables);
  }

  private PackageContents contents() {
    List<Map.Entry<String, String>> modes = new ArrayList<>();
    if (permissions != null) {
      permissions.forEach(
          permission -> modes.add(new SimpleEntry<>(permission.pattern, permission.mode)));
    }
    return ContentParameters.of(jar, executable, includes, excludes, modes);
  }

  private JreRequest jreRequest() {
    List<String> added = new ArrayList<>(addModules == null ? List.of() : addModules);
    if (debug != null) {
      added.add(Debugger.MODULE);
    }
    return new JreRequest(
        JreSource.parse(jre),
        JdkPlaces.search(targetJdk, toolchains, session()),
        added,
        modules == null ? List.of() : modules,
        home.toPath().resolve("cache"),
        policy() == TargetPolicy.FAIL);
  }

  private TargetPolicy policy() {
    return TargetPolicy.parse(targetCheck).orElse(local ? TargetPolicy.WARN : TargetPolicy.FAIL);
  }
}
