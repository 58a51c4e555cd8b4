package io.scf4j.runtime.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two variables may hold. */
class RuntimeAddressTest {

  private static RuntimeAddress of(String host, String port) throws ApiUnavailableException {
    return RuntimeAddress.from(Map.of("SCF_RUNTIME_API", host, "SCF_RUNTIME_API_PORT", port));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 9001, 127.0.0.1:9001",
    "' localhost ', ' 80 ', localhost:80",
    "::1, 9001, [::1]:9001",
    "[fe80::1], 65535, [fe80::1]:65535",
  })
  void acceptsNamesAndAddresses(String host, String port, String written)
      throws ApiUnavailableException {
    assertThat(of(host, port)).hasToString(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://h", "h:9001", "h/", "user@h", "a b", "[", "[]", "\u0000h", "http://[::1]"})
  void refusesWhatIsNoHost(String host) {
    assertThatThrownBy(() -> of(host, "9001"))
        .isInstanceOf(ApiUnavailableException.class)
        .hasMessageStartingWith("SCF_RUNTIME_API is '" + host.strip() + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "65536", "70000", "nine", "9001x", "99999999999"})
  void refusesWhatIsNoPort(String port) {
    assertThatThrownBy(() -> of("h", port))
        .hasMessage(
            "SCF_RUNTIME_API_PORT is '" + port + "', but must be a port between 1 and 65535.");
  }

  @Test
  void namesTheVariableThatIsMissing() {
    assertThatThrownBy(() -> RuntimeAddress.from(Map.of("SCF_RUNTIME_API", "h")))
        .hasMessageStartingWith("SCF_RUNTIME_API_PORT is not set.");
    assertThatThrownBy(() -> of(" ", "1")).hasMessageStartingWith("SCF_RUNTIME_API is not set.");
  }
}
