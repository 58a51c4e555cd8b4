package io.scf4j.maven.local.cloudapi;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads bodies of a size that is to be expected, and lets no client fill the memory. */
final class RequestBody {

  /** Room for the largest zip the platform takes inline (50 MB), as base64. */
  private static final int MAX_BYTES = 70 * 1024 * 1024;

  private RequestBody() {}

  /**
   * The whole body; empty when it is too large.
   *
   * @param declared value of {@code Content-Length}, empty when the body is chunked
   */
  static Optional<byte[]> read(InputStream in, String declared) throws IOException {
    if (isTooLarge(declared)) {
      return Optional.empty();
    }
    int most = declared.isEmpty() ? MAX_BYTES : Integer.parseInt(declared);
    byte[] body = in.readNBytes(most + 1); // with a buffer of that size, if it is small
    return body.length > most ? Optional.empty() : Optional.of(body);
  }

  /** Whether a body is too large by its own account. */
  static boolean isTooLarge(String declared) {
    return !declared.isEmpty() && Long.parseLong(declared) > MAX_BYTES;
  }

  static ApiFault tooLarge() {
    return new ApiFault("RequestSizeLimitExceeded", "The request is over " + MAX_BYTES + " bytes.");
  }

  /**
   * Reads on for a while after the answer: a client that sends first and reads then would miss it
   * if its connection were closed at once.
   */
  static void discard(InputStream in) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    long left = MAX_BYTES;
    while (left > 0) {
      int read = in.read(buffer);
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }
}
