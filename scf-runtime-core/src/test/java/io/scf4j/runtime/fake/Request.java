package io.scf4j.runtime.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** One request as it arrived at a fake runtime API, and on which connection it came. */
public final class Request {
  private final int connection;
  private final String head;
  private final byte[] body;

  Request(int connection, String head, byte[] body) {
    this.connection = connection;
    this.head = head;
    this.body = body;
  }

  /** The next request of a connection, or null when the client closed it. */
  static Request read(InputStream in, int connection) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int lineLength = 0;
    while (true) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.write(next);
      if (next == '\n' && lineLength == 0) {
        break;
      }
      lineLength = next == '\n' ? 0 : next == '\r' ? lineLength : lineLength + 1;
    }
    String text = head.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    int length = lengthIn(text);
    byte[] body = in.readNBytes(length);
    return body.length < length ? null : new Request(connection, text, body);
  }

  private static int lengthIn(String head) {
    return head.lines()
        .filter(line -> line.startsWith("Content-Length: "))
        .mapToInt(line -> Integer.parseInt(line.substring(16)))
        .findFirst()
        .orElse(0);
  }

  /** The number of the connection, counted from one. */
  public int connection() {
    return connection;
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
