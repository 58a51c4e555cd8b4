package io.scf4j.runtime.api;

import java.io.IOException;

/**
 * No connection could be made, in contrast to one that was made and lost: a refusal calls for a
 * pause, a lost long poll only for asking again.
 */
final class UnreachableException extends IOException {

  UnreachableException(String message, IOException cause) {
    super(message, cause);
  }
}
