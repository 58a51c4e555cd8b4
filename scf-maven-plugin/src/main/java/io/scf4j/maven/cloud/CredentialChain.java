package io.scf4j.maven.cloud;

import io.scf4j.maven.model.ScfFailure;
import java.util.List;
import java.util.Optional;

/** Asks the sources in order; the first that has credentials wins. */
public final class CredentialChain {
  private final List<CredentialSource> sources;

  public CredentialChain(List<CredentialSource> sources) {
    this.sources = List.copyOf(sources);
  }

  /**
   * The credentials to sign with.
   *
   * @throws ScfFailure naming every place that was looked at
   */
  public Credentials resolve() {
    for (CredentialSource source : sources) {
      Optional<Credentials> found = source.find();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw new ScfFailure(
        "No credentials for Tencent Cloud were found.",
        "Put SecretId and SecretKey into settings.xml as <server><id>tencentcloud</id><username>"
            + "…</username><password>…</password></server>, or set TENCENTCLOUD_SECRET_ID and"
            + " TENCENTCLOUD_SECRET_KEY, or write ~/.tencentcloud/credentials."
            + " To try things out without an account, add -Dscf.local.");
  }
}
