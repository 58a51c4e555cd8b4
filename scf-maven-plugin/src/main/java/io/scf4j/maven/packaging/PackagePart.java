package io.scf4j.maven.packaging;

/** What a file of the package is there for: the parts whose sizes are told apart. */
enum PackagePart {
  /** The function's own: its classes, {@code bootstrap}, the files of {@code src/main/scf}. */
  APP,
  /** The runtime core and the dependencies. */
  LIB,
  /** The bundled JRE. */
  JRE,
  /** The AOT cache. */
  AOT
}
