package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.RemoteFunction;
import java.util.Optional;

/**
 * A deploy from beginning to end: wait for whoever is changing the function, look, plan, execute.
 */
public final class Deployment {
  private final ScfCloud cloud;
  private final StatusWaiter waiter;
  private final DeployPlanner planner;
  private final DeployExecutor executor;

  public Deployment(
      ScfCloud cloud, StatusWaiter waiter, DeployPlanner planner, DeployExecutor executor) {
    this.cloud = cloud;
    this.waiter = waiter;
    this.planner = planner;
    this.executor = executor;
  }

  /** Deploys and says what came out. */
  public DeployResult run(FunctionSpec spec, CodePackage code) {
    Optional<RemoteFunction> remote = cloud.function(spec.id());
    if (remote.isPresent() && remote.get().status().isBusy()) {
      remote = Optional.of(waiter.untilSettled(spec.id()));
    }
    RemoteFunction after = executor.execute(planner.plan(spec, code, remote));
    return DeployResult.of(spec.id(), after, code, remote.isEmpty());
  }
}
