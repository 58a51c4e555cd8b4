package io.scf4j.maven.mojo;

import io.scf4j.maven.deploy.DeployResult;
import io.scf4j.maven.local.LocalScf;
import io.scf4j.maven.local.LocalScfAccess;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.PackageResult;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.ModuleGoal;
import io.scf4j.maven.report.ResultFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** A goal that starts a local SCF: with which arguments, and how functions get into it. */
abstract class ServingGoal extends LocalGoal {
  private static final int LAST_PORT = 65535;
  private static final int MOST_INSTANCES = 100;

  /**
   * Port of 127.0.0.1, 1 to 65535, on which the JVM of a Java function waits for a debugger, such
   * as 5005. A function has one instance then, and time limits are stretched. {@code scf:run}, and
   * {@code scf:package} in the same call, put the module {@code jdk.jdwp.agent} into its JRE.
   * Default: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.debug")
  private Integer debug;

  /**
   * Answers a function that breaks the rules of the runtime API with 4xx, and lists what it did,
   * where the platform may be lenient.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.strict", defaultValue = "false")
  private boolean strict;

  /**
   * The most instances that a version of a function has at a time, 1 to 100: as many events are
   * served at once, and one more is refused with 432. Each is a process of its own. With {@code
   * scf.debug} it is one.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.instanceLimit", defaultValue = "5")
  private int instanceLimit;

  ServingGoal(CloudServices services) {
    super(services);
  }

  /**
   * The command line of the local SCF's process.
   *
   * @param port to listen on, 0 for a free one
   * @param store of the local SCF
   * @throws ScfFailure when a port is none
   */
  final List<String> arguments(int port, Path store) {
    requirePort("scf.port", port, 0);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--port", Integer.toString(port)));
    arguments.addAll(List.of("--advertise", store.resolve(LocalScfAccess.FILE).toString()));
    for (MavenProject module : modules()) {
      if (function(module).isFunction()) {
        arguments.addAll(List.of("--advertise", copy(module).toString()));
      }
    }
    if (instanceLimit < 1 || instanceLimit > MOST_INSTANCES) {
      throw new ScfFailure(
          "scf.instanceLimit is " + instanceLimit + ".", "Give a number from 1 to 100.");
    }
    arguments.addAll(List.of("--instances", Integer.toString(instanceLimit)));
    if (debug != null) {
      requirePort("scf.debug", debug, 1);
      arguments.addAll(List.of("--debug", debug.toString()));
    }
    if (strict) {
      arguments.add("--strict");
    }
    return arguments;
  }

  /** Parameters that are set and that only the start of a local SCF can heed. */
  final List<String> startOnly() {
    List<String> set = new ArrayList<>();
    if (debug != null) {
      set.add("scf.debug");
    }
    if (strict) {
      set.add("scf.strict");
    }
    if (instanceLimit != LocalScf.Options.DEFAULT_INSTANCES) {
      set.add("scf.instanceLimit");
    }
    return set;
  }

  private static void requirePort(String parameter, int port, int first) {
    if (port < first || port > LAST_PORT) {
      throw new ScfFailure(
          parameter + " is " + port + ", which is no port.",
          "Give one from " + first + " to " + LAST_PORT + ".");
    }
  }

  /** The module's copy of {@code local.json}. */
  final Path copy(MavenProject module) {
    return function(module).outputDirectory().resolve(LocalScfAccess.FILE).toAbsolutePath();
  }

  /** Packages a module as {@code scf:package} does. */
  final void makePackage(MavenProject module) throws MojoExecutionException, MojoFailureException {
    goal("package", module).with("debug", debug == null ? null : debug.toString()).run(module);
  }

  /**
   * Deploys a module as {@code scf:deploy -Dscf.local} does.
   *
   * @throws ScfFailure when it is to be debugged and cannot be
   */
  final void deploy(MavenProject module) throws MojoExecutionException, MojoFailureException {
    if (debug != null) {
      for (FunctionProject function : function(module).each()) {
        new ResultFile(function.outputDirectory())
            .read(PackageMojo.RESULT, PackageResult.class)
            .ifPresent(packaged -> Debugger.require(packaged, debug));
      }
    }
    goal("deploy", module).with("endpoint", null).run(module);
  }

  private ModuleGoal goal(String name, MavenProject module) {
    return ModuleGoal.of(services().plugins(), session(), execution(), name, module)
        .with("local", "true")
        .with("home", home().toString());
  }

  /** The functions of a module that {@link #deploy} has left in the local SCF. */
  final List<LocalFunction> deployed(MavenProject module, LocalScfAccess access) {
    return function(module).each().stream().map(function -> deployed(function, access)).toList();
  }

  private static LocalFunction deployed(FunctionProject function, LocalScfAccess access) {
    DeployResult result =
        new ResultFile(function.outputDirectory())
            .read(DeployMojo.RESULT, DeployResult.class)
            .orElseThrow(() -> new IllegalStateException("deploy left no result"));
    return new LocalFunction(access.endpoint(), result.namespace(), result.functionName());
  }
}
