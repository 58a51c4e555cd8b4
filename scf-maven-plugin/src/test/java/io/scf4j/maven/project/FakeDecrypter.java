package io.scf4j.maven.project;

import java.util.List;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Takes the braces off, as if that were the secret of Maven's encryption. */
final class FakeDecrypter implements SettingsDecrypter {
  private final List<SettingsProblem> problems;

  FakeDecrypter(SettingsProblem... problems) {
    this.problems = List.of(problems);
  }

  @Override
  public SettingsDecryptionResult decrypt(SettingsDecryptionRequest request) {
    return new Result(
        request.getServers().stream().map(FakeDecrypter::plain).toList(),
        request.getProxies().stream().map(FakeDecrypter::plain).toList(),
        problems);
  }

  private static Server plain(Server encrypted) {
    Server server = encrypted.clone();
    server.setPassword(plain(encrypted.getPassword()));
    return server;
  }

  private static Proxy plain(Proxy encrypted) {
    Proxy proxy = encrypted.clone();
    proxy.setPassword(plain(encrypted.getPassword()));
    return proxy;
  }

  private static String plain(String nullable) {
    return nullable == null ? null : nullable.replaceAll("^\\{(.*)}$", "$1");
  }

  private record Result(List<Server> servers, List<Proxy> proxies, List<SettingsProblem> problems)
      implements SettingsDecryptionResult {
    @Override
    public Server getServer() {
      return servers.isEmpty() ? null : servers.get(0);
    }

    @Override
    public List<Server> getServers() {
      return servers;
    }

    @Override
    public Proxy getProxy() {
      return proxies.isEmpty() ? null : proxies.get(0);
    }

    @Override
    public List<Proxy> getProxies() {
      return proxies;
    }

    @Override
    public List<SettingsProblem> getProblems() {
      return problems;
    }
  }
}
