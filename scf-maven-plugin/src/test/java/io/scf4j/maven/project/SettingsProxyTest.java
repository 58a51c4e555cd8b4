package io.scf4j.maven.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudProxy;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsProxyTest {

  @Test
  void isTheActiveOneWithItsDecryptedPassword() {
    assertThat(forEndpoint(proxy(null)))
        .hasValue(
            new CloudProxy("proxy", 3128, Optional.of("fake-user"), Optional.of("fake-password")));
  }

  @Test
  void mayNeedNoUser() {
    Proxy proxy = proxy(null);
    proxy.setUsername(null);
    proxy.setPassword(null);
    assertThat(forEndpoint(proxy))
        .hasValue(new CloudProxy("proxy", 3128, Optional.empty(), Optional.empty()));
  }

  @Test
  void isNotThereWhenNoneIsActive() {
    Proxy proxy = proxy(null);
    proxy.setActive(false);
    assertThat(forEndpoint(proxy)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scf.tencentcloudapi.com",
        "*.tencentcloudapi.com",
        "SCF.*",
        "*",
        "localhost|*.tencentcloudapi.com",
        "localhost, *.tencentcloudapi.com"
      })
  void leavesOutTheHostsThatAreExcepted(String nonProxyHosts) {
    assertThat(forEndpoint(proxy(nonProxyHosts))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|",
        "tencentcloudapi.com",
        "*.tencentcloudapi",
        "s.f.tencentcloudapi.com",
        "cf.*"
      })
  void takesEveryOtherHost(String nonProxyHosts) {
    assertThat(forEndpoint(proxy(nonProxyHosts))).isPresent();
  }

  @Test
  void neverStandsBeforeLoopback() {
    Settings settings = new Settings();
    settings.addProxy(proxy(null));
    assertThat(
            new SettingsProxy(settings, new FakeDecrypter())
                .forEndpoint(CloudEndpoint.parse("http://127.0.0.1:9080")))
        .isEmpty();
  }

  private static Optional<CloudProxy> forEndpoint(Proxy proxy) {
    Settings settings = new Settings();
    settings.addProxy(proxy);
    return new SettingsProxy(settings, new FakeDecrypter()).forEndpoint(CloudEndpoint.PUBLIC);
  }

  private static Proxy proxy(String nonProxyHosts) {
    Proxy proxy = new Proxy();
    proxy.setActive(true);
    proxy.setHost("proxy");
    proxy.setPort(3128);
    proxy.setUsername("fake-user");
    proxy.setPassword("{fake-password}");
    proxy.setNonProxyHosts(nonProxyHosts);
    return proxy;
  }
}
