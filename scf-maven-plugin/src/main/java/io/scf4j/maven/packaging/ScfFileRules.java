package io.scf4j.maven.packaging;

import java.util.List;

/**
 * Which files of {@code src/main/scf} go into the package, and with which modes.
 *
 * @param includes empty for all
 * @param excludes win over the includes
 * @param permissions in the order of the POM; the last that matches a file counts
 */
public record ScfFileRules(
    List<PathPattern> includes, List<PathPattern> excludes, List<Permission> permissions) {
  /** All files, each with the mode of its role. */
  public static final ScfFileRules NONE = new ScfFileRules(List.of(), List.of(), List.of());

  public ScfFileRules {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
    permissions = List.copyOf(permissions);
  }

  /**
   * A mode that the user wants.
   *
   * @param mode unix permission bits
   */
  public record Permission(PathPattern pattern, int mode) {}
}
