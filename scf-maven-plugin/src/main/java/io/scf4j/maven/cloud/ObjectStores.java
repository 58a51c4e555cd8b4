package io.scf4j.maven.cloud;

import java.util.Optional;

/** Opens the object store that belongs to a cloud. */
@FunctionalInterface
public interface ObjectStores {

  /**
   * The store of a region.
   *
   * @param at where it is; empty for the public one
   */
  ObjectStore open(String region, Optional<CloudEndpoint> at);
}
