package io.scf4j.maven.local.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The names of a zip as the tree that they will be. A link is followed through the zip's other
 * links, as the kernel follows it: {@code b -> d/a/..} looks harmless until {@code d/a} is a link.
 * Paths are relative to the root and normal.
 */
final class ZipTree {

  /** The kernel gives up here too. */
  private static final int MAX_HOPS = 40;

  private final Set<Path> files = new HashSet<>();
  private final Set<Path> directories = new HashSet<>();
  private final Map<Path, Path> links = new HashMap<>();

  void directory(Path path) {
    for (Path above = path; above != null && directories.add(above); above = above.getParent()) {
      // all of them are directories
    }
  }

  /**
   * A file or a link, whose name must be its own.
   *
   * @param name as the zip has it
   */
  void file(Path path, String name) throws IOException {
    if (!files.add(path)) {
      throw new IOException("entry " + name + " is in it twice");
    }
    if (path.getParent() != null) {
      directory(path.getParent());
    }
  }

  void link(Path path, String name, Path to) throws IOException {
    file(path, name);
    links.put(path, to);
  }

  /** When all names are known. */
  void check() throws IOException {
    for (Path file : files) {
      if (directories.contains(file) || file.toString().isEmpty()) {
        throw new IOException("entry " + file + " is a file and a directory");
      }
    }
    for (Map.Entry<Path, Path> link : links.entrySet()) {
      Deque<Path> at = new ArrayDeque<>();
      if (link.getKey().getParent() != null) {
        link.getKey().getParent().forEach(at::addLast);
      }
      follow(link.getKey(), at, link.getValue(), 0);
    }
  }

  /**
   * Goes from a directory on to where a path leads.
   *
   * @param at the directory's names, and in the end the place
   * @return the links that were met, with those before
   */
  private int follow(Path link, Deque<Path> at, Path to, int hopsBefore) throws IOException {
    int hops = hopsBefore;
    if (to.isAbsolute()) {
      throw leaves(link);
    }
    for (Path name : to) {
      if (name.toString().equals("..")) {
        if (at.pollLast() == null) {
          throw leaves(link);
        }
      } else if (!name.toString().isEmpty() && !name.toString().equals(".")) {
        at.addLast(name);
        Path next = links.get(path(at));
        if (next != null) {
          if (++hops > MAX_HOPS) {
            throw new IOException("link " + link + " goes in a circle");
          }
          at.removeLast();
          hops = follow(link, at, next, hops);
        }
      }
    }
    return hops;
  }

  private static Path path(Deque<Path> names) {
    return names.stream().reduce(Path::resolve).orElseThrow();
  }

  private static IOException leaves(Path link) {
    return new IOException("link " + link + " leaves the code directory");
  }
}
