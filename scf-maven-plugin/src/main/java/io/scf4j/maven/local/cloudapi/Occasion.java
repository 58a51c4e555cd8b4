package io.scf4j.maven.local.cloudapi;

/**
 * What led to an invocation, for those who look at it afterwards.
 *
 * @param origin {@code API}, {@code URL GET /path}, {@code timer nightly} and the like
 * @param qualifier the version or alias that was asked for
 * @param retry 0, or which repetition of an asynchronous event this is
 */
record Occasion(String origin, String qualifier, int retry) {
  /** Invoke and InvokeFunction whose caller waits. */
  static final String API = "API";

  /** Invoke with InvocationType Event. */
  static final String API_EVENT = "API event";

  /** No event: an instance that is kept ready was started. */
  static final String PROVISIONED = "provisioned";

  /** Of an event that comes for the first time. */
  static Occasion of(String origin, String qualifier) {
    return new Occasion(origin, qualifier, 0);
  }
}
