package io.scf4j.maven.local.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps pages of the web in the user's own browser from calling functions on their machine. What a
 * program sends is let through, whatever its Origin: only browsers send {@code Sec-Fetch-Site}.
 * Pages of this machine pass, and so does a link that the user follows or the way back from a
 * login: those have {@code Sec-Fetch-User}, which a page that leads elsewhere by itself has not.
 */
final class ForeignPages {
  private static final Pattern LOOPBACK =
      Pattern.compile("(127\\.0\\.0\\.1|\\[::1]|localhost|[a-z0-9.-]+\\.localhost)(:[0-9]{1,5})?");

  private ForeignPages() {}

  /** Why the request is refused. */
  static Optional<String> refusal(UrlRequest request, Optional<CorsConfig> cors) {
    String host = request.header("host").toLowerCase(Locale.ROOT);
    if (!LOOPBACK.matcher(host).matches()) {
      return Optional.of(
          "The local SCF is not "
              + host
              + "; use 127.0.0.1 or localhost, so that no other name can lead here.");
    }
    String origin = request.header("origin");
    boolean foreign =
        request.header("sec-fetch-site").equals("cross-site")
            && !isOfThisMachine(origin)
            && !isFollowedLink(request)
            && !(!origin.isEmpty() && cors.isPresent() && cors.get().allows(origin));
    return foreign
        ? Optional.of(
            "A page of "
                + (origin.isEmpty() ? "another site" : origin)
                + " may not call this function. Give the function an http trigger whose CorsConfig"
                + " has that origin.")
        : Optional.empty();
  }

  private static boolean isOfThisMachine(String origin) {
    String name = origin.toLowerCase(Locale.ROOT).replaceFirst("^https?://", "");
    return LOOPBACK.matcher(name).matches();
  }

  private static boolean isFollowedLink(UrlRequest request) {
    return request.method().equals("GET")
        && request.header("sec-fetch-user").equals("?1")
        && request.header("sec-fetch-mode").equals("navigate")
        && request.header("sec-fetch-dest").equals("document");
  }
}
