package io.scf4j.maven.packaging;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.PackageInput.Library;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the class that a handler names is in the package at all: a typing error costs a second
 * here and a deploy there. The method is the runtime's business, since finding it needs the class
 * loaded.
 */
final class HandlerClass {
  private static final int MOST_SUGGESTIONS = 5;

  private final FunctionClassPath classPath;

  HandlerClass(FunctionClassPath classPath) {
    this.classPath = classPath;
  }

  /**
   * The handler of a function that is started by us.
   *
   * @throws ScfFailure when there is nothing to start, or none is configured, or no class fits
   */
  String require(PackageInput input) {
    Path bootstrap = input.scfDirectory().resolve(PackageEntry.BOOTSTRAP);
    if (!classPath.hasClasses()) {
      throw new ScfFailure(
          "Nothing compiled: " + classPath.source() + " has no classes.",
          "Run mvn package scf:deploy …, which compiles first. A function without Java needs "
              + bootstrap
              + " or <executable>.");
    }
    if (input.handler().isEmpty()) {
      throw new ScfFailure(
          "Function '" + input.functionName() + "' has no handler.",
          "Add <handler>pkg.Class::method</handler> to the configuration of scf-maven-plugin, or"
              + " -Dscf.handler=pkg.Class::method, or your own "
              + bootstrap
              + ".");
    }
    requireClass(input.handler().get());
    return input.handler().get();
  }

  private void requireClass(String handler) {
    List<String> candidates = classFiles(handler);
    if (ClassFiles.hasOneOf(candidates, classPath.own().file())) {
      return;
    }
    for (Library library : classPath.libraries()) {
      if (ClassFiles.hasOneOf(candidates, library.file())) {
        return;
      }
    }
    throw new ScfFailure(
        "Handler '"
            + handler
            + "': its class is neither in "
            + classPath.source()
            + " nor in a dependency.",
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
    return ClassFiles.in(classPath.own().file()).stream()
        .filter(path -> !path.contains("$"))
        .map(path -> path.substring(0, path.length() - ".class".length()).replace('/', '.'))
        .sorted()
        .toList();
  }
}
