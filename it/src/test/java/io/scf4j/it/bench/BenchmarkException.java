package io.scf4j.it.bench;

/**
 * The benchmark cannot be run here; the message says what it lacks and what to do. Maven prints the
 * stack trace of whatever a main program throws, so there is none.
 */
final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BenchmarkException(String message) {
    super(message, null, false, false);
  }
}
