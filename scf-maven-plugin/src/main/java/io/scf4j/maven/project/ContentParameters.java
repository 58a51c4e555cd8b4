package io.scf4j.maven.project;

import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.packaging.PackageContents;
import io.scf4j.maven.packaging.PathPattern;
import io.scf4j.maven.packaging.ScfFileRules;
import io.scf4j.maven.packaging.ScfFileRules.Permission;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a POM says about the content of the package, to what the packaging understands. */
public final class ContentParameters {
  private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");
  private static final int OCTAL = 8;

  private ContentParameters() {}

  /**
   * Each but the permissions may be null.
   *
   * @param permissions pattern and mode, each as written, in the order of the POM
   * @throws ScfFailure when they contradict each other, or modes are no modes; all at once
   */
  public static PackageContents of(
      File jar,
      File executable,
      List<String> includes,
      List<String> excludes,
      List<Map.Entry<String, String>> permissions) {
    List<String> problems = new ArrayList<>();
    if (jar != null && executable != null) {
      problems.add(
          "<jar> and <executable>: the bootstrap of a package is either a program of its own or"
              + " starts a JVM. Remove one of them.");
    }
    List<Permission> modes = new ArrayList<>();
    for (Map.Entry<String, String> permission : permissions) {
      String pattern = permission.getKey();
      String mode = permission.getValue();
      if (pattern == null || pattern.isBlank()) {
        problems.add("permission with mode '" + mode + "': its <pattern> is missing.");
      } else if (mode == null || !MODE.matcher(mode.strip()).matches()) {
        problems.add(
            "permission '" + pattern + "': mode '" + mode + "' is not octal, such as 644 or 0755.");
      } else {
        modes.add(new Permission(new AntPattern(pattern), Integer.parseInt(mode.strip(), OCTAL)));
      }
    }
    if (!problems.isEmpty()) {
      throw ScfFailure.ofProblems("The content of the package cannot be as configured:", problems);
    }
    return new PackageContents(
        Optional.ofNullable(jar).map(File::toPath),
        Optional.ofNullable(executable).map(File::toPath),
        new ScfFileRules(patterns(includes), patterns(excludes), modes));
  }

  private static List<PathPattern> patterns(List<String> texts) {
    return texts == null
        ? List.of()
        : texts.stream()
            .filter(text -> text != null && !text.isBlank())
            .<PathPattern>map(AntPattern::new)
            .toList();
  }
}
