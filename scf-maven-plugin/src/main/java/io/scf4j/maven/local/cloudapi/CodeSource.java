package io.scf4j.maven.local.cloudapi;

import io.scf4j.maven.local.store.Buckets;
import io.scf4j.maven.local.store.CodePackage;
import io.scf4j.maven.model.PlatformRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * Where the code of a function or layer comes from: a zip in the call, or an object of COS. Exactly
 * one of them, as the platform wants it.
 */
final class CodeSource {
  private final Buckets buckets;

  CodeSource(Buckets buckets) {
    this.buckets = buckets;
  }

  /** Of an object {@code Code} or {@code Content}. */
  CodePackage ofObject(Parameters code) throws ApiFault, IOException {
    return of(
        code.allow(
            "CosBucketName",
            "CosObjectName",
            "ZipFile",
            "CosBucketRegion",
            "DemoId",
            "TempCosObjectName",
            "ImageConfig"));
  }

  /** Of the same fields among others. */
  CodePackage of(Parameters code) throws ApiFault, IOException {
    if (code.has("TempCosObjectName") || code.has("ImageConfig") || code.has("DemoId")) {
      throw new ApiFault(
          "UnsupportedOperation",
          "The local SCF takes code as ZipFile, or from CosBucketName and CosObjectName, only.");
    }
    Optional<String> bucket = code.text("CosBucketName").filter(name -> !name.isEmpty());
    Optional<String> object = code.text("CosObjectName").filter(name -> !name.isEmpty());
    boolean inCos = bucket.isPresent() || object.isPresent();
    if (inCos && code.has("ZipFile")) {
      throw new ApiFault(
          "InvalidParameterValue.Code", "The code is given twice: as ZipFile, and as an object.");
    }
    byte[] zip =
        inCos ? read(bucket.orElse(""), object.orElse("")) : decode(code.requiredText("ZipFile"));
    try {
      return CodePackage.of(zip);
    } catch (IOException | RuntimeException e) { // the reader meets hostile bytes with either
      throw new ApiFault(
          "InvalidParameterValue.ZipFile",
          "The code is not a usable zip file: " + e.getMessage() + ".");
    }
  }

  private static byte[] decode(String base64) throws ApiFault {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new ApiFault(
          "InvalidParameterValue.ZipFileBase64BinasciiError",
          "ZipFile is not base64: " + e.getMessage() + ".");
    }
  }

  private byte[] read(String bucketName, String key) throws ApiFault, IOException {
    Path bucket =
        buckets
            .bucket(bucketName)
            .orElseThrow(
                () ->
                    new ApiFault(
                        "InvalidParameterValue.CosBucketName",
                        "There is no bucket '"
                            + bucketName
                            + "'; on the local SCF it is a directory in "
                            + buckets.directory()
                            + "."));
    if (!key.startsWith("/")) {
      throw noObject("CosObjectName is '" + key + "'; it begins with '/'.");
    }
    Path object =
        Buckets.object(bucket, key.substring(1))
            .orElseThrow(() -> noObject("The bucket " + bucket + " has no object '" + key + "'."));
    if (Files.size(object) > PlatformRules.MAX_UNPACKED_BYTES) { // before it fills the memory
      throw noObject("The object '" + key + "' is larger than unpacked code may be.");
    }
    return Files.readAllBytes(object);
  }

  private static ApiFault noObject(String why) {
    return new ApiFault("InvalidParameterValue.CosObjectName", why);
  }
}
