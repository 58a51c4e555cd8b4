package io.scf4j.maven.local.instance;

import java.time.Duration;

/** Runs short tasks later, on a thread that all pools share; a test runs them when it likes. */
public interface Timer {

  /** Runs the task after the delay, unless everything has ended by then. */
  void after(Duration delay, Runnable task);
}
