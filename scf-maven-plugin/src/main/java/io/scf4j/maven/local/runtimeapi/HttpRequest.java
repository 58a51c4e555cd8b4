package io.scf4j.maven.local.runtimeapi;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One HTTP/1.1 request read off a socket, as strict as the four routes need: a body by length or by
 * chunks, and 100-continue answered before the body is read.
 *
 * @param head request line and headers
 * @param body the body; empty when it was over the limit
 * @param tooLarge whether the body was over the limit
 * @param keepAlive whether the connection is of use afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes; never compared
record HttpRequest(RequestHead head, byte[] body, boolean tooLarge, boolean keepAlive) {

  /** What is read of a body that is too large, so that a client comes to read its answer. */
  private static final long MAX_DISCARDED_BYTES = 256L * 1024 * 1024;

  private static final int MAX_CHUNK_LINE_BYTES = 1024;

  private static final int BUFFER_BYTES = 16 * 1024;

  /** What is reserved before any of a body is there, whatever its head says of its length. */
  private static final long MAX_RESERVED_BYTES = 64 * 1024;

  /**
   * Reads the body that belongs to a head.
   *
   * @param maxBody the largest body to keep, in bytes
   */
  static HttpRequest read(RequestHead head, InputStream in, OutputStream out, int maxBody)
      throws IOException {
    if (head.expectsContinue()) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    Body body = new Body(maxBody);
    String encoding = head.headers().get("transfer-encoding");
    if (encoding != null) {
      if (!encoding.equalsIgnoreCase("chunked")) {
        throw new RequestHead.Malformed(
            "Transfer-Encoding " + encoding + " is not supported, only chunked");
      }
      chunks(in, body);
    } else if (head.headers().containsKey("content-length")) {
      body.take(in, length(head.headers().get("content-length"), 10));
    }
    return new HttpRequest(
        head, body.bytes(), body.isTooLarge(), head.keepAlive() && !body.endless());
  }

  private static void chunks(InputStream in, Body body) throws IOException {
    while (!body.endless()) {
      String size = RequestHead.line(in, MAX_CHUNK_LINE_BYTES);
      if (size == null) {
        throw new EOFException("the request ended inside its body");
      }
      int extension = size.indexOf(';');
      long length = length((extension < 0 ? size : size.substring(0, extension)).trim(), 16);
      if (length == 0) {
        RequestHead.headers(in, RequestHead.MAX_BYTES); // trailers
        return;
      }
      body.take(in, length);
      if (!body.endless()) {
        endOfChunk(in);
      }
    }
  }

  private static void endOfChunk(InputStream in) throws IOException {
    int end = in.read();
    if (end == '\r') {
      end = in.read();
    }
    if (end < 0) {
      throw new EOFException("the request ended inside its body");
    }
    if (end != '\n') {
      throw new RequestHead.Malformed("a chunk does not end where it says");
    }
  }

  private static long length(String text, int radix) throws RequestHead.Malformed {
    try {
      if (!text.startsWith("+") && !text.startsWith("-")) {
        return Long.parseLong(text, radix);
      }
    } catch (NumberFormatException e) {
      // told below, like one with a sign
    }
    throw new RequestHead.Malformed("not a length: " + text);
  }

  /** Collects a body up to its limit and swallows the rest of it. */
  private static final class Body {
    private final int max;
    private byte[] buffer = new byte[0];
    private ByteArrayOutputStream kept;
    private long total;

    Body(int max) {
      this.max = max;
    }

    void take(InputStream in, long length) throws IOException {
      total += Math.min(length, MAX_DISCARDED_BYTES + 1);
      if (kept == null) {
        kept = new ByteArrayOutputStream((int) Math.min(length, MAX_RESERVED_BYTES));
      }
      if (buffer.length < Math.min(length, BUFFER_BYTES)) { // most bodies are far smaller
        buffer = new byte[(int) Math.min(length, BUFFER_BYTES)];
      }
      long left = endless() ? 0 : length;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new EOFException("the request ended inside its body");
        }
        left -= n;
        if (!isTooLarge()) {
          kept.write(buffer, 0, n);
        }
      }
    }

    boolean isTooLarge() {
      return total > max;
    }

    /** So large that the rest of it is not even read. */
    boolean endless() {
      return total > MAX_DISCARDED_BYTES;
    }

    byte[] bytes() {
      return kept == null || isTooLarge() ? new byte[0] : kept.toByteArray();
    }
  }
}
