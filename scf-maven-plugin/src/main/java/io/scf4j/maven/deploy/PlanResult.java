package io.scf4j.maven.deploy;

import io.scf4j.maven.model.FunctionId;
import java.util.List;

/**
 * A plan as others read it: the content of {@code plan.json}. Values of the environment are not in
 * it.
 *
 * @param schema of this file; a change that breaks readers raises it
 * @param changed false when there is nothing to do
 * @param changes in their order
 * @param notes what is left as it is, a sentence each
 */
public record PlanResult(
    int schema,
    String functionName,
    String region,
    String namespace,
    boolean changed,
    List<Planned> changes,
    List<String> notes) {

  /**
   * One change.
   *
   * @param change its kind, such as {@code CreateFunction} or {@code UpdateConfiguration}
   * @param lines of the diff
   */
  public record Planned(String change, List<String> lines) {}

  /** Of a plan. */
  public static PlanResult of(DeployPlan plan) {
    FunctionId id = plan.id();
    return new PlanResult(
        1,
        id.functionName(),
        id.region(),
        id.namespace(),
        !plan.isEmpty(),
        plan.changes().stream().map(PlanResult::planned).toList(),
        plan.notes());
  }

  private static Planned planned(Change change) {
    return new Planned(
        change.getClass().getSimpleName(), change.describe().lines().map(String::strip).toList());
  }
}
