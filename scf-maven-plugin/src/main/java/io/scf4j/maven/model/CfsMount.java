package io.scf4j.maven.model;

import java.util.ArrayList;
import java.util.List;

/**
 * A file system of the platform (CFS) in a function.
 *
 * @param cfsId such as {@code cfs-1a2b3c4d}
 * @param mountInsId of its mount point; mostly the same as {@code cfsId}
 * @param localMountDir absolute path in the function, below {@code /mnt}
 * @param remoteMountDir absolute path in the file system
 * @param userId that files are written as, a number; {@code 10000} unless set
 * @param userGroupId the same of the group
 */
public record CfsMount(
    String cfsId,
    String mountInsId,
    String localMountDir,
    String remoteMountDir,
    String userId,
    String userGroupId) {
  /** Who writes when nobody is named. */
  public static final String DEFAULT_USER = "10000";

  static List<String> problems(List<CfsMount> mounts) {
    List<String> problems = new ArrayList<>();
    for (CfsMount mount : mounts) {
      if (mount.cfsId().isBlank()) {
        problems.add("cfs: a file system has no <cfsId>.");
      } else if (!mount.localMountDir().startsWith("/")
          || !mount.remoteMountDir().startsWith("/")) {
        problems.add(
            "cfs '"
                + mount.cfsId()
                + "': localMountDir and remoteMountDir are absolute paths, such as /mnt/data and"
                + " /.");
      }
    }
    return problems;
  }

  @Override
  public String toString() {
    return cfsId + ":" + remoteMountDir + " at " + localMountDir;
  }
}
