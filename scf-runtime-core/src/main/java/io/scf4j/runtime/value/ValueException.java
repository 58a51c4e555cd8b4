package io.scf4j.runtime.value;

/**
 * An event that is not what the handler takes, a result that has no form as bytes, or a type that
 * can be neither. The message is all there is to say; the frames would be the runtime's.
 */
public class ValueException extends IllegalArgumentException {

  /** With what is wrong, and where. */
  ValueException(String message) {
    this(message, null);
  }

  ValueException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Not filled in: see above. */
  @Override
  public final synchronized Throwable fillInStackTrace() {
    return this;
  }
}
