package io.scf4j.maven.local.instance;

import java.time.Duration;

/** Runs short tasks later, on a thread that all pools share; a test runs them when it likes. */
interface Timer {
  void after(Duration delay, Runnable task);
}
