package io.scf4j.maven.cloud;

/**
 * Pauses that double up to a longest one, each off by up to a quarter: callers that were refused
 * together come back one by one.
 *
 * @param firstMs the first pause, ms
 * @param longestMs no pause is meant to be longer, ms; jitter comes on top
 */
public record Backoff(long firstMs, long longestMs) {
  private static final double JITTER = 0.25;

  /**
   * The pause after a try, ms.
   *
   * @param tries how many there were, from 1
   * @param random from 0 to 1; 0.5 leaves the pause as it is
   */
  public long pauseMs(int tries, double random) {
    long pauseMs = firstMs;
    for (int doubled = 1; doubled < tries && pauseMs < longestMs; doubled++) {
      pauseMs *= 2;
    }
    return Math.round(Math.min(pauseMs, longestMs) * (1 - JITTER + 2 * JITTER * random));
  }
}
