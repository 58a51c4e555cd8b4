package io.scf4j.maven.mojo;

import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.ObjectStores;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.local.LocalScfLeases.Lease;
import java.util.Optional;

/**
 * A cloud to call, and what has to be given back afterwards.
 *
 * @param stores for packages that are too large for a call
 * @param endpoint for messages
 * @param lease on the local SCF, when it is that
 */
record CloudConnection(
    ScfCloud cloud, ObjectStores stores, CloudEndpoint endpoint, Optional<Lease> lease)
    implements AutoCloseable {

  @Override
  public void close() {
    cloud.close();
    lease.ifPresent(Lease::close);
  }
}
