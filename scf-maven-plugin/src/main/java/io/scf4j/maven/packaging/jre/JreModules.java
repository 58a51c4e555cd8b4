package io.scf4j.maven.packaging.jre;

import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The JDK's modules that a class path needs. A jar with a module descriptor says so itself, and
 * says too what it could do without: Jackson's {@code requires static java.desktop} does not bring
 * that into the package. Of the other jars {@code jdeps} tells what they refer to.
 */
final class JreModules {
  /** Reached by name only, or by libraries that say they could do without, and very small. */
  private static final String ALWAYS = "jdk.unsupported";

  /** TLS with elliptic curves; from this version on it is in java.base. */
  private static final String CURVES = "jdk.crypto.ec";

  private static final int CURVES_IN_BASE = 22;

  private static final String DESCRIPTOR = "module-info.class";
  private static final String DESKTOP = "java.desktop";
  private static final List<String> DESKTOP_PACKAGES =
      List.of(
          "java/beans/",
          "java/awt/",
          "java/applet/",
          "javax/accessibility/",
          "javax/imageio/",
          "javax/print/",
          "javax/sound/",
          "javax/swing/");

  private final Jdk jdk;

  JreModules(Jdk jdk) {
    this.jdk = jdk;
  }

  /**
   * The modules, each with the jars that need it; {@code java.base} among them.
   *
   * @param classPath jars and class directories
   * @param added {@code addModules}, needed by what no class file shows
   * @throws ScfFailure when an added one is not in the JDK, or jdeps fails
   */
  Map<String, List<String>> of(List<Path> classPath, List<String> added) {
    Map<String, Set<String>> needed = new TreeMap<>();
    need(needed, "java.base", "every function");
    need(needed, ALWAYS, "every function");
    if (jdk.feature() < CURVES_IN_BASE) {
      need(needed, CURVES, "every function");
    }
    added.forEach(module -> need(needed, requireThere(module), "addModules"));
    List<Path> withoutDescriptor = new ArrayList<>();
    for (Path entry : classPath) {
      Optional<ModuleDescriptor> descriptor = descriptor(entry);
      if (descriptor.isEmpty()) {
        withoutDescriptor.add(entry);
      } else {
        for (Requires requires : descriptor.get().requires()) {
          if (!requires.modifiers().contains(Requires.Modifier.STATIC)) {
            need(needed, requires.name(), entry.getFileName().toString());
          }
        }
      }
    }
    if (!withoutDescriptor.isEmpty()) {
      askJdeps(withoutDescriptor, needed);
    }
    if (needed.containsKey(DESKTOP) && !added.contains(DESKTOP)) {
      keepDesktopOnlyIfReached(classPath, needed);
    }
    Map<String, List<String>> result = new TreeMap<>();
    needed.forEach((module, jars) -> result.put(module, List.copyOf(jars)));
    return result;
  }

  /**
   * Checks what the user named.
   *
   * @throws ScfFailure when the JDK does not have it
   */
  String requireThere(String module) {
    if (!jdk.modules().contains(module)) {
      throw new ScfFailure(
          "There is no module '" + module + "' in " + jdk + ".",
          "Correct its name; java --list-modules lists all.");
    }
    return module;
  }

  /**
   * A third of a JRE, and mostly there for a class that reads beans, in a corner of a library. So
   * it is only taken when the function can come to a class that refers to it.
   */
  private static void keepDesktopOnlyIfReached(
      List<Path> classPath, Map<String, Set<String>> needed) {
    Map<Path, Set<String>> references = ReachableClasses.foreignReferences(classPath);
    needed.get(DESKTOP).removeIf(jar -> !refersToDesktop(references, jar));
    if (needed.get(DESKTOP).isEmpty()) {
      needed.remove(DESKTOP);
    }
  }

  private static boolean refersToDesktop(Map<Path, Set<String>> references, String jar) {
    return references.entrySet().stream()
        .filter(entry -> entry.getKey().getFileName().toString().equals(jar))
        .flatMap(entry -> entry.getValue().stream())
        .anyMatch(name -> DESKTOP_PACKAGES.stream().anyMatch(name::startsWith));
  }

