package io.scf4j.maven.packaging;

/** Which files a user means; its text, as the user wrote it, is what messages call it by. */
public interface PathPattern {

  /**
   * @param path from the root of the package, with {@code /}
   */
  boolean matches(String path);
}
