package io.scf4j.maven.local.cloudapi;

import java.util.HashMap;
import java.util.Map;

/** All actions of the cloud API that there are, by name. */
final class Actions {
  private Actions() {}

  static Map<String, Action> of(
      Functions functions,
      AsyncInvocations async,
      TriggerActions triggers,
      Downloads downloads,
      ApiClock clock) {
    Map<String, Action> actions = new HashMap<>();
    actions.putAll(new FunctionActions(functions, triggers, clock).byName());
    actions.put(CopyAction.NAME, new CopyAction(functions, clock));
    actions.putAll(new FunctionQueries(functions, functions.namespaces(), downloads).byName());
    actions.putAll(new VersionActions(functions, clock).byName());
    actions.putAll(new AliasActions(functions, clock).byName());
    actions.putAll(new LayerActions(functions.layers(), functions, downloads, clock).byName());
    actions.putAll(new NamespaceActions(functions.namespaces(), functions, clock).byName());
    actions.putAll(new DomainActions(functions.domains(), functions, clock).byName());
    actions.putAll(triggers.byName());
    actions.putAll(new InvokeActions(functions, async).byName());
    actions.putAll(new ConcurrencyActions(functions).byName());
    actions.putAll(new AsyncActions(functions, async).byName());
    actions.putAll(new LogActions(functions, async, clock).byName());
    return actions;
  }
}
