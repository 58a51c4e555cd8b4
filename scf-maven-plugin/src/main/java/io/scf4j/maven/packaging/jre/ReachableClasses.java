package io.scf4j.maven.packaging.jre;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which classes of a class path a function can come to: from its own classes and from the service
 * providers, by every name of a class in the constants of a class, be it used as a type or as a
 * text. More than will ever be loaded, but not the half of a library that nothing refers to.
 */
final class ReachableClasses {
  private static final String CLASS = ".class";
  private static final String SERVICES = "META-INF/services/";
  private static final String VERSIONS = "META-INF/versions/";

  /** Where a class is: a jar may have it several times, for several versions of Java. */
  private record Place(Path jar, String entry) {}

  private final Map<String, List<Place>> places = new HashMap<>();
  private final Set<String> roots = new HashSet<>();
  private final Map<Path, Set<String>> foreign = new HashMap<>();

  private ReachableClasses() {}

  /**
   * For each jar the classes that it refers to and that are in no jar, of those classes only that
   * can be reached.
   *
   * @param classPath jars; the first one is the function's own
   */
  static Map<Path, Set<String>> foreignReferences(List<Path> classPath) {
    ReachableClasses classes = new ReachableClasses();
    Map<Path, ZipFile> open = new HashMap<>();
    try {
      for (Path jar : classPath) {
        open.put(jar, new ZipFile(jar.toFile()));
        classes.index(jar, open.get(jar), jar.equals(classPath.get(0)));
      }
      classes.follow(open);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the class path " + classPath, e);
    } finally {
      open.values().forEach(ReachableClasses::close);
    }
    return classes.foreign;
  }

  private void index(Path jar, ZipFile zip, boolean own) throws IOException {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String path = entry.getName();
      if (path.endsWith(CLASS)) {
        String name = nameOf(path);
        places.computeIfAbsent(name, unused -> new ArrayList<>()).add(new Place(jar, path));
        if (own) {
          roots.add(name);
        }
      } else if (path.startsWith(SERVICES) && !entry.isDirectory()) {
        try (InputStream in = zip.getInputStream(entry)) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip().replace('.', '/'))
              .forEach(roots::add);
        }
      }
    }
  }

  private static String nameOf(String path) {
    String name = path.substring(0, path.length() - CLASS.length());
    return name.startsWith(VERSIONS)
        ? name.substring(name.indexOf('/', VERSIONS.length()) + 1)
        : name;
  }

  private void follow(Map<Path, ZipFile> open) throws IOException {
    Deque<String> next = new ArrayDeque<>(roots);
    Set<String> seen = new HashSet<>(roots);
    while (!next.isEmpty()) {
      for (Place place : places.getOrDefault(next.remove(), List.of())) {
        ZipFile zip = open.get(place.jar());
        try (InputStream in = zip.getInputStream(zip.getEntry(place.entry()))) {
          for (String text : ClassConstants.of(in.readAllBytes())) {
            for (String name : names(text)) {
              if (!places.containsKey(name) && name.indexOf('/') > 0) {
                foreign.computeIfAbsent(place.jar(), unused -> new TreeSet<>()).add(name);
              } else if (places.containsKey(name) && seen.add(name)) {
                next.add(name);
              }
            }
          }
        }
      }
    }
  }

  /**
   * What a text may name: a class as it stands in class files or in a text, or all that begin with
   * an L in a descriptor or signature. Some of these are the ends of names; those name nothing.
   */
  private static List<String> names(String text) {
    if (text.indexOf(';') < 0) {
      return List.of(text.replace('.', '/'));
    }
    List<String> names = new ArrayList<>();
    for (int at = text.indexOf('L'); at >= 0; at = text.indexOf('L', at + 1)) {
      int end = at + 1;
      while (end < text.length() && text.charAt(end) != ';' && text.charAt(end) != '<') {
        end++;
      }
      names.add(text.substring(at + 1, end));
    }
    return names;
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException e) {
      // it was only read
    }
  }
}
