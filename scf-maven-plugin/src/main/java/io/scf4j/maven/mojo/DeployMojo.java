package io.scf4j.maven.mojo;

import io.scf4j.maven.deploy.DeployResult;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.report.ResultFile;
import java.time.Duration;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Deploys what {@code scf:package} made: creates the function, or changes what differs from the
 * POM; what it does not mention stays as it is. Then it publishes a version, leads an alias to it
 * and sets triggers up, as far as the POM says so. Waits until the function is Active. When there
 * is nothing to change, it changes nothing. The result is in {@code target/scf/deploy.json}.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "deploy",
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresProject = false,
    threadSafe = true)
public final class DeployMojo extends FunctionGoal {
  static final String RESULT = "deploy";

  @Inject
  public DeployMojo(CloudServices services) {
    super(services);
  }

  @Override
  String result() {
    return RESULT;
  }

  @Override
  void run(FunctionProject function, FunctionId id, CloudConnection connection) {
    long start = System.nanoTime();
    DeployResult result = deployment(connection).run(spec(), ready().delivery());
    new ResultFile(function.outputDirectory()).write(result(), result);
    long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
    String outcome = result.changed() ? "Success" : "Unchanged";
    synchronized (services()) { // the summaries of several functions one after the other
      console().info("");
      result.summary().forEach(console()::info);
      console().info("");
      console().info(seconds + "s › " + id.functionName() + " › " + outcome);
    }
  }

  @Override
  String what(FunctionId id) {
    return "Deploying function " + id + " failed.";
  }
}
