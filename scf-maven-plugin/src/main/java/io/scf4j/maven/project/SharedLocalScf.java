package io.scf4j.maven.project;

import io.scf4j.maven.local.LocalScfLeases;
import javax.inject.Named;
import javax.inject.Singleton;

/**
 * The one {@link LocalScfLeases} of a build, so that goals that overlap under {@code -T} share a
 * local SCF. Maven makes and keeps it; there is no static state.
 */
@Named
@Singleton
public final class SharedLocalScf {
  private final LocalScfLeases leases = new LocalScfLeases();

  public LocalScfLeases leases() {
    return leases;
  }
}
