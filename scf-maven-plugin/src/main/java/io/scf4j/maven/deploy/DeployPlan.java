package io.scf4j.maven.deploy;

import io.scf4j.maven.model.FunctionId;
import java.util.ArrayList;
import java.util.List;

/**
 * What a deploy will do, in order.
 *
 * @param id the function
 * @param changes may be empty: then the cloud has what the project says
 * @param notes what is left as it is although one might think otherwise, a sentence each
 */
public record DeployPlan(FunctionId id, List<Change> changes, List<String> notes) {
  public DeployPlan {
    changes = List.copyOf(changes);
    notes = List.copyOf(notes);
  }

  /** Whether the cloud has what the project says. */
  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** As a diff, one change after the other; then the notes. */
  public String asText() {
    List<String> lines = new ArrayList<>();
    if (isEmpty()) {
      lines.add("Nothing to change.");
    }
    changes.forEach(change -> lines.add(change.describe()));
    notes.forEach(note -> lines.add("= " + note));
    return String.join("\n", lines);
  }
}
