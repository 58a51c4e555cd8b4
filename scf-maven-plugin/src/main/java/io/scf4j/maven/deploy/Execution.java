package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.AliasRoute.Share;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.CodeSource;
import io.scf4j.maven.model.FunctionFields;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionValues;
import io.scf4j.maven.model.LayerRef;
import java.util.List;
import java.util.Optional;

/** What the changes of one plan share while they happen: the number of the version they publish. */
final class Execution {
  /** Stands in a plan for the number that only PublishVersion will tell. */
  static final String NEW_VERSION = "the new version";

  private final ScfCloud cloud;
  private final StatusWaiter waiter;
  private final Verifier verifier;
  private final CodeUpload upload;
  private final Once once;
  private String version;
  private LayerRef layer;

  Execution(ScfCloud cloud, StatusWaiter waiter, Verifier verifier, CodeUpload upload, Once once) {
    this.cloud = cloud;
    this.waiter = waiter;
    this.verifier = verifier;
    this.upload = upload;
    this.once = once;
  }

  ScfCloud cloud() {
    return cloud;
  }

  StatusWaiter waiter() {
    return waiter;
  }

  /** What other functions may be making at the same time. */
  Once once() {
    return once;
  }

  /** Where the cloud takes a package from, which is there when this returns. */
  CodeSource source(String name, CodePackage code) {
    return upload.bring(name, code);
  }

  /** Makes a call that the function's state may forbid for now, once it does not. */
  void change(FunctionId id, Runnable call) {
    waiter.change(id, call);
  }

  Verifier verifier() {
    return verifier;
  }

  /** The function's own layer has been published. */
  void published(LayerRef own) {
    layer = own;
  }

  /** The values that a plan's stand for: with the number of the layer. */
  FunctionValues resolved(FunctionValues planned) {
    Optional<List<LayerRef>> layers = planned.find(FunctionFields.LAYERS);
    if (layers.isEmpty() || layers.get().stream().noneMatch(LayerRef::isToBePublished)) {
      return planned;
    }
    if (layer == null) {
      throw new IllegalStateException("no layer was published");
    }
    return planned.with(
        FunctionFields.LAYERS,
        layers.get().stream().map(ref -> ref.isToBePublished() ? layer : ref).toList());
  }

  /** A version has been published. */
  void published(String number) {
    version = number;
  }

  /** The number of the version that was published. */
  String version() {
    if (version == null) {
      throw new IllegalStateException("no version was published");
    }
    return version;
  }

  /** The number that a plan's version stands for. */
  String resolved(String planned) {
    return planned.equals(NEW_VERSION) ? version() : planned;
  }

  /** The route that a plan's stands for. */
  AliasRoute resolved(AliasRoute planned) {
    return new AliasRoute(
        planned.name(),
        resolved(planned.version()),
        planned.additional().map(share -> new Share(resolved(share.version()), share.weight())),
        planned.matched());
  }
}
