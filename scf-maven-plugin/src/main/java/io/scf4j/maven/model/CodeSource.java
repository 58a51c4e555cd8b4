package io.scf4j.maven.model;

/** Where the platform takes a function's or a layer's code from: the call itself, or COS. */
public sealed interface CodeSource {

  /** The zip, wherever it is taken from. */
  CodePackage code();

  /** The zip travels in the call, as {@code ZipFile}. */
  record Inline(CodePackage code) implements CodeSource {}

  /**
   * The zip lies in COS.
   *
   * @param bucketName {@code CosBucketName}: without {@code -appid}
   * @param objectName {@code CosObjectName}: begins with {@code /}
   * @param bucketRegion {@code CosBucketRegion}
   */
  record Cos(String bucketName, String objectName, String bucketRegion, CodePackage code)
      implements CodeSource {}
}
