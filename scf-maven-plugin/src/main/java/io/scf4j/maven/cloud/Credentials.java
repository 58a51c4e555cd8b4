package io.scf4j.maven.cloud;

import java.util.Optional;

/**
 * A key pair and where it came from. Its text form never holds the values, so that it can stand in
 * any message.
 *
 * @param source for the one line that says which source was used
 * @param secretId the key's id
 * @param secretKey the key
 * @param token of temporary credentials
 */
public record Credentials(
    String source, String secretId, String secretKey, Optional<String> token) {

  @Override
  public String toString() {
    return "credentials from " + source;
  }
}
