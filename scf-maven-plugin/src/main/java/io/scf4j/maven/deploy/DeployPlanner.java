package io.scf4j.maven.deploy;

import io.scf4j.maven.deploy.Change.CreateFunction;
import io.scf4j.maven.deploy.Change.CreateNamespace;
import io.scf4j.maven.deploy.Change.DeleteFunction;
import io.scf4j.maven.deploy.Change.DeleteTrigger;
import io.scf4j.maven.deploy.Change.PublishLayer;
import io.scf4j.maven.deploy.Change.UpdateConfiguration;
import io.scf4j.maven.deploy.Change.UpdateEventInvokeConfig;
import io.scf4j.maven.deploy.Change.UploadCode;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionField;
import io.scf4j.maven.model.FunctionField.Sent;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.PlatformRules;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.ScfFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the project says and what the cloud has, compared: a pure function. */
public final class DeployPlanner {

  /** What the API takes together only: one that differs takes the other along. */
  private static final List<Set<FunctionField<?>>> TOGETHER =
      List.of(
          Set.of(FunctionFields.PUBLIC_ACCESS, FunctionFields.EIP),
          Set.of(FunctionFields.CLS, FunctionFields.ROLE));

  /** What an asynchronous event of a new function has. */
  private static final FunctionValues EVENT_INVOKE_DEFAULTS =
      FunctionValues.NONE
          .with(FunctionFields.MSG_TTL, PlatformRules.MAX_MSG_TTL_S)
          .with(FunctionFields.RETRY_NUM, PlatformRules.MAX_RETRY_NUM);

  private final DeployOptions options;

  public DeployPlanner(DeployOptions options) {
    this.options = options;
  }

  /**
   * What has to be done.
   *
   * @param spec what the project says
   * @param delivery what the build has made
   * @param there what the cloud has
   * @throws ScfFailure when no way leads from there to here
   */
  public DeployPlan plan(FunctionSpec spec, Delivery delivery, Snapshot there) {
    List<Change> changes = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (there.layer().isEmpty()) {
      delivery.layer().ifPresent(layer -> changes.add(new PublishLayer(spec.id().region(), layer)));
    }
    Optional<RemoteFunction> kept = there.function();
    Optional<String> hindrance = kept.flatMap(function -> hindrance(spec, function));
    if (hindrance.isPresent()) {
      changes.add(new DeleteFunction(spec.id(), hindrance.get()));
      kept = Optional.empty();
    }
    if (kept.isPresent()) {
      changes.addAll(updates(spec, delivery, there, kept.get()));
      tagsThatStay(spec, kept.get()).ifPresent(notes::add);
    } else {
      Optional<RemoteFunction> old = there.function().filter(was -> !was.status().neverWas());
      changes.addAll(creation(spec, delivery, there, old));
    }
    Snapshot left =
        kept.isPresent()
            ? there
            : Snapshot.without(true, Optional.empty()); // a new one has no versions and triggers
    boolean latestChanges = !changes.isEmpty();
    ReleasePlanner release = new ReleasePlanner(spec, left);
    List<Change> triggers = new TriggerPlanner(spec).changes(left.triggers());
    boolean newEvents = triggers.stream().anyMatch(change -> !(change instanceof DeleteTrigger));
    changes.addAll(release.before(latestChanges, newEvents));
    changes.addAll(triggers);
    changes.addAll(release.after());
    notes.addAll(release.notes());
    return new DeployPlan(spec.id(), changes, notes);
  }

  /** Why the function cannot stay and become what it shall be; empty when it can. */
  private Optional<String> hindrance(FunctionSpec spec, RemoteFunction function) {
    if (function.status().neverWas()) {
      return Optional.of(
          "it was never created: " + function.status() + ". " + function.reasonsText());
    }
    List<String> fixed = new ArrayList<>();
    if (!function.runtime().equals(FunctionSpec.RUNTIME)) {
      fixed.add("runtime " + function.runtime() + " → " + FunctionSpec.RUNTIME);
    }
    if (!function.type().isEmpty() && !function.type().equals(FunctionSpec.TYPE)) {
      fixed.add("type " + function.type() + " → " + FunctionSpec.TYPE);
    }
    spec.settings()
        .values()
        .sent(Sent.ON_CREATE_ONLY)
        .without(List.of(FunctionFields.TAGS))
        .changedFrom(function.values())
        .differenceTo(function.values())
        .forEach(line -> fixed.add(line.substring("~ ".length())));
    if (fixed.isEmpty()) {
      return Optional.empty();
    }
    String what = String.join(", ", fixed);
    if (!options.recreate()) {
      throw new ScfFailure(
          "Function " + spec.id() + " cannot be changed like that: " + what + ".",
          "SCF takes it for a new function only.",
          "Set another <functionName>, or let -Dscf.recreate delete the function with all its"
              + " versions, aliases and triggers and make it anew.",
          null);
    }
    return Optional.of("a function cannot be changed like that: " + what);
  }

