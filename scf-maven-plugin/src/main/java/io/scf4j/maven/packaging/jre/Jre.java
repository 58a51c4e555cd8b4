package io.scf4j.maven.packaging.jre;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A function's own JRE.
 *
 * @param directory with {@code bin}, {@code lib} …; belongs to the cache, not to be changed
 * @param choice the JDK it was linked from
 * @param modules those it has, each with what needs it
 */
public record Jre(Path directory, JdkChoice choice, Map<String, List<String>> modules) {
  private static final String DESKTOP = "java.desktop";

  /**
   * Links it, or finds it in the cache.
   *
   * @param choice the JDK
   * @param classPath the function's jars
   */
  public static Jre of(JreRequest request, JdkChoice choice, List<Path> classPath) {
    JreModules finder = new JreModules(choice.jdk());
    Map<String, List<String>> modules = new TreeMap<>();
    if (request.modules().isEmpty()) {
      modules.putAll(
          new ModulesCache(request.cache())
              .get(
                  choice.jdk(),
                  classPath,
                  request.addModules(),
                  () -> finder.of(classPath, request.addModules())));
    } else {
      List<String> named = new ArrayList<>(request.modules());
      named.addAll(request.addModules());
      named.forEach(module -> modules.put(finder.requireThere(module), List.of("<modules>")));
    }
    Path directory = new JreCache(request.cache()).get(choice.jdk(), List.copyOf(modules.keySet()));
    return new Jre(directory, choice, modules);
  }

  /** What stands in its file {@code scf4j.id}: two JREs with the same one are the same. */
  public String id() {
    return directory.getFileName().toString();
  }

  /** Whether this machine can run a JRE for the platform. */
  public static boolean runsHere() {
    return System.getProperty("os.name").equals("Linux")
        && List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
  }

  /** For the log: the JDK and why, the modules, and a large one that may be there for nothing. */
  public List<String> description() {
    List<String> lines = new ArrayList<>();
    lines.add("JRE from " + choice.jdk() + ": " + choice.reason());
    lines.add("JRE modules: " + String.join(", ", new TreeSet<>(modules.keySet())));
    List<String> desktop = modules.getOrDefault(DESKTOP, List.of());
    if (!desktop.isEmpty() && !desktop.contains("<modules>")) {
      lines.add(
          DESKTOP
              + " alone is a third of the JRE. "
              + String.join(", ", desktop)
              + " refers to it; if the function can do without, list <modules> without it.");
    }
    return lines;
  }
}
