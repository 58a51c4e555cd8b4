package io.scf4j.maven.mojo;

import io.scf4j.maven.local.LocalScfAccess;
import io.scf4j.maven.local.LocalScfProcess;
import io.scf4j.maven.local.LocalScfStarts.Started;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.serverless.ServerlessFile;
import io.scf4j.maven.packaging.PackageResult;
import io.scf4j.maven.project.BuildEnd;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.project.PluginRuntime;
import io.scf4j.maven.project.StartProperties;
import io.scf4j.maven.report.ResultFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/**
 * Starts the local SCF of this build in the background, for integration tests, and deploys to it
 * what {@code scf:package} has made. It lives until {@code scf:stop} or the end of the build. One
 * that is running already is used.
 *
 * <p>Later plugins of the module, such as maven-failsafe-plugin with {@code
 * <systemPropertyVariables>}, find the properties {@code scf.port}, {@code scf.endpoint}, {@code
 * scf.secretId}, {@code scf.secretKey} and {@code scf.functionUrl}, which is {@code
 * scf.functionUrl.NAME} for each of several functions; anybody else finds {@code
 * target/scf/local.json}.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "start",
    defaultPhase = LifecyclePhase.PRE_INTEGRATION_TEST,
    requiresProject = false,
    threadSafe = true)
public final class StartMojo extends ServingGoal {

  /**
   * Port of 127.0.0.1 for the cloud API and the function URLs, 1 to 65535, or 0 for a free one.
   * Default: 0.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.port", defaultValue = "0")
  private int port;

  /**
   * Whether the local SCF goes on after the build, until {@code scf:stop}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.detach", defaultValue = "false")
  private boolean detach;

  /**
   * Whether what {@code scf:package} has made is deployed, as {@code scf:deploy -Dscf.local} does
   * it.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.deployOnStart", defaultValue = "true")
  private boolean deployOnStart;

  /**
   * Namespace of the function, for {@code scf.functionUrl} when nothing is deployed. Default:
   * {@code default}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "scf.namespace")
  private String namespace;

  @Inject
  public StartMojo(CloudServices services) {
    super(services);
  }

  @Override
  void run(FunctionProject function) throws MojoExecutionException, MojoFailureException {
    Started started = start(store(function));
    LocalScfAccess access = started.access();
    console()
        .info(
            "The local SCF is at "
                + access.endpoint()
                + " (process "
                + access.pid()
                + ")"
                + (started.fresh() ? lifetime() : "; it was running already."));
    if (!started.fresh() && port != 0 && port != access.port()) {
      console()
          .warn("It is not at port " + port + ", for which it would have to be stopped first.");
    }
    if (!started.fresh() && !startOnly().isEmpty()) {
      console()
          .warn(
              "It was started before, so that "
                  + String.join(", ", startOnly())
                  + " make no difference; end it first with mvn scf:stop.");
    }
    for (MavenProject module : modules()) {
      if (function(module).isFunction()) {
        prepare(module, access);
      }
    }
  }

  private String lifetime() {
    return detach ? " until mvn scf:stop." : " until scf:stop or the end of the build.";
  }

  private Started start(Path store) {
    CloudChoice.requireHostForLocalScf();
    List<String> arguments = arguments(port, store);
    if (detach) {
      return services()
          .starts()
          .startDetached(
              store,
              () ->
                  LocalScfProcess.startDetached(
                      store,
                      PluginRuntime.java(),
                      PluginRuntime.classPath(),
                      CloudChoice.START_LIMIT,
                      arguments));
    }
    BuildEnd.run(session(), services().starts()::close);
    return services()
        .starts()
        .start(
            store,
            project().getId(),
            () ->
                LocalScfProcess.start(
                    store,
                    PluginRuntime.java(),
                    PluginRuntime.classPath(),
                    CloudChoice.START_LIMIT,
                    arguments));
  }

  /** Gives a module its function and what its tests need to know. */
  private void prepare(MavenProject module, LocalScfAccess access)
      throws MojoExecutionException, MojoFailureException {
    writeCopy(module, access);
    List<FunctionProject> functions = function(module).each();
    boolean packaged = functions.stream().allMatch(StartMojo::isPackaged);
    List<LocalFunction> served;
    if (deployOnStart && packaged) {
      deploy(module);
      served = deployed(module, access);
    } else {
      served = functions.stream().map(function -> expected(function, access)).toList();
    }
    Map<String, String> properties = new HashMap<>();
    properties.put("scf.port", Integer.toString(access.port()));
    properties.put("scf.endpoint", access.endpoint());
    properties.put("scf.secretId", access.secretId());
    properties.put("scf.secretKey", access.secretKey());
    for (int i = 0; i < functions.size(); i++) {
      String name = functions.get(i).oneOfSeveral().map(one -> "." + one).orElse("");
      properties.put("scf.functionUrl" + name, served.get(i).url());
    }
    StartProperties.set(module, properties);
  }

  private static boolean isPackaged(FunctionProject function) {
    return new ResultFile(function.outputDirectory())
        .read(PackageMojo.RESULT, PackageResult.class)
        .isPresent();
  }

  /** Where a function would be, when somebody else deploys it. */
  private LocalFunction expected(FunctionProject function, LocalScfAccess access) {
    ServerlessFile file = serverless(function);
    String name = function.oneOfSeveral().orElseGet(() -> functionName(function, file));
    return new LocalFunction(
        access.endpoint(),
        configured(namespace, file.namespace(), FunctionId.DEFAULT_NAMESPACE),
        name);
  }

  /** One that was running before knows nothing of this module. */
  private void writeCopy(MavenProject module, LocalScfAccess access) {
    try {
      access.write(copy(module));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + copy(module), e);
    }
  }
}
