package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.report.Console;

/** Carries a plan out, change by change, and waits for Active after each. */
public final class DeployExecutor {
  private final ScfCloud cloud;
  private final StatusWaiter waiter;
  private final Console console;

  public DeployExecutor(ScfCloud cloud, StatusWaiter waiter, Console console) {
    this.cloud = cloud;
    this.waiter = waiter;
    this.console = console;
  }

  /** Returns the function as it is when all is done: Active. */
  public RemoteFunction execute(DeployPlan plan) {
    RemoteFunction after = null;
    for (Change change : plan.changes()) {
      change.describe().lines().forEach(console::info);
      waiter.change(plan.id(), () -> change.applyTo(cloud));
      after = waiter.untilActive(plan.id());
    }
    return after == null ? waiter.untilActive(plan.id()) : after;
  }
}
