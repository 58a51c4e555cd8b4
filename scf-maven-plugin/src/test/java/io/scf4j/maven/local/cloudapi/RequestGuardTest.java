package io.scf4j.maven.local.cloudapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page can make a browser send, and what our clients do. */
class RequestGuardTest {
  private final RequestGuard guard = new RequestGuard(9080);
  private final Map<String, String> headers = new HashMap<>(Map.of("host", "127.0.0.1:9080"));

  private String refusal() {
    return guard.refusal(name -> headers.getOrDefault(name, "")).orElse("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:9080",
        "127.0.0.1",
        "localhost:9080",
        "LocalHost:9080",
        "scf.localhost:9080",
        "[::1]:9080",
        "scf.tencentcloudapi.com",
        "scf.tencentcloudapi.com:9080",
        "scf.ap-guangzhou.tencentcloudapi.com",
        "scf.intl.tencentcloudapi.com",
      })
  void takesTheNamesOfThisServer(String host) {
    headers.put("host", host);
    assertThat(refusal()).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example:9080",
        "127.0.0.1:80",
        "127.0.0.1:09080",
        "localhost:9081",
        "127.0.0.1.evil.example:9080",
        "localhost.evil.example:9080",
        "evillocalhost:9080",
        "scf.tencentcloudapi.com.evil.example",
        "evil.example/scf.tencentcloudapi.com",
        "evil-scf.tencentcloudapi.com",
        "192.168.1.7:9080",
        "0.0.0.0:9080",
        "2130706433:9080",
        "127.0.0.1:9080,evil.example",
        "user@127.0.0.1:9080",
      })
  void refusesAnyOtherHost(String host) {
    headers.put("host", host);
    assertThat(refusal())
        .isEqualTo("The local SCF is not " + host + ". Address it as http://127.0.0.1:9080.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://evil.example",
        "http://evil.example:9080",
        "https://127.0.0.1:9080",
        "http://127.0.0.1",
        "http://localhost:3000",
        "http://scf.tencentcloudapi.com",
        "http://127.0.0.1:9080.evil.example",
        "chrome-extension://abc",
      })
  void refusesPagesOfOtherOrigins(String origin) {
    headers.put("origin", origin);
    assertThat(refusal()).isEqualTo("The local SCF does not serve pages of " + origin + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:9080", "http://localhost:9080", "http://[::1]:9080"})
  void servesItsOwnPages(String origin) {
    headers.put("origin", origin);
    headers.put("sec-fetch-site", "same-origin");
    assertThat(refusal()).isEqualTo("none");
  }

  @Test
  void refusesWhatTheBrowserCallsForeign() {
    headers.put("sec-fetch-site", "cross-site");
    assertThat(refusal()).contains("pages of other sites");
    headers.put("sec-fetch-site", "same-site"); // another port of this machine
    assertThat(refusal()).contains("pages of other sites");
    headers.put("sec-fetch-site", "none"); // typed into the address bar
    assertThat(refusal()).isEqualTo("none");
  }
}
