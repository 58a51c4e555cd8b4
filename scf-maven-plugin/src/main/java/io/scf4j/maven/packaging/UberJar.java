package io.scf4j.maven.packaging;

import io.scf4j.maven.packaging.PackageInput.Library;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A jar that may hold dependencies, as maven-shade-plugin makes it: what is in it is not added a
 * second time. Wrong guesses go one way only: a dependency too many costs bytes, and the jar comes
 * before it; one too few would break the function.
 */
final class UberJar {
  private static final String MAVEN = "META-INF/maven/";

  private final Set<String> paths;

  UberJar(Path jar) {
    this.paths = new HashSet<>(ClassFiles.pathsIn(jar));
  }

  /**
   * Known by Maven's own description, which stays even when classes are relocated or left out; else
   * by half of its classes, because a class or two may be the project's own in place of them.
   */
  boolean holds(Library library) {
    List<String> files = ClassFiles.pathsIn(library.file());
    boolean described =
        files.stream()
            .filter(path -> isDescription(path, library))
            .max(Comparator.comparingInt(String::length))
            .filter(paths::contains)
            .isPresent();
    if (described) {
      return true;
    }
    List<String> classes = ClassFiles.in(library.file());
    long inBoth = classes.stream().filter(paths::contains).count();
    return inBoth > 0 && inBoth * 2 >= classes.size();
  }

  /**
   * Of the library itself, for a library may be shaded too; of several the longest is:
   * foo-bar-1.jar may hold foo.
   */
  private static boolean isDescription(String path, Library library) {
    String group = MAVEN + library.groupId() + "/";
    if (!path.startsWith(group) || !path.endsWith("/pom.properties")) {
      return false;
    }
    String artifactId = path.substring(group.length(), path.lastIndexOf('/'));
    return library.fileName().startsWith(artifactId + "-");
  }
}
