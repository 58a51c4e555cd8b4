package io.scf4j.maven.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The symbolic links of a zip. What this plugin packs has none; {@code zip -y} keeps them. A link
 * that leaves the package would point to wherever it is unpacked, which differs from place to
 * place.
 */
final class ArchiveLinks {
  /** The kernel's own limit. */
  private static final int MOST_LINKS = 40;

  private static final int LONGEST_PATH = 4096;

  /** No file or directory is called so. */
  private static final String NOWHERE = "//";

  private final ZipFile archive;
  private final Map<String, String> links = new TreeMap<>();
  private final Set<String> places = new HashSet<>();

  ArchiveLinks(ZipFile archive) throws IOException {
    this.archive = archive;
    places.add("");
    for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
      String name = EntryName.plain(entry.getName());
      if (entry.isUnixSymlink()) {
        try (InputStream in = archive.getInputStream(entry)) {
          links.put(name, new String(in.readNBytes(LONGEST_PATH), StandardCharsets.UTF_8));
        }
      }
      places.add(name);
      for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
        places.add(name.substring(0, slash));
      }
    }
  }

  /** Each that leads nowhere or out of the package, as a sentence. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    links.forEach(
        (link, to) -> {
          Optional<String> place = to.startsWith("/") ? Optional.empty() : resolve(link);
          if (place.isEmpty()) {
            problems.add("'" + link + "' is a link that leaves the package, to '" + to + "'.");
          } else if (!places.contains(place.get())) {
            problems.add("'" + link + "' is a link to nothing, '" + to + "'.");
          }
        });
    return problems;
  }

  /** The file that a path leads to, through links. */
  Optional<ZipArchiveEntry> follow(String path) {
    return resolve(path).map(archive::getEntry);
  }

  /**
   * The place behind all links on the way; empty when it lies outside. A circle of links ends at
   * what is no place, as it does in a file system.
   */
  private Optional<String> resolve(String path) {
    Deque<String> left = new ArrayDeque<>(List.of(path.split("/", -1)));
    List<String> place = new ArrayList<>();
    int followed = 0;
    while (!left.isEmpty()) {
      String segment = left.pop();
      if (segment.isEmpty() || segment.equals(".")) {
        continue;
      }
      if (segment.equals("..")) {
        if (place.isEmpty()) {
          return Optional.empty();
        }
        place.remove(place.size() - 1);
        continue;
      }
      place.add(segment);
      String to = links.get(String.join("/", place));
      if (to != null) {
        if (to.startsWith("/")) {
          return Optional.empty();
        }
        if (++followed > MOST_LINKS) {
          return Optional.of(NOWHERE);
        }
        place.remove(place.size() - 1);
        List<String> target = List.of(to.split("/", -1));
        for (int i = target.size() - 1; i >= 0; i--) {
          left.push(target.get(i));
        }
      }
    }
    return Optional.of(String.join("/", place));
  }
}
