package io.scf4j.maven.local.cloudapi;

import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps web pages out. Any page in the user's browser can send requests to a loopback port; what it
 * cannot do is lie in the headers that are looked at here. Host: a page whose name was made to
 * point here (DNS rebinding) still sends its own name. Origin and Sec-Fetch-Site: a page from
 * elsewhere is named as such.
 */
final class RequestGuard {
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(?::([0-9]{1,5}))?");

  /** Sent by clients whose requests are led here by other means than the endpoint's name. */
  private static final Pattern PLATFORM_HOST =
      Pattern.compile("scf(\\.[a-z0-9-]+)*\\.tencentcloudapi\\.com");

  private final String port;

  RequestGuard(int port) {
    this.port = Integer.toString(port);
  }

  /**
   * Why a request is refused, in one line; empty when it may pass.
   *
   * @param headers value of a request header, empty when it was not sent
   */
  Optional<String> refusal(UnaryOperator<String> headers) {
    String host = headers.apply("host").toLowerCase(Locale.ROOT);
    if (!isOurs(host, true)) {
      return Optional.of(
          "The local SCF is not " + host + ". Address it as http://127.0.0.1:" + port + ".");
    }
    String origin = headers.apply("origin").toLowerCase(Locale.ROOT);
    if (!origin.isEmpty()
        && !(origin.startsWith("http://") && isOurs(origin.substring("http://".length()), false))) {
      return Optional.of("The local SCF does not serve pages of " + origin + ".");
    }
    String site = headers.apply("sec-fetch-site").toLowerCase(Locale.ROOT);
    if (!site.isEmpty() && !site.equals("same-origin") && !site.equals("none")) {
      return Optional.of(
          "The local SCF does not serve pages of other sites. Type its address into the browser.");
    }
    return Optional.empty();
  }

  /**
   * Whether a host, with or without port, is this server.
   *
   * @param fromClient whether it is what a client took for its endpoint, which may be the
   *     platform's name or lack the port; an origin has its port always
   */
  private boolean isOurs(String host, boolean fromClient) {
    Matcher matcher = HOST.matcher(host);
    if (!matcher.matches()) {
      return false;
    }
    String name = matcher.group(1);
    String given = matcher.group(2);
    boolean loopback =
        name.equals("127.0.0.1")
            || name.equals("[::1]")
            || name.equals("localhost")
            || name.endsWith(".localhost");
    boolean rightPort = given == null ? fromClient || port.equals("80") : given.equals(port);
    return rightPort && (loopback || (fromClient && PLATFORM_HOST.matcher(name).matches()));
  }
}
