package io.scf4j.runtime.api;

import java.io.IOException;

/**
 * What came back is not HTTP as RFC 9112 frames it. The connection is of no further use, because it
 * is unknown where the next response would begin.
 */
final class MalformedResponseException extends IOException {

  MalformedResponseException(String message) {
    super(message);
  }
}
