package io.scf4j.maven.packaging;

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
 */
public record PackageResult(
    int schema,
    String functionName,
    String runtime,
    String handler,
    String codeFile,
    long codeSize,
    String codeSha256,
    int entries) {}
