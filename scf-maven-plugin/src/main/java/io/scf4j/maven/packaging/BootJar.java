package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * An executable jar of Spring Boot. A JVM without Boot's loader sees neither the classes nor the
 * jars in it, and with that loader every start pays for reading jars within a jar; so a function
 * gets what is in it, unpacked.
 *
 * @param classes directory of what was under {@code BOOT-INF/classes}, with the files of {@code
 *     META-INF} that belong to the application
 * @param libraries the jars of {@code BOOT-INF/lib}, in class path order
 */
record BootJar(Path classes, List<Path> libraries) {
  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIB = "BOOT-INF/lib/";
  private static final String WAR_CLASSES = "WEB-INF/classes/";
  private static final String META_INF = "META-INF/";

  /** Boot's own tools for such a jar, of no use outside of it. */
  private static final String TOOLS = "spring-boot-jarmode-";

  /**
   * Whether it is one.
   *
   * @throws ScfFailure for a WAR
   */
  static boolean is(Path file) {
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      String classes = attribute(jar, "Spring-Boot-Classes", "");
      if (classes.equals(WAR_CLASSES) || jar.getEntry(WAR_CLASSES) != null) {
        throw new ScfFailure(
            file + " is a WAR.",
            "A function has no servlet container. Take the classes from target/classes (without"
                + " <jar>), or have a jar made of them: <attachClasses> of maven-war-plugin.");
      }
      return !classes.isEmpty() || jar.getEntry(CLASSES) != null || jar.getEntry(LIB) != null;
    } catch (IOException e) {
      throw new ScfFailure(
          file + " is not a jar.", e.getMessage(), "Build it again, or name another file.", e);
    }
  }

  /**
   * Unpacks it.
   *
   * @param directory is made anew
   * @throws ScfFailure when an entry would leave the directory
   */
  static BootJar unpack(Path file, Path directory) {
    Path classes = directory.resolve("classes");
    Path lib = directory.resolve("lib");
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      FileTree.delete(directory);
      Files.createDirectories(classes);
      String classesPrefix = attribute(jar, "Spring-Boot-Classes", CLASSES);
      String libPrefix = attribute(jar, "Spring-Boot-Lib", LIB);
      Set<String> jars = new LinkedHashSet<>(index(jar, libPrefix));
      List<ZipEntry> metaInf = new ArrayList<>();
      for (ZipEntry entry : Collections.list(jar.entries())) {
        String name = entry.getName();
        requireSafe(file, name);
        if (entry.isDirectory()) {
          continue;
        }
        if (name.startsWith(classesPrefix)) {
          copy(jar, entry, within(file, classes, name.substring(classesPrefix.length())));
        } else if (name.startsWith(libPrefix) && name.endsWith(".jar")) {
          copy(jar, entry, within(file, lib, name.substring(libPrefix.length())));
          jars.add(name);
        } else if (isOfTheApplication(name)) {
          metaInf.add(entry);
        }
      }
      for (ZipEntry entry : metaInf) {
        Path target = within(file, classes, entry.getName());
        if (!Files.exists(target)) {
          copy(jar, entry, target);
        }
      }
      return new BootJar(
          classes,
          jars.stream()
              .map(name -> within(file, lib, name.substring(libPrefix.length())))
              .filter(Files::exists)
              .filter(nested -> !nested.getFileName().toString().startsWith(TOOLS))
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot unpack " + file, e);
    }
  }

  /** The order that Boot's loader would follow; empty when the jar does not say. */
  private static List<String> index(JarFile jar, String libPrefix) throws IOException {
    ZipEntry index =
        jar.getEntry(attribute(jar, "Spring-Boot-Classpath-Index", "BOOT-INF/classpath.idx"));
    if (index == null) {
      return List.of();
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(index), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(String::strip)
          .filter(line -> line.startsWith("- \"") && line.endsWith("\""))
          .map(line -> line.substring("- \"".length(), line.length() - 1))
          .filter(name -> name.startsWith(libPrefix))
          .toList();
    }
  }

  /** Boot moves neither these into its classes directory, nor its loader's services out of here. */
  private static boolean isOfTheApplication(String name) {
    return name.startsWith(META_INF)
        && !name.equals(JarFile.MANIFEST_NAME)
        && !name.equals("META-INF/INDEX.LIST")
        && !name.startsWith("META-INF/services/")
        && !name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  private static String attribute(JarFile jar, String name, String otherwise) throws IOException {
    Manifest manifest = jar.getManifest();
    String value =
        manifest == null ? null : manifest.getMainAttributes().getValue(new Attributes.Name(name));
    return value == null ? otherwise : value;
  }

  private static void requireSafe(Path file, String name) {
    boolean climbs = List.of(name.split("[/\\\\]")).contains("..") || name.contains("//");
    if (climbs || name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
      throw leaves(file, name);
    }
  }

  /** Behind a prefix a name may be absolute that was not before. */
  private static Path within(Path file, Path directory, String name) {
    Path target = directory.resolve(name).normalize();
    if (name.isEmpty() || !target.startsWith(directory)) {
      throw leaves(file, name);
    }
    return target;
  }

  private static ScfFailure leaves(Path file, String name) {
    return new ScfFailure(
        file + " has an entry that leaves the directory it is unpacked to: '" + name + "'.",
        "No build makes such a jar by itself. Find out where it comes from.");
  }

  private static void copy(JarFile jar, ZipEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream in = jar.getInputStream(entry)) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
