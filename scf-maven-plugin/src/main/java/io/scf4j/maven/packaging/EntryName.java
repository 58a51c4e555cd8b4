package io.scf4j.maven.packaging;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a file in a package, as unzippers take it: some refuse what others put elsewhere or
 * rename in silence.
 */
final class EntryName {
  private EntryName() {}

  /** What is wrong with it, as a sentence. */
  static Optional<String> problem(String name) {
    List<String> segments = List.of(name.split("/", -1));
    String problem = null;
    if (name.isEmpty()) {
      return Optional.of("A file without a name.");
    } else if (name.startsWith("/") || name.matches("[A-Za-z]:.*")) {
      problem = "is absolute";
    } else if (segments.contains("..")) {
      problem = "leaves the package ('..')";
    } else if (name.indexOf('\\') >= 0) {
      problem = "has a '\\', which does not part directories on Linux";
    } else if (name.chars().anyMatch(Character::isISOControl)) {
      problem = "has a control character";
    } else if (segments.subList(0, segments.size() - 1).contains("")) {
      problem = "has a directory without a name ('//')";
    }
    return Optional.ofNullable(problem).map(text -> "'" + visible(name) + "' " + text + ".");
  }

  /** The name with which another one collides. */
  static String plain(String name) {
    String plain = name;
    while (plain.startsWith("./")) {
      plain = plain.substring(2);
    }
    return plain.replace("/./", "/").replaceFirst("/$", "");
  }

  private static String visible(String name) {
    StringBuilder visible = new StringBuilder();
    name.chars()
        .forEach(
            c ->
                visible.append(
                    Character.isISOControl(c)
                        ? String.format(Locale.ROOT, "\\x%02x", c)
                        : String.valueOf((char) c)));
    return visible.toString();
  }
}
