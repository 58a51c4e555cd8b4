package io.scf4j.maven.project;

import io.scf4j.maven.cloud.CredentialSource;
import io.scf4j.maven.cloud.Credentials;
import io.scf4j.maven.model.ScfFailure;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * {@code <server><id>tencentcloud</id>} of settings.xml: username is the SecretId, password the
 * SecretKey, encrypted or not; {@code <configuration><token>} that of temporary credentials.
 */
public final class SettingsCredentials implements CredentialSource {
  static final String SERVER_ID = "tencentcloud";
  private static final String SOURCE = "settings.xml (server " + SERVER_ID + ")";

  private final Settings settings;
  private final SettingsDecrypter decrypter;

  public SettingsCredentials(Settings settings, SettingsDecrypter decrypter) {
    this.settings = settings;
    this.decrypter = decrypter;
  }

  /**
   * @throws ScfFailure when the server is there and incomplete, or cannot be decrypted
   */
  @Override
  public Optional<Credentials> find() {
    Server server = settings.getServer(SERVER_ID);
    if (server == null) {
      return Optional.empty();
    }
    Server plain = decrypt(server);
    if (isBlank(plain.getUsername()) || isBlank(plain.getPassword())) {
      throw new ScfFailure(
          "The server '" + SERVER_ID + "' of settings.xml is incomplete.",
          "<username> is the SecretId and <password> the SecretKey; both are needed.");
    }
    return Optional.of(
        new Credentials(SOURCE, plain.getUsername(), plain.getPassword(), token(server)));
  }

  private Server decrypt(Server server) {
    SettingsDecryptionResult result =
        decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
    DecryptionProblems.require(result, "server '" + SERVER_ID + "'");
    return result.getServer();
  }

  private static Optional<String> token(Server server) {
    if (server.getConfiguration() instanceof Xpp3Dom configuration
        && configuration.getChild("token") != null) {
      return Optional.ofNullable(configuration.getChild("token").getValue())
          .filter(token -> !token.isBlank());
    }
    return Optional.empty();
  }

  private static boolean isBlank(String nullable) {
    return nullable == null || nullable.isBlank();
  }
}
