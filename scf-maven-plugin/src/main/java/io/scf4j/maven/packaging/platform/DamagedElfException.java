package io.scf4j.maven.packaging.platform;

/** A file that begins as an ELF file and does not go on as one. */
final class DamagedElfException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong with it, such as {@code its program headers lie beyond its end}
   */
  DamagedElfException(String message) {
    super(message);
  }
}
