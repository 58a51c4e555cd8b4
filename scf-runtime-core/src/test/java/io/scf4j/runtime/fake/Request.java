package io.scf4j.runtime.fake;

import java.nio.charset.StandardCharsets;

/**
 * One request as it arrived at the fake runtime API, with what a test wants to know of its bytes:
 * on which connection they came and in how many pieces.
 */
public record Request(int connection, int reads, String head, byte[] body) {

  /** Method and path. */
  public String line() {
    return head.substring(0, head.indexOf(" HTTP/"));
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Method, path and body, in the form tests compare. */
  @Override
  public String toString() {
    return body.length == 0 ? line() : line() + " " + text();
  }
}
