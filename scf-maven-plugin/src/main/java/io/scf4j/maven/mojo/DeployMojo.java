package io.scf4j.maven.mojo;

import io.scf4j.maven.cloud.Pacing;
import io.scf4j.maven.deploy.DeployExecutor;
import io.scf4j.maven.deploy.DeployPlanner;
import io.scf4j.maven.deploy.DeployResult;
import io.scf4j.maven.deploy.Deployment;
import io.scf4j.maven.deploy.StatusWaiter;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.Setting;
import io.scf4j.maven.packaging.platform.TargetCheck;
import io.scf4j.maven.packaging.platform.TargetPolicy;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.report.ResultFile;
import java.io.File;
import java.time.Duration;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Deploys what {@code scf:package} made: creates the function, or updates its code and the settings
 * that the POM mentions; settings that it does not mention stay as they are. Waits until the
 * function is Active. The result is in {@code target/scf/deploy.json}.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "deploy",
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresProject = false,
    threadSafe = true)
public final class DeployMojo extends CloudGoal {
  static final String RESULT = "deploy";

  /**
   * A zip made by hand to deploy instead of what {@code scf:package} made, relative to the project.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.packageFile")
  private File packageFile;

  /**
   * What the platform is told as handler of a {@link #packageFile}; a packaged project knows its
   * own. Default: {@code index.main_handler}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.handler")
  private String handler;

  /**
   * Memory, MB: 64, or a multiple of 128 up to 3072. Default on create: 256.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.memorySize")
  private Integer memorySize;

  /**
   * Limit of one invocation, seconds: 1 to 900. Default on create: 10.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.timeout")
  private Integer timeout;

  /**
   * Limit from the start of {@code bootstrap} until the function is ready, seconds: 3 to 300.
   * Default on create: 30.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.initTimeout")
  private Integer initTimeout;

  /**
   * Free text, at most 1000 characters. Default on create: none.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.description")
  private String description;

  /**
   * Environment variables of the function, at most 4 KB; replaced as a whole. Maven prints them
   * with {@code -X} and the console shows them: not for secrets. Empty takes all variables away.
   *
   * @since 0.1.0
   */
  @Parameter private Map<String, String> environment;

  /**
   * What happens when the package could not run on the platform, CentOS 7.6 on x86-64: {@code fail}
   * fails, {@code warn} warns where the endpoint is on this machine and fails where it is not,
   * {@code off} deploys it without a look. Default: {@code fail}; {@code warn} for endpoints on
   * this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.targetCheck")
  private String targetCheck;

  /**
   * How long to wait for the function to become Active after each change, seconds.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.waitTimeout", defaultValue = "300")
  private int waitTimeout;

  private ReadyPackage ready;
  private FunctionSpec spec;

  @Inject
  public DeployMojo(CloudServices services) {
    super(services);
  }

  @Override
  boolean namesItsFunction() {
    return packageFile != null;
  }

  @Override
  String result() {
    return RESULT;
  }

  @Override
  void prepare(FunctionProject function, FunctionId id) {
    ready = ReadyPackage.find(function, packageFile, handler);
    ready.judge(
        TargetPolicy.forDeploy(targetCheck, isLoopback()), new TargetCheck(cache()), console());
    spec =
        new FunctionSpec(
            id,
            ready.handler(),
            Setting.ofNullable(memorySize),
            Setting.ofNullable(timeout),
            Setting.ofNullable(initTimeout),
            Setting.ofNullable(description),
            FunctionEnvironment.setting(environment));
    spec.environment()
        .asOptional()
        .flatMap(PlatformRules::environmentNearlyFull)
        .ifPresent(this::warnOnce);
    FunctionEnvironment.secretLooking(environment)
        .forEach(
            key ->
                console()
                    .warn(
                        "environment."
                            + key
                            + " looks like a secret. The console and mvn -X show"
                            + " it; keep secrets in SSM or KMS and bind a role."));
  }

  @Override
  void run(FunctionProject function, FunctionId id, CloudConnection connection) {
    long start = System.nanoTime();
    if (connection.lease().isPresent()) {
      ready.jreWarning().ifPresent(this::warnOnce);
    }
    if (!connection.endpoint().isLoopback()) {
      ready.requireInlineSize();
    }
    StatusWaiter waiter =
        new StatusWaiter(connection.cloud(), Pacing.real(), Duration.ofSeconds(waitTimeout));
    DeployResult result =
        new Deployment(
                connection.cloud(),
                waiter,
                new DeployPlanner(),
                new DeployExecutor(connection.cloud(), waiter, console()))
            .run(spec, ready.code());
    new ResultFile(function.outputDirectory()).write(result(), result);
    console().info("");
    result.summary().forEach(console()::info);
    console().info("");
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    console().info(seconds + "s › " + id.functionName() + " › Success");
  }

  @Override
  String what(FunctionId id) {
    return "Deploying function " + id + " failed.";
  }
}
