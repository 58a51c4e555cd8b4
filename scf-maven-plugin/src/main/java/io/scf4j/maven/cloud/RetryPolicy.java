package io.scf4j.maven.cloud;

import java.time.Duration;

/**
 * Which call that failed is made again, how often, and after which pause. The one place for these
 * numbers; what they mean for a user is on the page deploy-retries.
 *
 * @param tries at most, the first one counted
 * @param limit no try begins later than this after the first one
 * @param backoff the pauses between them
 * @param waitsForServer whether a server that cannot be reached may come back in a moment
 */
public record RetryPolicy(int tries, Duration limit, Backoff backoff, boolean waitsForServer) {
  private static final int TRIES = 5;
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Backoff OVER_THE_NETWORK = new Backoff(500, 8000);

  /** Nobody else's quota is on this machine, and no load that must be let down. */
  private static final Backoff ON_THIS_MACHINE = new Backoff(50, 800);

  /** For the cloud; or for this machine, where pauses are short and nobody waits for a server. */
  public static RetryPolicy of(CloudEndpoint endpoint) {
    return endpoint.isLoopback()
        ? new RetryPolicy(TRIES, LIMIT, ON_THIS_MACHINE, false)
        : new RetryPolicy(TRIES, LIMIT, OVER_THE_NETWORK, true);
  }

  /**
   * Whether to try again.
   *
   * @param tried how often the call was made
   * @param elapsed since the first time
   */
  boolean allows(CloudException failure, Safety safety, int tried, Duration elapsed) {
    return tried < tries
        && elapsed.compareTo(limit) < 0
        && failure.isTransient()
        && (waitsForServer || !failure.isUnreachable())
        && (safety != Safety.ONCE || !failure.mayHaveBeenDone());
  }
}
