package io.scf4j.maven.local.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The path of a function URL behind its first segment: {@code /<namespace>/<function>/…}, or {@code
 * /<namespace>/<function>:<qualifier>/…} for a version or alias, which in the cloud has a host of
 * its own.
 *
 * @param namespace of the function
 * @param function its name
 * @param qualifier when the path names one
 * @param path what the function sees, as it was sent
 */
record UrlPath(String namespace, String function, Optional<String> qualifier, String path) {
  private static final Pattern FORM =
      Pattern.compile("/([A-Za-z0-9_-]+)/([A-Za-z0-9_-]+)(?::([A-Za-z0-9_$-]+))?(/.*)?");

  static Optional<UrlPath> parse(String path) {
    Matcher matcher = FORM.matcher(path.replace("%24", "$").replace("%3A", ":"));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int end = path.indexOf('/', path.indexOf('/', 1) + 1);
    return Optional.of(
        new UrlPath(
            matcher.group(1),
            matcher.group(2),
            Optional.ofNullable(matcher.group(3)),
            end < 0 ? "/" : path.substring(end)));
  }
}
