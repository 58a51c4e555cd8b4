package io.scf4j.maven.local.runtimeapi;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 request read off a socket, as strict as the four routes need: a body by length or by
 * chunks, 100-continue answered before the body is read (curl waits a second for it otherwise),
 * header names compared without case.
 *
 * @param method request method
 * @param path path without the query
 * @param keepAlive whether the client will send more on this connection
 * @param body the body; empty when it was over the limit
 * @param tooLarge whether the body was over the limit (it was read to its end all the same)
 */
@SuppressWarnings("ArrayRecordComponent") // bytes that nobody changes; never compared
record HttpRequest(String method, String path, boolean keepAlive, byte[] body, boolean tooLarge) {

  private static final int MAX_HEAD_BYTES = 64 * 1024;

  /**
   * What is read and thrown away of a body that is too large, before the connection is given up.
   */
  private static final long MAX_DISCARDED_BYTES = 256L * 1024 * 1024;

  /** The request is not HTTP as we speak it; the message is the answer's body. */
  static final class Malformed extends IOException {
    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Reads the next request.
   *
   * @param maxBody the largest body to keep, in bytes
   * @return null when the client has closed the connection
   */
  static HttpRequest read(BufferedInputStream in, OutputStream out, int maxBody)
      throws IOException {
    String requestLine = line(in, MAX_HEAD_BYTES);
    while (requestLine != null
        && requestLine.isEmpty()) { // some clients send a line end after a POST body
      requestLine = line(in, MAX_HEAD_BYTES);
    }
    if (requestLine == null) {
      return null;
    }
    String[] parts = requestLine.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new Malformed("not an HTTP/1.1 request line: " + requestLine);
    }
    Map<String, String> headers = headers(in, MAX_HEAD_BYTES - requestLine.length());
    String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
    boolean http10 = parts[2].equals("HTTP/1.0");
    boolean keepAlive = http10 ? connection.contains("keep-alive") : !connection.contains("close");

    if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    Body body = new Body(maxBody);
    String encoding = headers.get("transfer-encoding");
    if (encoding != null) {
      if (!encoding.equalsIgnoreCase("chunked")) {
        throw new Malformed("Transfer-Encoding " + encoding + " is not supported, only chunked");
      }
      chunks(in, body);
    } else if (headers.containsKey("content-length")) {
      body.take(in, length(headers.get("content-length"), 10));
    }
    String target = parts[1];
    int query = target.indexOf('?');
    return new HttpRequest(
        parts[0],
        query < 0 ? target : target.substring(0, query),
        keepAlive,
        body.bytes(),
        body.tooLarge);
  }

  private static Map<String, String> headers(InputStream in, int maxBytes) throws IOException {
    Map<String, String> headers = new HashMap<>();
    int left = maxBytes;
    for (String line = line(in, left); line == null || !line.isEmpty(); line = line(in, left)) {
      if (line == null) {
        throw new EOFException("the request ended inside its head");
      }
      left -= line.length() + 2;
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new Malformed("not a header: " + line);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return headers;
  }

  private static void chunks(InputStream in, Body body) throws IOException {
    while (true) {
      String size = line(in, 1024);
      if (size == null) {
        throw new EOFException("the request ended inside its body");
      }
      int extension = size.indexOf(';');
      long length = length((extension < 0 ? size : size.substring(0, extension)).trim(), 16);
      if (length == 0) {
        headers(in, MAX_HEAD_BYTES); // trailers
        return;
      }
      body.take(in, length);
      String end = line(in, 2);
      if (end == null || !end.isEmpty()) {
        throw new Malformed("a chunk does not end where it says");
      }
    }
  }

  private static long length(String text, int radix) throws Malformed {
    try {
      long length = Long.parseLong(text, radix);
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // told below, like a negative one
    }
    throw new Malformed("not a length: " + text);
  }

  /** One line without its end (CRLF or a bare LF); null at the end of the stream. */
  private static String line(InputStream in, int max) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() == 0) {
          return null;
        }
        throw new EOFException("the request ended inside its head");
      }
      if (line.size() >= max) {
        throw new Malformed("the request's head is over " + MAX_HEAD_BYTES + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * Collects a body up to its limit and swallows the rest, so that the answer can still be read by
   * the client.
   */
  private static final class Body {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[16 * 1024];
    private final int max;
    private long total;
    private boolean tooLarge;

    Body(int max) {
      this.max = max;
    }

    void take(InputStream in, long length) throws IOException {
      total += length;
      tooLarge |= total > max;
      if (total > MAX_DISCARDED_BYTES) {
        throw new Malformed("a body of " + total + " bytes");
      }
      long left = length;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new EOFException("the request ended inside its body");
        }
        left -= n;
        if (!tooLarge) {
          kept.write(buffer, 0, n);
        }
      }
    }

    byte[] bytes() {
      return tooLarge ? new byte[0] : kept.toByteArray();
    }
  }
}