  /**
   * @param old what is deleted before: settings that the project leaves out stay all the same
   */
  private List<Change> creation(
      FunctionSpec spec, Delivery delivery, Snapshot there, Optional<RemoteFunction> old) {
    FunctionId id = spec.id();
    List<Change> changes = new ArrayList<>();
    if (!there.hasNamespace()) {
      if (!options.createNamespace()) {
        throw new ScfFailure(
            "There is no namespace '" + id.namespace() + "' in " + id.region() + ".",
            "Add -Dscf.createNamespace, or name one that there is with -Dscf.namespace.");
      }
      changes.add(new CreateNamespace(id.region(), id.namespace()));
    }
    FunctionValues had = old.map(RemoteFunction::values).orElse(FunctionValues.NONE);
    FunctionValues said = said(spec, delivery, there);
    FunctionValues values =
        FunctionSpec.DEFAULTS
            .with(had.sent(Sent.WITH_CONFIGURATION))
            .with(had.sent(Sent.ON_CREATE_ONLY))
            .with(said.sent(Sent.WITH_CONFIGURATION))
            .with(said.sent(Sent.ON_CREATE_ONLY));
    changes.add(new CreateFunction(id, spec.handler(), values, delivery.code()));
    eventInvokeConfig(spec, EVENT_INVOKE_DEFAULTS).ifPresent(changes::add);
    return changes;
  }

  private static List<Change> updates(
      FunctionSpec spec, Delivery delivery, Snapshot there, RemoteFunction function) {
    List<Change> changes = new ArrayList<>();
    CodePackage code = delivery.code();
    boolean failed = function.status().isFailed(); // and what it tells may never have been done
    boolean sameCode = !failed && there.codeSha256().map(code.sha256()::equals).orElse(false);
    if (!sameCode || !function.handler().equals(spec.handler())) {
      changes.add(
          new UploadCode(
              spec.id(), function.handler(), spec.handler(), code, codeNote(sameCode, there)));
    }
    FunctionValues wanted = said(spec, delivery, there).sent(Sent.WITH_CONFIGURATION);
    FunctionValues update = failed ? wanted : wanted.changedFrom(function.values());
    if (!update.isEmpty()) {
      changes.add(
          new UpdateConfiguration(
              spec.id(), function.values(), completed(update, function.values())));
    }
    eventInvokeConfig(spec, function.values()).ifPresent(changes::add);
    return changes;
  }

  private static String codeNote(boolean same, Snapshot there) {
    if (same) {
      return "unchanged, for the handler";
    }
    return there.codeIsButForAotCache()
        ? "only its AOT cache is another: keep <scf.home>/cache between builds"
        : "";
  }

  /** What the project says, and that the function has its own layer before all others. */
  private static FunctionValues said(FunctionSpec spec, Delivery delivery, Snapshot there) {
    FunctionValues said = spec.settings().values();
    if (delivery.layer().isEmpty()) {
      return said;
    }
    String own = delivery.layer().get().name();
    List<LayerRef> layers = new ArrayList<>();
    layers.add(there.layer().orElse(LayerRef.toBePublished(own)));
    said
        .find(FunctionFields.LAYERS)
        .or(() -> there.function().flatMap(old -> old.values().find(FunctionFields.LAYERS)))
        .orElse(List.of())
        .stream()
        .filter(layer -> !layer.name().equals(own))
        .forEach(layers::add);
    return said.with(FunctionFields.LAYERS, layers);
  }

  private static FunctionValues completed(FunctionValues update, FunctionValues there) {
    FunctionValues all = update;
    for (Set<FunctionField<?>> together : TOGETHER) {
      if (!update.only(together).isEmpty()) {
        all = there.only(together).withoutEmpty().with(all);
      }
    }
    return all;
  }

  private static Optional<Change> eventInvokeConfig(FunctionSpec spec, FunctionValues there) {
    FunctionValues said = spec.settings().values().sent(Sent.WITH_EVENT_INVOKE_CONFIG);
    FunctionValues all =
        EVENT_INVOKE_DEFAULTS.with(there.sent(Sent.WITH_EVENT_INVOKE_CONFIG)).with(said);
    return said.changedFrom(there).isEmpty()
        ? Optional.empty()
        : Optional.of(new UpdateEventInvokeConfig(spec.id(), there, all));
  }

  /**
   * Tags of a function that is there belong to the tag service, which this plugin does not call.
   */
  private static Optional<String> tagsThatStay(FunctionSpec spec, RemoteFunction function) {
    FunctionValues tags = spec.settings().values().only(Set.of(FunctionFields.TAGS));
    List<String> lines = tags.changedFrom(function.values()).differenceTo(function.values());
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            lines.get(0).substring("~ ".length())
                + " is not done: SCF takes tags for a new function only; change them in the"
                + " console.");
  }
}
