package io.scf4j.maven.mojo;

/**
 * A file system of the platform (CFS) in the function.
 *
 * @since 0.1.0
 */
public final class FileSystem {

  /**
   * Of the file system, such as {@code cfs-1a2b3c4d}.
   *
   * @since 0.1.0
   */
  String cfsId;

  /**
   * Of its mount point. Default: {@link #cfsId}.
   *
   * @since 0.1.0
   */
  String mountInsId;

  /**
   * Absolute path in the function, such as {@code /mnt/data}.
   *
   * @since 0.1.0
   */
  String localMountDir;

  /**
   * Absolute path in the file system. Default: {@code /}.
   *
   * @since 0.1.0
   */
  String remoteMountDir = "/";

  /**
   * Who files are written as, a number. Default: 10000.
   *
   * @since 0.1.0
   */
  String userId;

  /**
   * The same of the group. Default: 10000.
   *
   * @since 0.1.0
   */
  String userGroupId;
}
