package io.scf4j.maven.project;

import static io.scf4j.maven.testing.Failures.assertThatFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.scf4j.maven.cloud.Credentials;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.building.SettingsProblem.Severity;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCredentialsTest {
  private static final String SOURCE = "settings.xml (server tencentcloud)";

  @Test
  void areNotThereWithoutTheServer() {
    Settings settings = new Settings();
    Server other = new Server();
    other.setId("another");
    settings.addServer(other);
    assertThat(new SettingsCredentials(settings, new FakeDecrypter()).find()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fake-key", "{fake-key}"})
  void areUsernameAndPasswordEncryptedOrNot(String password) {
    assertThat(find(server("fake-id", password)))
        .hasValue(new Credentials(SOURCE, "fake-id", "fake-key", Optional.empty()));
  }

  @Test
  void haveTheTokenOfTheConfiguration() {
    Server server = server("fake-id", "fake-key");
    server.setConfiguration(configuration("fake-token"));
    assertThat(find(server))
        .hasValue(new Credentials(SOURCE, "fake-id", "fake-key", Optional.of("fake-token")));
    server.setConfiguration(configuration(" "));
    assertThat(find(server).flatMap(Credentials::token)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"fake-id,", ",fake-key", "' ',fake-key"})
  void areRefusedWhenIncomplete(String username, String password) {
    assertThatFailure(() -> find(server(username, password)))
        .hasMessage(
            """
            The server 'tencentcloud' of settings.xml is incomplete.
            <username> is the SecretId and <password> the SecretKey; both are needed.""");
  }

  @Test
  void areRefusedWhenTheyCannotBeDecrypted() {
    assertThatFailure(() -> find(server("fake-id", "{broken}"), problem(Severity.ERROR)))
        .hasMessage(
            """
            The server 'tencentcloud' of settings.xml cannot be decrypted.
            no master password
            Check ~/.m2/settings-security.xml, or encrypt again with mvn --encrypt-password.""");
  }

  @Test
  void areTakenInSpiteOfAWarning() {
    assertThat(find(server("fake-id", "fake-key"), problem(Severity.WARNING))).isPresent();
  }

  private static Optional<Credentials> find(Server server, SettingsProblem... problems) {
    Settings settings = new Settings();
    settings.addServer(server);
    return new SettingsCredentials(settings, new FakeDecrypter(problems)).find();
  }

  private static Server server(String username, String password) {
    Server server = new Server();
    server.setId("tencentcloud");
    server.setUsername(username);
    server.setPassword(password);
    return server;
  }

  private static Xpp3Dom configuration(String token) {
    Xpp3Dom element = new Xpp3Dom("token");
    element.setValue(token);
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    configuration.addChild(element);
    return configuration;
  }

  private static SettingsProblem problem(Severity severity) {
    return new DefaultSettingsProblem("no master password", severity, "server", -1, -1, null);
  }
}
