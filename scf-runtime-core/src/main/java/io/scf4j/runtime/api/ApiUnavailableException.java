package io.scf4j.runtime.api;

/**
 * The runtime API could not be used for so long that only a new process can help, or the
 * environment does not say where it is. The message says which call failed and why, or names the
 * variable; a stack trace would add nothing.
 */
public final class ApiUnavailableException extends Exception {

  /** With the reason as it is to be logged. */
  public ApiUnavailableException(String message) {
    super(message, null, false, false);
  }
}
