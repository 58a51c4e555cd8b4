package io.scf4j.maven.cloud;

import java.util.Optional;

/**
 * The proxy of {@code settings.xml} that lies between Maven and the cloud. Given to our client
 * alone; the JVM's proxy properties are left as they are.
 *
 * @param host the proxy's name
 * @param port the proxy's port
 * @param user name at the proxy
 * @param password at the proxy
 */
public record CloudProxy(String host, int port, Optional<String> user, Optional<String> password) {

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
