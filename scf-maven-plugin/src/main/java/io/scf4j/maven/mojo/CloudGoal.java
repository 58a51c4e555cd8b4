package io.scf4j.maven.mojo;

import io.scf4j.maven.cloud.CloudAdvice;
import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.serverless.ServerlessFile;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.GoalExecution;
import io.scf4j.maven.project.ModuleExecution;
import io.scf4j.maven.project.StartProperties;
import io.scf4j.maven.report.JUnitReport;
import io.scf4j.maven.report.ResultFile;
import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.maven.plugin.BuildPluginManager;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** A goal that talks to the cloud: where the function lives, and which cloud that is. */
abstract class CloudGoal extends AbstractScfMojo {
  private final CloudServices services;

  /**
   * Region of the function, such as {@code ap-guangzhou} or {@code ap-shanghai}. Default: {@code
   * ap-guangzhou}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.region")
  private String region;

  /**
   * Namespace of the function; must exist. Default: {@code default}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.namespace")
  private String namespace;

  /**
   * URL of the cloud API, scheme, host and port only. Plain HTTP is taken for loopback only.
   * Default: {@code https://scf.tencentcloudapi.com}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.endpoint")
  private String endpoint;

  /**
   * Uses the local SCF of this project instead of the cloud: the one that is running, else one that
   * is started for the goal and stopped after it. Real credentials are never read then.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.local", defaultValue = "false")
  private boolean local;

  /**
   * Where the local SCF keeps its functions, and caches lie.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.home", defaultValue = "${user.home}/.scf4j")
  private File home;

  CloudGoal(CloudServices services) {
    this.services = services;
  }

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    ModuleExecution modules = new ModuleExecution(services.plugins(), session(), execution());
    if (namesItsFunction() || !modules.isNeeded()) {
      super.execute();
    } else {
      modules.runInEachFunction(console());
    }
  }

  @Override
  final void run(FunctionProject function) throws MojoExecutionException, MojoFailureException {
    new ResultFile(function.outputDirectory()).delete(result());
    new JUnitReport(function.outputDirectory(), result()).delete();
    ServerlessFile file = serverless(function);
    FunctionId id =
        new FunctionId(
            configured(region, file.region(), FunctionId.DEFAULT_REGION),
            configured(namespace, file.namespace(), FunctionId.DEFAULT_NAMESPACE),
            functionName(function, file));
    if (StartProperties.isEndpoint(project(), endpoint)) {
      endpoint = null; // said by scf:start to the tests, not by the user to us
    }
    CloudChoice choice = new CloudChoice(local, endpoint, home.toPath(), services.decrypter());
    prepare(function, id, file);
    Callable<Void> rest =
        () -> {
          translated(() -> run(function, id, choice));
          return null;
        };
    if (!takesLong() || !GoalExecution.leave(execution(), rest)) {
      run(function, id, choice);
    }
  }

  private void run(FunctionProject function, FunctionId id, CloudChoice choice)
      throws MojoExecutionException, MojoFailureException {
    try (CloudConnection connection =
        choice.connect(function, session(), services.localScf(), console(), this::infoOfAll)) {
      try {
        run(function, id, connection);
      } catch (CloudException e) {
        getLog().debug(e);
        String message = CloudAdvice.explain(what(id), e, connection.endpoint()).getMessage();
        if (e.isEnvironment()) {
          throw new MojoExecutionException(message);
        }
        throw new MojoFailureException(message);
      }
    }
  }

  /**
   * The name in {@code target/scf/<name>.json}, the goal's result file, and {@code
   * TEST-scf-<name>.xml}, where it judges answers; those of an earlier run are deleted.
   */
  abstract String result();

  /**
   * Checks everything that can be checked before a connection is made.
   *
   * @param file the module's serverless.yml
   */
  abstract void prepare(FunctionProject function, FunctionId id, ServerlessFile file);

  /** Does the goal's work. */
  abstract void run(FunctionProject function, FunctionId id, CloudConnection connection);

  /** Whether the goal works on several functions of a module at the same time. */
  boolean takesLong() {
    return false;
  }

  final CloudServices services() {
    return services;
  }

  @Override
  final BuildPluginManager plugins() {
    return services.plugins();
  }

  /** Whether the goal stays on this machine: known before a connection is made. */
  final boolean isLoopback() {
    return local || (endpoint != null && CloudEndpoint.parse(endpoint).isLoopback());
  }

  /** {@code <scf.home>/cache}. */
  final Path cache() {
    return home.toPath().resolve("cache");
  }

  /** What failed, when the cloud refuses: {@code Deploying function 'hello' failed}. */
  abstract String what(FunctionId id);
}
