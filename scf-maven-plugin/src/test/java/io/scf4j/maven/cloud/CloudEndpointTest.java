package io.scf4j.maven.cloud;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEndpointTest {

  @ParameterizedTest
  @CsvSource({
    "https://scf.tencentcloudapi.com, https://scf.tencentcloudapi.com, false",
    "https://scf.tencentcloudapi.com/, https://scf.tencentcloudapi.com, false",
    "HTTPS://scf.tencentcloudapi.com, https://scf.tencentcloudapi.com, false",
    "scf.ap-guangzhou.tencentcloudapi.com, https://scf.ap-guangzhou.tencentcloudapi.com, false",
    "https://proxy.example:8443, https://proxy.example:8443, false",
    "http://127.0.0.1:9080, http://127.0.0.1:9080, true",
    "http://127.9.9.9:9080, http://127.9.9.9:9080, true",
    "http://localhost:9080, http://localhost:9080, true",
    "http://LOCALHOST:9080, http://localhost:9080, true",
    "http://scf.localhost, http://scf.localhost, true",
    "http://[::1]:9080, http://[::1]:9080, true"
  })
  void readsSchemeHostAndPort(String url, String text, boolean loopback) {
    CloudEndpoint endpoint = CloudEndpoint.parse(url);
    assertThat(endpoint).hasToString(text);
    assertThat(endpoint.isLoopback()).isEqualTo(loopback);
  }

  @Test
  void givesTheSdkHostAndPort() {
    assertThat(CloudEndpoint.parse("http://127.0.0.1:9080").authority())
        .isEqualTo("127.0.0.1:9080");
    assertThat(CloudEndpoint.PUBLIC.authority()).isEqualTo("scf.tencentcloudapi.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://scf.tencentcloudapi.com",
        "http://127.0.0.1.example.com",
        "http://127.example.com:80",
        "http://notlocalhost",
        "http://localhost.example.com",
        "http://[::2]"
      })
  void refusesPlainHttpToAnotherMachine(String url) {
    assertThatFailure(() -> CloudEndpoint.parse(url))
        .hasMessage(
            """
            scf.endpoint %s is plain HTTP to another machine.
            Use https://%s; credentials travel over plain HTTP to loopback only.""",
            url, url.substring("http://".length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "https://",
        "://host",
        "ftp://localhost",
        "https://host/path",
        "https://host?query",
        "https://host#part",
        "https://host name",
        "https://host:port",
        "https://host:70000"
      })
  void refusesWhatIsNotTheUrlOfACloudApi(String url) {
    assertThatFailure(() -> CloudEndpoint.parse(url))
        .hasMessage(
            """
            scf.endpoint '%s' is not the URL of a cloud API.
            Give scheme, host and port only, such as https://scf.tencentcloudapi.com or \
            http://127.0.0.1:9080.""",
            url);
  }

  @Test
  void refusesAPasswordInTheUrlAndDoesNotRepeatIt() {
    assertThatFailure(() -> CloudEndpoint.parse("https://user:fake-password@host"))
        .hasMessageStartingWith("scf.endpoint 'https://…@host' is not the URL of a cloud API.");
  }
}
