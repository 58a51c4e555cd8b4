package io.scf4j.maven.cloud.sdk;

import java.time.Duration;

/**
 * How long one try of a call may take; the SDK's own limits are none. A limit on silence alone
 * would let an answer that comes byte by byte last for ever.
 *
 * @param connect until there is a connection
 * @param silence with nothing sent or received
 * @param whole from the beginning to the end
 */
record CallLimits(Duration connect, Duration silence, Duration whole) {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  /** Reads are small, and safe to try again. */
  static final CallLimits READ =
      new CallLimits(CONNECT, Duration.ofSeconds(15), Duration.ofSeconds(15));

  /** May carry a package; the platform takes no request that is older than five minutes. */
  static final CallLimits CHANGE =
      new CallLimits(CONNECT, Duration.ofSeconds(60), Duration.ofMinutes(5));

  /** A minute more than the function has, to send its event and to fetch its result. */
  static CallLimits invocation(Duration silence) {
    return new CallLimits(CONNECT, silence, silence.plusSeconds(60));
  }
}
