package io.scf4j.maven.cloud;

import java.util.Optional;

/** One place where credentials may lie; empty when there are none in it. */
@FunctionalInterface
public interface CredentialSource {
  Optional<Credentials> find();
}
