package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud.RemoteTrigger;
import io.scf4j.maven.deploy.Change.CreateTrigger;
import io.scf4j.maven.deploy.Change.DeleteTrigger;
import io.scf4j.maven.deploy.Change.UpdateTrigger;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.Trigger;
import io.scf4j.maven.model.TriggerPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The triggers that there shall be against those that there are. Only timers and function URLs are
 * touched: the others have a side in another service.
 */
final class TriggerPlanner {
  private final FunctionSpec spec;

  TriggerPlanner(FunctionSpec spec) {
    this.spec = spec;
  }

  /** What is in the way of others goes first. */
  List<Change> changes(List<RemoteTrigger> remote) {
    TriggerPlan plan = spec.triggers();
    if (!plan.isSet()) {
      return List.of();
    }
    List<Trigger> there = remote.stream().map(RemoteTrigger::trigger).toList();
    List<Change> changes = new ArrayList<>();
    for (Trigger trigger : there) {
      boolean wanted = plan.triggers().stream().anyMatch(trigger::isSameTrigger);
      boolean inTheWay = plan.triggers().stream().anyMatch(other -> blocks(trigger, other));
      if (!wanted && (plan.deletes(trigger) || inTheWay)) {
        changes.add(new DeleteTrigger(spec.id(), trigger));
      }
    }
    for (Trigger trigger : plan.triggers()) {
      Optional<Trigger> before = there.stream().filter(trigger::isSameTrigger).findFirst();
      if (before.isEmpty()) {
        changes.add(new CreateTrigger(spec.id(), trigger));
      } else if (!trigger.isAsIn(before.get())) {
        Trigger after =
            new Trigger(
                trigger.type(),
                before.get().name(), // of a function URL, it may be another
                trigger.qualifier(),
                trigger.enabled(),
                trigger.desc(),
                trigger.argument());
        changes.add(new UpdateTrigger(spec.id(), before.get(), after));
      }
    }
    return changes;
  }

  /** A timer that moves to another qualifier: the API has one of a name. */
  private static boolean blocks(Trigger there, Trigger wanted) {
    return there.type().equals(Trigger.TIMER)
        && wanted.type().equals(Trigger.TIMER)
        && there.name().equals(wanted.name())
        && !there.qualifier().equals(wanted.qualifier());
  }
}
