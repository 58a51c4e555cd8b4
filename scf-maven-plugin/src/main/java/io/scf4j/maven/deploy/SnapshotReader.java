package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.cloud.ScfCloud.RemoteTrigger;
import io.scf4j.maven.deploy.Snapshot.Published;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.FunctionField;
import io.scf4j.maven.model.FunctionField.Sent;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteVersion;
import java.util.List;
import java.util.Optional;

/** Asks the cloud for what a plan needs, and for no more: a deploy of nothing is to be quick. */
public final class SnapshotReader {
  private final ScfCloud cloud;
  private final StatusWaiter waiter;

  public SnapshotReader(ScfCloud cloud, StatusWaiter waiter) {
    this.cloud = cloud;
    this.waiter = waiter;
  }

  /**
   * Waits for whoever is changing the function, then looks.
   *
   * @param spec says what is needed
   */
  public Snapshot read(FunctionSpec spec) {
    FunctionId id = spec.id();
    Optional<RemoteFunction> there = cloud.function(id);
    if (there.isPresent() && there.get().status().isBusy()) {
      there = waiter.untilSettledOrGone(id);
    }
    if (there.isEmpty() || there.get().status().neverWas()) {
      boolean hasNamespace = there.isPresent() || cloud.hasNamespace(id.region(), id.namespace());
      return there
          .map(function -> of(function, Optional.empty(), Optional.empty(), List.of(), spec))
          .orElseGet(() -> Snapshot.without(hasNamespace));
    }
    RemoteFunction function = there.get();
    if (asksForEventInvokeConfig(spec)) {
      function = function.with(cloud.eventInvokeConfig(id));
    }
    Release release = spec.release();
    boolean needsVersions = release.publish() || release.keepVersions().isPresent();
    List<RemoteVersion> versions = needsVersions ? cloud.versions(id) : List.of();
    Optional<Published> newest =
        release.publish()
            ? Snapshot.newest(versions).flatMap(version -> published(id, version.version()))
            : Optional.empty();
    return of(function, cloud.codeSha256(id, RemoteVersion.LATEST), newest, versions, spec);
  }

  private Snapshot of(
      RemoteFunction function,
      Optional<String> codeSha256,
      Optional<Published> newest,
      List<RemoteVersion> versions,
      FunctionSpec spec) {
    boolean was = !function.status().neverWas();
    Release release = spec.release();
    List<AliasRoute> aliases =
        was && (release.alias().isPresent() || release.keepVersions().isPresent())
            ? cloud.aliases(spec.id())
            : List.of();
    List<RemoteTrigger> triggers =
        was && spec.triggers().isSet() ? cloud.triggers(spec.id()) : List.of();
    return new Snapshot(
        true, Optional.of(function), codeSha256, newest, versions, aliases, triggers);
  }

  private Optional<Published> published(FunctionId id, String version) {
    return cloud
        .function(id, version)
        .map(function -> new Published(version, function, cloud.codeSha256(id, version)));
  }

  private static boolean asksForEventInvokeConfig(FunctionSpec spec) {
    return spec.settings().values().fields().stream()
        .map(FunctionField::sent)
        .anyMatch(Sent.WITH_EVENT_INVOKE_CONFIG::equals);
  }
}
