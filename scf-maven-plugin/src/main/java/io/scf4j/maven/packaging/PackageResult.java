package io.scf4j.maven.packaging;

import java.util.List;

/**
 * What was packaged: the content of {@code package.json}, from which {@code deploy} and {@code
 * invoke} know the function in a later call.
 *
 * @param schema of this file; a change that breaks readers raises it
 * @param handler what the API's {@code Handler} shall be
 * @param codeFile name of the zip beside this file
 * @param codeSize its bytes
 * @param codeSha256 of its bytes, lower-case hex
 * @param entries number of files in it
 * @param unpackedSize their bytes
 * @param parts what its parts cost
 * @param jre the JRE in it, or null
 */
public record PackageResult(
    int schema,
    String functionName,
    String runtime,
    String handler,
    String codeFile,
    long codeSize,
    String codeSha256,
    int entries,
    long unpackedSize,
    List<Part> parts,
    BundledJre jre) {

  /**
   * A part of the package.
   *
   * @param part {@code app}, {@code lib}, {@code jre} or {@code aot}
   * @param entries number of its files
   * @param bytes theirs, unpacked
   * @param compressed theirs in the zip
   * @param share of the zip, 0 to 1
   */
  public record Part(String part, int entries, long bytes, long compressed, double share) {}

  /**
   * A JRE under {@code jre/}.
   *
   * @param version such as {@code 25.0.3+9-LTS}
   * @param vendor of the JDK it was linked from
   * @param modules sorted by name
   * @param findings why it could not run on the platform; empty when it can
   */
  public record BundledJre(
      String version, String vendor, List<String> modules, List<String> findings) {}
}
