package io.scf4j.maven.cloud;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest {
  private static final Credentials FIRST =
      new Credentials("the first", "fake-id", "fake-key", Optional.of("fake-token"));
  private static final Credentials SECOND =
      new Credentials("the second", "other-id", "other-key", Optional.empty());

  @Test
  void theirTextNamesTheSourceAndNoValue() {
    assertThat(FIRST).hasToString("credentials from the first");
  }

  @Test
  void aProxysTextHasNoPassword() {
    assertThat(new CloudProxy("proxy", 3128, Optional.of("user"), Optional.of("fake-password")))
        .hasToString("proxy:3128");
  }

  @Test
  void theFirstSourceThatHasSomeWins() {
    CredentialChain chain =
        new CredentialChain(
            List.of(Optional::empty, () -> Optional.of(FIRST), () -> Optional.of(SECOND)));
    assertThat(chain.resolve()).isSameAs(FIRST);
  }

  @Test
  void withoutAnyTheMessageNamesEveryPlace() {
    assertThatFailure(() -> new CredentialChain(List.of(Optional::empty)).resolve())
        .hasMessage(
            """
            No credentials for Tencent Cloud were found.
            Put SecretId and SecretKey into settings.xml as <server><id>tencentcloud</id>\
            <username>…</username><password>…</password></server>, or set TENCENTCLOUD_SECRET_ID \
            and TENCENTCLOUD_SECRET_KEY, or write ~/.tencentcloud/credentials. To try things out \
            without an account, add -Dscf.local.""");
  }

  @Test
  void theEnvironmentHasThemUnderTheNamesOfTheSdk() {
    assertThat(
            find(
                Map.of(
                    "TENCENTCLOUD_SECRET_ID", "fake-id",
                    "TENCENTCLOUD_SECRET_KEY", "fake-key",
                    "TENCENTCLOUD_TOKEN", "fake-token")))
        .hasValue(
            new Credentials(
                "the environment (TENCENTCLOUD_SECRET_ID)",
                "fake-id",
                "fake-key",
                Optional.of("fake-token")));
  }

  @Test
  void theEnvironmentHasThemUnderTheNamesOfThePlatformsCli() {
    assertThat(find(Map.of("TENCENT_SECRET_ID", "fake-id", "TENCENT_SECRET_KEY", "fake-key")))
        .hasValue(
            new Credentials(
                "the environment (TENCENT_SECRET_ID)", "fake-id", "fake-key", Optional.empty()));
  }

  @Test
  void halfAPairIsRefusedBecauseGoingOnWouldSignAsSomebodyElse() {
    assertThatFailure(
            () ->
                find(Map.of("TENCENTCLOUD_SECRET_ID", "fake-id", "TENCENT_SECRET_KEY", "fake-key")))
        .hasMessage(
            """
            The environment has TENCENTCLOUD_SECRET_ID and no TENCENTCLOUD_SECRET_KEY.
            Set both, or neither; an empty variable counts as none.""");
  }

  @Test
  void aBlankVariableIsNone() {
    assertThat(find(Map.of("TENCENTCLOUD_SECRET_ID", "", "TENCENTCLOUD_SECRET_KEY", " ")))
        .isEmpty();
    assertThatFailure(
            () ->
                find(Map.of("TENCENTCLOUD_SECRET_ID", " ", "TENCENTCLOUD_SECRET_KEY", "fake-key")))
        .hasMessageStartingWith("The environment has TENCENTCLOUD_SECRET_KEY and no");
  }

  private static Optional<Credentials> find(Map<String, String> environment) {
    return new EnvironmentCredentials(environment).find();
  }
}
