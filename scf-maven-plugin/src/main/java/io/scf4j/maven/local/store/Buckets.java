package io.scf4j.maven.local.store;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The place of COS, from which deploy tools have code taken: a bucket is a directory {@code
 * cos/<bucket>} of the store, an object a file in it. Whoever plays COS puts them there; here they
 * are only read.
 */
public final class Buckets {

  /** Its name in the store. */
  public static final String DIRECTORY = "cos";

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private final Path root;

  Buckets(Path root) {
    this.root = root;
  }

  /** Where buckets are looked for. */
  public Path directory() {
    return root;
  }

  /** A bucket's directory; empty when there is none, and for a name that no bucket can have. */
  public Optional<Path> bucket(String name) {
    return NAME.matcher(name).matches()
        ? Optional.of(root.resolve(name)).filter(Files::isDirectory)
        : Optional.empty();
  }

  /**
   * The file of an object.
   *
   * @param key its path in the bucket, relative
   * @return empty when there is none, and for a path that leads elsewhere
   */
  public static Optional<Path> object(Path bucket, String key) {
    boolean plain =
        Stream.of(key.split("/", -1))
            .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    try {
      return plain
          ? Optional.of(bucket.resolve(key)).filter(Files::isRegularFile)
          : Optional.empty();
    } catch (InvalidPathException e) { // a name that no file can have
      return Optional.empty();
    }
  }
}
