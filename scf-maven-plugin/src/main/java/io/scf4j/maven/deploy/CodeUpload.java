package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ObjectStore;
import io.scf4j.maven.model.ByteCount;
import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.CodeSource;
import io.scf4j.maven.model.ScfFailure;
import io.scf4j.maven.report.Console;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The way of a package into SCF: inside of the call that names it, or, when it is too large for
 * that, through COS, under a name made of its content, so that the same bytes are sent once.
 */
public final class CodeUpload {
  /**
   * The documents name 10, 20 and 50 MB for a call, base64 and all: 7 MB of zip are within the
   * smallest of them. A MB is 1024 KB, as everywhere in {@link io.scf4j.maven.model.PlatformRules};
   * that of the documents' 10 MB may be smaller, and 7 of ours are still 9.8 million bytes of
   * base64.
   */
  public static final long DEFAULT_INLINE_LIMIT_BYTES = 7L * 1024 * 1024;

  /** Long enough for a deploy that is tried again after a weekend; SCF has its own copy by then. */
  static final int EXPIRY_DAYS = 10;

  private final long inlineLimitBytes;
  private final CodeBucket bucket;
  private final Supplier<ObjectStore> stores;
  private final Console console;
  private final boolean interactive;
  private final LongSupplier nanos;

  /**
   * @param inlineLimitBytes {@code scf.inlineLimit}: larger packages go through COS
   * @param stores opens the store; asked only for a package that needs it
   * @param interactive whether a person watches: progress is for them
   * @param nanos the clock, as {@code System::nanoTime}
   */
  public CodeUpload(
      long inlineLimitBytes,
      CodeBucket bucket,
      Supplier<ObjectStore> stores,
      Console console,
      boolean interactive,
      LongSupplier nanos) {
    this.inlineLimitBytes = inlineLimitBytes;
    this.bucket = bucket;
    this.stores = stores;
    this.console = console;
    this.interactive = interactive;
    this.nanos = nanos;
  }

  /** Whether the package travels inside of the call. Asks nobody. */
  public boolean isInline(CodePackage code) {
    return code.sizeBytes() <= inlineLimitBytes;
  }

  /**
   * Brings the package to where SCF takes it from.
   *
   * @param name of the function or layer that it is for; a part of the object's name, for people
   * @return what CreateFunction, UpdateFunctionCode and PublishLayerVersion are told
   * @throws ScfFailure when there is no bucket to use, or the file changes meanwhile
   * @throws io.scf4j.maven.cloud.CloudException when COS refuses or does not answer
   */
  public CodeSource bring(String name, CodePackage code) {
    if (isInline(code)) {
      return new CodeSource.Inline(code);
    }
    try (ObjectStore store = stores.get()) {
      String fullName = bucket.fullName(store);
      String key = ObjectStore.KEYS + name + "/" + code.sha256() + ".zip";
      if (store.has(fullName, key, code)) {
        console.info(
            code.file().getFileName()
                + " is in COS already, not uploaded again: "
                + place(fullName, key));
      } else {
        upload(store, fullName, key, code);
      }
      return new CodeSource.Cos(
          CodeBucket.withoutAppId(fullName), "/" + key, bucket.region(), code);
    }
  }

  private void upload(ObjectStore store, String fullName, String key, CodePackage code) {
    if (bucket.isOurs() && store.makeBucket(fullName, EXPIRY_DAYS)) {
      console.info(
          "Made the bucket "
              + fullName
              + ": private, and what lies in it is deleted after "
              + EXPIRY_DAYS
              + " days.");
    }
    String size = ByteCount.text(code.sizeBytes());
    console.info(
        "Uploading "
            + code.file().getFileName()
            + " ("
            + size
            + ") to COS: "
            + place(fullName, key));
    long start = nanos.getAsLong();
    UploadProgress progress =
        new UploadProgress(
            code.sizeBytes(), start, interactive ? console::info : line -> {}, nanos);
    store.upload(fullName, key, code, progress);
    Duration took = Duration.ofNanos(nanos.getAsLong() - start);
    console.info("Uploaded " + size + " in " + UploadProgress.seconds(took) + ".");
  }

  private static String place(String bucket, String key) {
    return bucket + "/" + key;
  }
}
