package io.scf4j.maven.deploy;

import io.scf4j.maven.model.FunctionId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a deploy will do, in order.
 *
 * @param id the function
 * @param changes may be empty: then the cloud has what the project says
 */
public record DeployPlan(FunctionId id, List<Change> changes) {
  public DeployPlan {
    changes = List.copyOf(changes);
  }

  /** As a diff, one change after the other. */
  public String asText() {
    return changes.isEmpty()
        ? "Nothing to change."
        : changes.stream().map(Change::describe).collect(Collectors.joining("\n"));
  }
}