  private void need(Map<String, Set<String>> needed, String module, String jar) {
    if (jdk.modules().contains(module)) {
      needed.computeIfAbsent(module, name -> new TreeSet<>()).add(jar);
    }
  }

  /** Empty for what has none, or only a name that it would have. */
  private static Optional<ModuleDescriptor> descriptor(Path entry) {
    if (holdsSeveral(entry)) {
      return Optional.empty(); // then it is the descriptor of one of them
    }
    try {
      return ModuleFinder.of(entry).findAll().stream()
          .map(ModuleReference::descriptor)
          .filter(descriptor -> !descriptor.isAutomatic())
          .findFirst();
    } catch (FindException notToBeTakenForAModule) {
      return Optional.empty();
    }
  }

  /** Whether it is a fat jar, by what Maven leaves of each of the jars in it. */
  private static boolean holdsSeveral(Path entry) {
    if (Files.isDirectory(entry)) {
      return false;
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return jar.stream()
              .filter(file -> file.getName().matches("META-INF/maven/[^/]+/[^/]+/pom.properties"))
              .count()
          > 1;
    } catch (IOException unreadable) {
      return false; // jdeps says what it is
    }
  }

  /** A copy that jdeps takes for a plain jar, so that it looks at all of its classes. */
  private static Path withoutDescriptor(Path jar) {
    try (ZipFile in = new ZipFile(jar.toFile())) {
      Path copy = Files.createTempFile("scf4j-", "-" + jar.getFileName());
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
        for (ZipEntry entry : Collections.list(in.entries())) {
          if (entry.getName().endsWith(".class") && !entry.getName().endsWith(DESCRIPTOR)) {
            out.putNextEntry(new ZipEntry(entry.getName()));
            in.getInputStream(entry).transferTo(out);
          }
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot copy " + jar, e);
    }
  }

  private static void delete(Set<Path> copies) {
    for (Path copy : copies) {
      try {
        Files.deleteIfExists(copy);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot delete " + copy, e);
      }
    }
  }

  /** A JDK for the platform may not run here; then Maven's, which is of the same version, does. */
  private Path jdeps() {
    return Jre.runsHere()
        ? jdk.tool("jdeps")
        : Path.of(System.getProperty("java.home"), "bin", "jdeps");
  }

  private void askJdeps(List<Path> jars, Map<String, Set<String>> needed) {
    List<String> command =
        new ArrayList<>(
            List.of(
                jdeps().toString(),
                "-summary",
                "--ignore-missing-deps",
                "--multi-release",
                Integer.toString(jdk.feature())));
    Map<Path, Path> copies = new HashMap<>();
    for (Path jar : jars) {
      Path asked = holdsSeveral(jar) ? withoutDescriptor(jar) : jar;
      if (!asked.equals(jar)) {
        copies.put(asked, jar);
      }
      command.add(asked.toString());
    }
    Tool.Result result;
    try {
      result = Tool.run(command);
    } finally {
      delete(copies.keySet());
    }
    if (result.status() != 0) {
      throw new ScfFailure(
          "jdeps could not tell which modules the function needs.",
          result.output(),
          "Name them in <modules>, such as <modules>java.base,java.sql</modules>.",
          null);
    }
    Map<String, String> names = new HashMap<>();
    copies.forEach(
        (copy, jar) -> names.put(copy.getFileName().toString(), jar.getFileName().toString()));
    Set<String> known = new HashSet<>(jdk.modules());
    for (String line : result.output().lines().toList()) {
      int arrow = line.indexOf(" -> ");
      String module = arrow < 0 ? "" : line.substring(arrow + " -> ".length()).strip();
      if (known.contains(module)) {
        String asked = line.substring(0, arrow).strip();
        need(needed, module, names.getOrDefault(asked, asked));
      }
    }
  }
}
