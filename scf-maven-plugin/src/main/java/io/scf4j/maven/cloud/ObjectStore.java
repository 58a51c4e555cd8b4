package io.scf4j.maven.cloud;

import io.scf4j.maven.model.CodePackage;
import io.scf4j.maven.model.ScfFailure;
import java.util.List;

/**
 * The little of an object store that a large package needs on its way into SCF. A port: the goals
 * know nothing of the SDK behind it. Buckets are named in full, with {@code -appid}. Every method
 * throws {@link CloudException} when the store refuses, or does not answer after several attempts.
 */
public interface ObjectStore extends AutoCloseable {

  /** What the keys of our objects begin with; whatever else lies in a bucket is not ours. */
  String KEYS = "scf4j/";

  /** The names of all buckets of the account, whatever their region. */
  List<String> buckets();

  /**
   * Makes a private bucket, unless it is there, and gives it a rule that deletes our objects,
   * unless it has a rule. A bucket is made in two steps; this goes on where an earlier call was
   * ended.
   *
   * @param expiryDays days after which an object is deleted
   * @return whether the bucket is new
   */
  boolean makeBucket(String bucket, int expiryDays);

  /**
   * Whether exactly these bytes lie under this key: put there by {@link #upload}, of the same size.
   * Also false when there is no such bucket.
   */
  boolean has(String bucket, String key, CodePackage code);

  /**
   * Puts the package under the key; all of it or nothing.
   *
   * @param progress is told after each part
   * @throws ScfFailure when the file is not the package any more
   */
  void upload(String bucket, String key, CodePackage code, Progress progress);

  /** What to say when a file is not the package any more. */
  static ScfFailure changed(CodePackage code) {
    return new ScfFailure(
        code.file() + " has changed while it was uploaded.",
        "Let nothing package the project meanwhile, and run the goal again.");
  }

  @Override
  void close();

  /** Told how far an upload has come. */
  @FunctionalInterface
  interface Progress {
    /** Bytes that have arrived, of all parts so far. */
    void arrived(long bytes);
  }
}
