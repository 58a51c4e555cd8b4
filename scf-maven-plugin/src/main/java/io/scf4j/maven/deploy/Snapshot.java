package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud.RemoteTrigger;
import io.scf4j.maven.model.AliasRoute;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteVersion;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What the cloud has of a function, as far as a plan needs it.
 *
 * @param hasNamespace whether its namespace is there; true where nobody asked
 * @param function {@code $LATEST}; empty when there is no such function
 * @param codeSha256 of its zip, lower-case hex; empty when the cloud does not tell
 * @param codeIsButForAotCache whether that zip is known to have the same files but for the AOT
 *     cache
 * @param newest the newest version, when the code is to be published and there is one
 * @param layer the version of the function's own layer that has the content it shall have
 * @param versions all published ones, when they are needed
 * @param aliases all of them, when they are needed
 * @param triggers all of them, when they are needed
 */
public record Snapshot(
    boolean hasNamespace,
    Optional<RemoteFunction> function,
    Optional<String> codeSha256,
    boolean codeIsButForAotCache,
    Optional<Published> newest,
    Optional<LayerRef> layer,
    List<RemoteVersion> versions,
    List<AliasRoute> aliases,
    List<RemoteTrigger> triggers) {

  /**
   * A version with what it runs.
   *
   * @param version its number
   * @param function handler and settings
   * @param codeSha256 of its zip; empty when the cloud does not tell
   */
  public record Published(String version, RemoteFunction function, Optional<String> codeSha256) {}

  public Snapshot {
    versions = List.copyOf(versions);
    aliases = List.copyOf(aliases);
    triggers = List.copyOf(triggers);
  }

  /** A cloud without the function. */
  static Snapshot without(boolean hasNamespace, Optional<LayerRef> layer) {
    return new Snapshot(
        hasNamespace,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        layer,
        List.of(),
        List.of(),
        List.of());
  }

  /** The alias of that name. */
  Optional<AliasRoute> alias(String name) {
    return aliases.stream().filter(alias -> alias.name().equals(name)).findFirst();
  }

  static Optional<RemoteVersion> newest(List<RemoteVersion> versions) {
    return versions.stream().max(Comparator.comparingLong(RemoteVersion::number));
  }
}
