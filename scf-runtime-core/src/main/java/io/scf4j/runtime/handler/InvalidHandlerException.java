package io.scf4j.runtime.handler;

/**
 * The handler as configured cannot be used. The message says what was found and what to write
 * instead; it has no stack trace, because the fault is in no line of code.
 */
public final class InvalidHandlerException extends Exception {

  /** With what is wrong and what to do. */
  InvalidHandlerException(String message) {
    this(message, null);
  }

  InvalidHandlerException(String message, Throwable cause) {
    super(message, cause, false, false);
  }
}
