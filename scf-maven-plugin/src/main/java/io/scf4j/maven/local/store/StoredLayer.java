package io.scf4j.maven.local.store;

import java.util.List;

/**
 * A version of a layer as the store keeps it, in {@code layer.json} beside its zip.
 *
 * @param name of the layer
 * @param version 1, 2, …
 * @param description free text
 * @param license free text
 * @param runtimes that it says it is for
 * @param added when it was published, {@code yyyy-MM-dd HH:mm:ss} UTC
 * @param codeSha256 hex digest of the zip, which also names it
 */
public record StoredLayer(
    String name,
    long version,
    String description,
    String license,
    List<String> runtimes,
    String added,
    String codeSha256) {

  public StoredLayer {
    runtimes = runtimes == null ? List.of() : List.copyOf(runtimes);
  }
}
