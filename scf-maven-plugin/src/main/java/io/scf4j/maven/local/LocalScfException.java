package io.scf4j.maven.local;

/**
 * The local SCF cannot start or cannot be reached, and the user can do something about it: the
 * message says what failed and what to do, in lines ready to be printed.
 */
public final class LocalScfException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With a message for the user. */
  public LocalScfException(String message) {
    super(message);
  }

  /** With a message for the user and its cause. */
  public LocalScfException(String message, Throwable cause) {
    super(message, cause);
  }
}
