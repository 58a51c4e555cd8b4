package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Whether the class that a handler names is in the package at all: a typing error costs a second
 * here and a deploy there. The method is the runtime's business, since finding it needs the class
 * loaded.
 */
final class HandlerClass {
  private static final int MOST_SUGGESTIONS = 5;

  private final Path classes;
  private final List<Path> libraries;

  /**
   * @param classes the project's own
   * @param libraries jars and directories
   */
  HandlerClass(Path classes, List<Path> libraries) {
    this.classes = classes;
    this.libraries = libraries;
  }

  /**
   * @throws ScfFailure when no class fits, with those that look like it
   */
  void require(String handler) {
    List<String> candidates = classFiles(handler);
    for (String file : candidates) {
      if (Files.isRegularFile(classes.resolve(file))) {
        return;
      }
    }
    for (Path library : libraries) {
      if (holdsOneOf(library, candidates)) {
        return;
      }
    }
    throw new ScfFailure(
        "Handler '" + handler + "': its class is neither in " + classes + " nor in a dependency.",
        suggestion(handler));
  }

  private static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** {@code a.b.C::m} names one class; without {@code ::} the last part may be the method. */
  private static List<String> classNames(String handler) {
    int colons = handler.indexOf("::");
    List<String> names = new ArrayList<>();
    if (colons >= 0) {
      names.add(handler.substring(0, colons));
    } else {
      names.add(handler);
      int dot = handler.lastIndexOf('.');
      if (dot > 0) {
        names.add(handler.substring(0, dot));
      }
    }
    return names;
  }

  private static List<String> classFiles(String handler) {
    List<String> files = new ArrayList<>();
    for (String name : classNames(handler)) {
      // a.b.Outer.Inner: each dot from the right may stand for a nested class.
      String path = name.replace('.', '/');
      files.add(path + ".class");
      for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        path = path.substring(0, slash) + "$" + path.substring(slash + 1);
        files.add(path + ".class");
      }
    }
    return files;
  }

  private static boolean holdsOneOf(Path library, List<String> files) {
    if (Files.isDirectory(library)) {
      return files.stream().anyMatch(file -> Files.isRegularFile(library.resolve(file)));
    }
    try (ZipFile jar = new ZipFile(library.toFile())) {
      return files.stream().anyMatch(file -> jar.getEntry(file) != null);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + library, e);
    }
  }

  private String suggestion(String handler) {
    List<String> wanted = classNames(handler).stream().map(HandlerClass::simpleName).toList();
    List<String> own = ownClasses();
    List<String> alike =
        own.stream()
            .filter(name -> wanted.stream().anyMatch(simpleName(name)::equalsIgnoreCase))
            .toList();
    List<String> shown = (alike.isEmpty() ? own : alike).stream().limit(MOST_SUGGESTIONS).toList();
    return "Did you mean "
        + String.join(" or ", shown)
        + "? Write <handler>pkg.Class::method</handler>.";
  }

  private List<String> ownClasses() {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(".class") && !name.contains("$"))
          .filter(name -> !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + classes, e);
    }
  }
}
