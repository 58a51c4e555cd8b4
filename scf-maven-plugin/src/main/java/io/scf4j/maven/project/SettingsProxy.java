package io.scf4j.maven.project;

import io.scf4j.maven.cloud.CloudEndpoint;
import io.scf4j.maven.cloud.CloudProxy;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** The active {@code <proxy>} of settings.xml for an endpoint; none for loopback. */
public final class SettingsProxy {
  private final Settings settings;
  private final SettingsDecrypter decrypter;

  public SettingsProxy(Settings settings, SettingsDecrypter decrypter) {
    this.settings = settings;
    this.decrypter = decrypter;
  }

  /** The proxy to go through, unless the endpoint is excepted from it. */
  public Optional<CloudProxy> forEndpoint(CloudEndpoint endpoint) {
    Proxy proxy = settings.getActiveProxy();
    if (proxy == null || endpoint.isLoopback() || isExcepted(proxy, endpoint.host())) {
      return Optional.empty();
    }
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
    DecryptionProblems.require(result, "proxy '" + proxy.getId() + "'");
    Proxy plain = result.getProxy();
    return Optional.of(
        new CloudProxy(
            plain.getHost(),
            plain.getPort(),
            Optional.ofNullable(plain.getUsername()),
            Optional.ofNullable(plain.getPassword())));
  }

  /** {@code nonProxyHosts}: names with {@code *}, divided by {@code |} or {@code ,}. */
  private static boolean isExcepted(Proxy proxy, String host) {
    String names = proxy.getNonProxyHosts();
    return names != null
        && Arrays.stream(names.split("[|,]"))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .anyMatch(name -> matches(name, host));
  }

  private static boolean matches(String pattern, String host) {
    String regex =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((left, right) -> left + ".*" + right)
            .orElse("");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(host).matches();
  }
}
