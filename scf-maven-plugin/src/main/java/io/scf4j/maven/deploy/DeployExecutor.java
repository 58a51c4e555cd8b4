package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.report.Console;

/** Carries a plan out, change by change. */
public final class DeployExecutor {
  private final ScfCloud cloud;
  private final StatusWaiter waiter;
  private final Verifier verifier;
  private final CodeUpload upload;
  private final Once once;
  private final Console console;

  /**
   * An executor for one function.
   *
   * @param once shared by the functions of a build that go to the same cloud
   */
  public DeployExecutor(
      ScfCloud cloud,
      StatusWaiter waiter,
      Verifier verifier,
      CodeUpload upload,
      Once once,
      Console console) {
    this.cloud = cloud;
    this.waiter = waiter;
    this.verifier = verifier;
    this.upload = upload;
    this.once = once;
    this.console = console;
  }

  /** Returns when all is done, and the function is Active. */
  public void execute(DeployPlan plan) {
    Execution run = new Execution(cloud, waiter, verifier, upload, once);
    for (Change change : plan.changes()) {
      change.describe().lines().forEach(console::info);
      change.applyTo(run);
    }
    plan.notes().forEach(note -> console.info("= " + note));
  }
}
