package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Which modules a class path needs, by the bytes of its jars: asking costs a second and more, and
 * the answer stays the same until a jar or the JDK changes. The function's own jar changes with
 * every build, so of that only counts what it refers to.
 */
final class ModulesCache {
  /** Raised when the same jars need other modules than was thought before. */
  private static final String RECIPE = "3";

  private static final String SEPARATOR = "\t";

  /** The module that no JRE is without. */
  private static final String EVERY = "java.base";

  private final Path directory;

  /**
   * @param cache {@code <scf.home>/cache}
   */
  ModulesCache(Path cache) {
    this.directory = cache.resolve("modules");
  }

  /** The modules, each with what needs it; asked for when they are not known. */
  Map<String, List<String>> get(
      Jdk jdk,
      List<Path> classPath,
      List<String> added,
      Supplier<Map<String, List<String>>> finder) {
    Path file = directory.resolve(key(jdk, classPath, added));
    try {
      Map<String, List<String>> known = Files.isRegularFile(file) ? read(file) : Map.of();
      if (known.containsKey(EVERY)) { // else its writing was cut short
        return known;
      }
      Map<String, List<String>> modules = finder.get();
      write(file, modules);
      return modules;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use " + file, e);
    }
  }

  private static String key(Jdk jdk, List<Path> classPath, List<String> added) {
    StringBuilder all =
        new StringBuilder(
            String.join(" ", RECIPE, jdk.version(), jdk.vendor(), added + "", jdk.modules() + ""));
    for (int i = 0; i < classPath.size(); i++) {
      Path jar = classPath.get(i);
      String content = i == 0 ? references(jar) : Sha256.of(jar);
      all.append('\n').append(jar.getFileName()).append(' ').append(content);
    }
    return Sha256.of(all.toString());
  }

  /** All that can name a class, and what is no class whole; of what is no jar, all. */
  private static String references(Path jar) {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      Set<String> all = new TreeSet<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        boolean whole = !entry.getName().endsWith(".class") || isModule(entry.getName());
        all.add(entry.getName() + (whole ? " " + entry.getCrc() : ""));
        if (!whole) {
          try (InputStream in = zip.getInputStream(entry)) {
            for (String text : ClassConstants.of(in.readAllBytes())) {
              if (ClassConstants.mayNameClass(text)) {
                all.add(entry.getName() + " " + text);
              }
            }
          }
        }
      }
      return Sha256.of(String.join("\n", all));
    } catch (ZipException noJar) {
      return Sha256.of(jar);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + jar, e);
    }
  }

  private static boolean isModule(String path) {
    return path.endsWith("module-info.class");
  }

  private static Map<String, List<String>> read(Path file) throws IOException {
    Map<String, List<String>> modules = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      List<String> parts = List.of(line.split(SEPARATOR, -1));
      modules.put(parts.get(0), parts.subList(1, parts.size()));
    }
    return modules;
  }

  /** Written beside and renamed: a build that runs at the same time reads all of it or nothing. */
  private void write(Path file, Map<String, List<String>> modules) throws IOException {
    Files.createDirectories(directory);
    Path own = Files.createTempFile(directory, ".making-", "");
    List<String> lines =
        modules.entrySet().stream()
            .map(entry -> entry.getKey() + SEPARATOR + String.join(SEPARATOR, entry.getValue()))
            .toList();
    Files.write(own, lines);
    Files.move(own, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
