package io.scf4j.maven.model;

/**
 * A layer that is published with a function: its JRE.
 *
 * @param name of the layer
 * @param content the zip that is unpacked to {@code /opt}
 */
public record LayerPackage(String name, CodePackage content) {
  /** All functions of a region share the versions of it. */
  public static final String JRE = "scf4j-jre";

  /**
   * What a version with this content is described as, by which it is found again: the API tells no
   * digest in a list.
   */
  public String description() {
    return "JRE for functions, SHA-256 " + content.sha256();
  }
}
