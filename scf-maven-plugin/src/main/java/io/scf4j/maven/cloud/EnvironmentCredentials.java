package io.scf4j.maven.cloud;

import io.scf4j.maven.model.ScfFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials from the environment, under the names of the SDK ({@code TENCENTCLOUD_SECRET_ID}, …)
 * or those of the platform's own CLI ({@code TENCENT_SECRET_ID}, …).
 */
public final class EnvironmentCredentials implements CredentialSource {
  private record Names(String id, String key, String token) {}

  private static final List<Names> NAMES =
      List.of(
          new Names("TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"),
          new Names("TENCENT_SECRET_ID", "TENCENT_SECRET_KEY", "TENCENT_TOKEN"));

  private final Map<String, String> environment;

  public EnvironmentCredentials(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The first pair that is set.
   *
   * @throws ScfFailure when only half of one is
   */
  @Override
  public Optional<Credentials> find() {
    for (Names names : NAMES) {
      Optional<String> id = get(names.id());
      Optional<String> key = get(names.key());
      if (id.isPresent() != key.isPresent()) {
        // Going on would sign as somebody else: the profile's or the machine's identity.
        throw new ScfFailure(
            "The environment has "
                + (id.isPresent() ? names.id() : names.key())
                + " and no "
                + (id.isPresent() ? names.key() : names.id())
                + ".",
            "Set both, or neither; an empty variable counts as none.");
      }
      if (id.isPresent()) {
        return Optional.of(
            new Credentials(
                "the environment (" + names.id() + ")", id.get(), key.get(), get(names.token())));
      }
    }
    return Optional.empty();
  }

  private Optional<String> get(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }
}
