package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.FunctionSpec;

/** A deploy from beginning to end: look, plan, execute, look again. */
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

  /** What {@link #run} would do. */
  public DeployPlan plan(FunctionSpec spec, Delivery delivery) {
    Snapshot there = new SnapshotReader(cloud, waiter).read(spec, delivery);
    return planner.plan(spec, delivery, there);
  }

  /** Deploys and says what came out. */
  public DeployResult run(FunctionSpec spec, Delivery delivery) {
    SnapshotReader reader = new SnapshotReader(cloud, waiter);
    Snapshot before = reader.read(spec, delivery);
    DeployPlan plan = planner.plan(spec, delivery, before);
    executor.execute(plan);
    Snapshot after = plan.isEmpty() ? before : reader.read(spec, delivery);
    return DeployResult.of(spec, delivery.code(), plan, before, after);
  }
}
