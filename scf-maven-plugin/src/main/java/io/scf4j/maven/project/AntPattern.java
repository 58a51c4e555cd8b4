package io.scf4j.maven.project;

import io.scf4j.maven.packaging.PathPattern;
import org.codehaus.plexus.util.SelectorUtils;

/**
 * A pattern as Maven's own plugins take it: {@code ?} is a character, {@code *} any number of them
 * but no {@code /}, {@code **} any number of directories; {@code docs/} is all below it. Case
 * counts, on every OS.
 *
 * @param text as written
 */
record AntPattern(String text) implements PathPattern {
  private static final String SEPARATOR = "/";

  @Override
  public boolean matches(String path) {
    return SelectorUtils.matchPath(normal(), path, SEPARATOR, true);
  }

  private String normal() {
    String pattern = text.strip().replace('\\', '/');
    String relative = pattern.startsWith(SEPARATOR) ? pattern.substring(1) : pattern;
    return relative.endsWith(SEPARATOR) ? relative + "**" : relative;
  }

  @Override
  public String toString() {
    return text;
  }
}
