package io.scf4j.runtime.value;

/**
 * An event that is not what the handler takes, or a result that has no JSON form. The message is
 * all there is to say; the frames would be the runtime's.
 */
public final class ValueException extends RuntimeException {

  /** With what is wrong, and where. */
  ValueException(String message) {
    super(message, null, false, false);
  }
}
