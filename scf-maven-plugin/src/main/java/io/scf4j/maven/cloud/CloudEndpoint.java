package io.scf4j.maven.cloud;

import io.scf4j.maven.model.ScfFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the cloud API is. Credentials go over plain HTTP to loopback only.
 *
 * @param scheme {@code https}, or {@code http} to loopback
 * @param host as it stands in the URL
 * @param port -1 for the scheme's own
 */
public record CloudEndpoint(String scheme, String host, int port) {
  private static final int MAX_PORT = 65_535;

  public static final CloudEndpoint PUBLIC =
      new CloudEndpoint("https", "scf.tencentcloudapi.com", -1);

  /**
   * Reads the parameter {@code scf.endpoint}.
   *
   * @param url {@code https://scf.tencentcloudapi.com}, {@code
   *     scf.ap-guangzhou.tencentcloudapi.com} or {@code http://127.0.0.1:9080}
   * @throws ScfFailure when it is not a URL, or plain HTTP to another machine
   */
  public static CloudEndpoint parse(String url) {
    String full = url.contains("://") ? url : "https://" + url;
    URI uri;
    try {
      uri = new URI(full);
    } catch (URISyntaxException e) {
      throw bad(url);
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getHost() == null
        || !(scheme.equals("http") || scheme.equals("https"))
        || uri.getPort() > MAX_PORT
        || hasMoreThanHostAndPort(uri)) {
      throw bad(url);
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    CloudEndpoint endpoint = new CloudEndpoint(scheme, host, uri.getPort());
    if (scheme.equals("http") && !endpoint.isLoopback()) {
      throw new ScfFailure(
          "scf.endpoint " + url + " is plain HTTP to another machine.",
          "Use https://"
              + uri.getRawAuthority()
              + "; credentials travel over plain HTTP to"
              + " loopback only.");
    }
    return endpoint;
  }

  /** By its text, not by a look-up: whatever a name resolves to may change. */
  public boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d+\\.\\d+\\.\\d+");
  }

  /** Host and, where it is given, port: what the SDK calls the endpoint. */
  public String authority() {
    return port < 0 ? host : host + ":" + port;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority();
  }

  private static boolean hasMoreThanHostAndPort(URI uri) {
    boolean noPath = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
    return !noPath
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getRawUserInfo() != null;
  }

  private static ScfFailure bad(String url) {
    String withoutPassword = url.replaceFirst("//.*@", "//…@");
    return new ScfFailure(
        "scf.endpoint '" + withoutPassword + "' is not the URL of a cloud API.",
        "Give scheme, host and port only, such as https://scf.tencentcloudapi.com or"
            + " http://127.0.0.1:9080.");
  }
}
