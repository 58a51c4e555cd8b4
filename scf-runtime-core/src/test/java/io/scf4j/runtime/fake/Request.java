package io.scf4j.runtime.fake;

import java.nio.charset.StandardCharsets;

/**
 * One request as it arrived at the fake runtime API, with what a test wants to know of its bytes:
 * on which connection they came and in how many pieces.
 */
public final class Request {
  private final int connection;
  private final int reads;
  private final String head;
  private final byte[] body;

  Request(int connection, int reads, String head, byte[] body) {
    this.connection = connection;
    this.reads = reads;
    this.head = head;
    this.body = body;
  }

  /** The number of the connection, counted from one. */
  public int connection() {
    return connection;
  }

  /** In how many pieces it arrived. */
  public int reads() {
    return reads;
  }

  public String head() {
    return head;
  }

  public byte[] body() {
    return body;
  }

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
