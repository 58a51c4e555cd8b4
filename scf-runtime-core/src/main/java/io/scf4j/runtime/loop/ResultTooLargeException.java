package io.scf4j.runtime.loop;

/**
 * A result beyond what SCF takes. Sending it would fail with a status that says less, after the
 * bytes have travelled.
 */
final class ResultTooLargeException extends Exception {

  /** Of a synchronous response; SCF answers a larger one with 407. A constant, so not looked up. */
  static final int LARGEST_RESULT_BYTES = 6 * 1024 * 1024;

  private ResultTooLargeException(int bytes) {
    super(
        "The result has "
            + bytes
            + " bytes, SCF takes at most "
            + LARGEST_RESULT_BYTES
            + " (6 MB). Store it, for instance in COS, and return where it is.",
        null,
        false,
        false);
  }

  /** Declared as any exception, so that the class is not loaded before there is one. */
  static Exception of(int bytes) {
    return new ResultTooLargeException(bytes);
  }
}
