package io.scf4j.maven.mojo;

import io.scf4j.maven.deploy.DeployPlan;
import io.scf4j.maven.deploy.PlanResult;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.project.CloudServices;
import io.scf4j.maven.project.FunctionProject;
import io.scf4j.maven.report.ResultFile;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Prints what {@code scf:deploy} would change, and changes nothing: lines with {@code +} for what
 * is new, {@code ~} for what becomes another, {@code -} for what goes. Values of the environment
 * are not shown. The result is in {@code target/scf/plan.json}; its {@code changed} is false when
 * there is nothing to do.
 *
 * @since 0.1.0
 */
@Mojo(name = "plan", requiresProject = false, threadSafe = true)
public final class PlanMojo extends FunctionGoal {

  @Inject
  public PlanMojo(CloudServices services) {
    super(services);
  }

  @Override
  String result() {
    return "plan";
  }

  @Override
  void run(FunctionProject function, FunctionId id, CloudConnection connection) {
    DeployPlan plan = deployment(connection).plan(spec(), ready().delivery());
    new ResultFile(function.outputDirectory()).write(result(), PlanResult.of(plan));
    synchronized (services()) { // the plans of several functions one after the other
      console().info("Plan for function " + id + ":");
      plan.asText().lines().forEach(console()::info);
    }
  }

  @Override
  String what(FunctionId id) {
    return "Planning for function " + id + " failed.";
  }
}
