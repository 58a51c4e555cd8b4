package io.scf4j.maven.packaging;

import io.scf4j.maven.packaging.platform.Finding;
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
 * @param jreLayer the JRE made for a layer of the function, or null
 * @param targetChecked whether anybody looked if the platform would run it
 * @param findings why it would not; empty when it would
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
    BundledJre jre,
    JreLayer jreLayer,
    boolean targetChecked,
    List<Finding> findings) {

  public PackageResult {
    // The file may have been written before there were any.
    findings = findings == null ? List.of() : List.copyOf(findings);
  }

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
   */
  public record BundledJre(String version, String vendor, List<String> modules) {}

  /**
   * A zip with the JRE at {@code jre/}, which a layer brings to {@code /opt/jre}.
   *
   * @param file its name beside this file
   * @param sha256 of its bytes
   * @param id of the JRE: layers with the same one are the same
   * @param jre what is in it
   */
  public record JreLayer(String file, String sha256, String id, BundledJre jre) {}
}
