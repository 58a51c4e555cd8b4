package io.scf4j.runtime.api;

/**
 * The environment does not say where the runtime API is. The message names the variable; this is
 * the one error that cannot be reported to SCF.
 */
public final class BadAddressException extends Exception {

  BadAddressException(String message) {
    super(message, null, false, false);
  }
}
