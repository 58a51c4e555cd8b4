package io.scf4j.maven.packaging.platform;

/**
 * Something in a package that the platform would not run.
 *
 * @param file its path in the package
 * @param problem what goes on behind the file's name, such as {@code needs GLIBC_2.34; the platform
 *     (CentOS 7.6) has 2.17}
 * @param toDo the ways out, a sentence
 */
public record Finding(String file, String problem, String toDo) {
  private static final String JRE = "jre/";

  /** Whether it is one of the bundled JRE, whose files are mostly wrong together. */
  boolean isOfTheJre() {
    return file.startsWith(JRE);
  }

  @Override
  public String toString() {
    return file + " " + problem;
  }
}
