package io.scf4j.maven.local.instance;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How a pool keeps its instances.
 *
 * @param limit the most instances at a time
 * @param idleTime how long an instance without events is kept; the platform promises no time
 * @param debugPort port of a Java debugger on 127.0.0.1: then there is one instance, it is kept,
 *     and no time limit comes in the way of a breakpoint
 * @param strict whether requests that break the runtime protocol are refused and listed in the log
 */
public record PoolOptions(int limit, Duration idleTime, OptionalInt debugPort, boolean strict) {

  /** Tolerant, as the platform is. */
  public PoolOptions(int limit, Duration idleTime, OptionalInt debugPort) {
    this(limit, idleTime, debugPort, false);
  }

  /** Idle instances are kept for a minute, and nothing is debugged. */
  public static PoolOptions of(int limit) {
    return new PoolOptions(limit, Duration.ofSeconds(60), OptionalInt.empty());
  }

  /** The same with another time for idle instances. */
  public PoolOptions withIdleTime(Duration time) {
    return new PoolOptions(limit, time, debugPort, strict);
  }

  /** The same with a Java debugger's port. */
  public PoolOptions withDebugPort(int port) {
    return new PoolOptions(limit, idleTime, OptionalInt.of(port), strict);
  }
}
