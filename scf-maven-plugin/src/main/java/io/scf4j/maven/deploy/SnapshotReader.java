package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.deploy.Snapshot.Published;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.FunctionField;
import io.scf4j.maven.model.FunctionField.Sent;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.FunctionSpec;
import io.scf4j.maven.model.LayerPackage;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.Release;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.model.RemoteVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks the cloud for what a plan needs, and for no more: a deploy of nothing is to be quick. */
public final class SnapshotReader {

  /** A zip lists a thousand files in about half of it. */
  private static final int LISTING_BYTES = 256 * 1024;

  private final ScfCloud cloud;
  private final StatusWaiter waiter;

  public SnapshotReader(ScfCloud cloud, StatusWaiter waiter) {
    this.cloud = cloud;
    this.waiter = waiter;
  }

  /**
   * Waits for whoever is changing the function, then looks.
   *
   * @param spec says what is needed, and so does the delivery
   */
  public Snapshot read(FunctionSpec spec, Delivery delivery) {
    FunctionId id = spec.id();
    Optional<LayerRef> layer = delivery.layer().flatMap(wanted -> layer(id.region(), wanted));
    Optional<RemoteFunction> there;
    try {
      there = cloud.function(id);
    } catch (CloudException e) {
      if (e.is("ResourceNotFound.Namespace")) {
        return Snapshot.without(false, layer);
      }
      throw e;
    }
    if (there.isPresent() && there.get().status().isBusy()) {
      there = waiter.untilSettledOrGone(id);
    }
    if (there.isEmpty()) {
      return Snapshot.without(hasNamespace(id), layer);
    }
    RemoteFunction function = there.get();
    if (function.status().neverWas()) { // and has nothing that could be asked for
      return new Snapshot(
          true,
          there,
          Optional.empty(),
          false,
          Optional.empty(),
          layer,
          List.of(),
          List.of(),
          List.of());
    }
    if (asksForEventInvokeConfig(spec)) {
      function = function.with(cloud.eventInvokeConfig(id));
    }
    Release release = spec.release();
    boolean keeps = release.keepVersions().isPresent();
    List<RemoteVersion> versions = release.publish() || keeps ? cloud.versions(id) : List.of();
    Optional<Published> newest =
        release.publish()
            ? Snapshot.newest(versions).flatMap(version -> published(id, version.version()))
            : Optional.empty();
    Optional<String> code = codeSha256(id, RemoteVersion.LATEST);
    boolean another = code.isPresent() && !code.get().equals(delivery.code().sha256());
    return new Snapshot(
        true,
        Optional.of(function),
        code,
        another && isButForAotCache(id, delivery.code()),
        newest,
        layer,
        versions,
        release.alias().isPresent() || keeps ? cloud.aliases(id) : List.of(),
        spec.triggers().isSet() || keeps ? cloud.triggers(id) : List.of());
  }

  /**
   * Whether GetFunction tells an absent namespace by its code is UNVERIFIED, so it is asked for.
   */
  private boolean hasNamespace(FunctionId id) {
    return id.namespace().equals(FunctionId.DEFAULT_NAMESPACE)
        || cloud.hasNamespace(id.region(), id.namespace());
  }

  /** Costs two calls, and only where a zip of many megabytes is going to be sent. */
  private boolean isButForAotCache(FunctionId id, CodePackage code) {
    Optional<ZipListing> ours =
        ZipListing.of(code.file()).filter(listing -> listing.has(CodePackage.AOT_CACHE));
    if (ours.isEmpty()) {
      return false;
    }
    try {
      return cloud
          .codeEnd(id, LISTING_BYTES)
          .flatMap(ZipListing::of)
          .filter(theirs -> ours.get().differsOnlyIn(CodePackage.AOT_CACHE, theirs))
          .isPresent();
    } catch (CloudException e) {
      return false; // it would only have been told
    }
  }

  private Optional<LayerRef> layer(String region, LayerPackage wanted) {
    Optional<RemoteLayer> there =
        cloud.layers(region, wanted.name()).stream()
            .filter(version -> version.description().equals(wanted.description()))
            .filter(version -> version.isActive() || version.isPublishing())
            .max(Comparator.comparingLong(version -> version.ref().version()));
    there
        .filter(RemoteLayer::isPublishing) // by a deploy that was killed, or another one
        .ifPresent(version -> waiter.untilActive(region, version.ref()));
    return there.map(RemoteLayer::ref);
  }

  private Optional<Published> published(FunctionId id, String version) {
    return waiter
        .untilSettledOrGone(id, version)
        .map(function -> new Published(version, function, codeSha256(id, version)));
  }

  /** Unknown while the platform does not tell, as of a function whose last update failed. */
  private Optional<String> codeSha256(FunctionId id, String version) {
    try {
      return cloud.codeSha256(id, version);
    } catch (CloudException e) {
      if (e.isBusy()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean asksForEventInvokeConfig(FunctionSpec spec) {
    return spec.settings().values().fields().stream()
        .map(FunctionField::sent)
        .anyMatch(Sent.WITH_EVENT_INVOKE_CONFIG::equals);
  }
}
