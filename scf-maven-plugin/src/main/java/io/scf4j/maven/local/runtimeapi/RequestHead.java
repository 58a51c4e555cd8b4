package io.scf4j.maven.local.runtimeapi;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Request line and headers, up to 64 KB, as the four routes need them: header names compared
 * without case, lines that end in CRLF or LF.
 *
 * @param requestLine as it was sent
 * @param method request method
 * @param path path without the query
 * @param http10 whether the client speaks HTTP/1.0
 * @param headers values by lower-case name
 */
record RequestHead(
    String requestLine, String method, String path, boolean http10, Map<String, String> headers) {

  static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_SHOWN_CHARS = 200;

  /** The request is not HTTP as we speak it; the message is the answer's body. */
  static final class Malformed extends IOException {
    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Reads the next one.
   *
   * @return null when the client has closed the connection
   */
  static RequestHead read(InputStream in) throws IOException {
    String line = line(in, MAX_BYTES);
    while (line != null && line.isEmpty()) { // some clients send a line end after a POST body
      line = line(in, MAX_BYTES);
    }
    if (line == null) {
      return null;
    }
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new Malformed("not an HTTP/1.1 request line: " + shown(line));
    }
    return new RequestHead(
        line,
        parts[0],
        path(parts[1]),
        parts[2].equals("HTTP/1.0"),
        headers(in, MAX_BYTES - line.length()));
  }

  /** A client may send anything, and it comes into a log. */
  static String shown(String line) {
    String begin = line.length() <= MAX_SHOWN_CHARS ? line : line.substring(0, MAX_SHOWN_CHARS);
    return begin.replaceAll("[^ -~]", ".");
  }

  /** A target may be a whole URL, which proxies send and servers have to take. */
  private static String path(String target) {
    String path = target;
    if (path.startsWith("http://")) {
      int slash = path.indexOf('/', "http://".length());
      path = slash < 0 ? "/" : path.substring(slash);
    }
    int query = path.indexOf('?');
    return query < 0 ? path : path.substring(0, query);
  }

  /** Headers, or the trailers of a chunked body, up to the empty line. */
  static Map<String, String> headers(InputStream in, int maxBytes) throws IOException {
    Map<String, String> headers = new HashMap<>();
    int left = maxBytes;
    for (String line = line(in, left); line == null || !line.isEmpty(); line = line(in, left)) {
      if (line == null) {
        throw new EOFException("the request ended inside its head");
      }
      left -= line.length() + 2;
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new Malformed("not a header: " + shown(line));
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).trim();
      String other = headers.put(name, value);
      if (other != null && name.equals("content-length") && !other.equals(value)) {
        throw new Malformed("two lengths: " + other + " and " + value);
      }
    }
    return headers;
  }

  /** One line without its end (CRLF or a bare LF); null at the end of the stream. */
  static String line(InputStream in, int max) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(64);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() == 0) {
          return null;
        }
        throw new EOFException("the request ended inside a line");
      }
      if (line.size() >= max) {
        throw new Malformed("a line or the whole head is too long; the most is " + max + " bytes");
      }
      line.write(b);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** The request line, fit for a log. */
  String shown() {
    return shown(requestLine);
  }

  /** Whether the client will send more on this connection. */
  boolean keepAlive() {
    String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
    return http10 ? connection.contains("keep-alive") : !connection.contains("close");
  }

  /** Whether it waits for 100 before it sends the body; curl would wait for a second. */
  boolean expectsContinue() {
    return !http10 && "100-continue".equalsIgnoreCase(headers.get("expect"));
  }

  boolean tellsLength() {
    return headers.containsKey("content-length") || headers.containsKey("transfer-encoding");
  }

  /**
   * Whether a page in a browser of this machine has sent it, which is no business of a page's. A
   * function has the address and no browser: a domain of the page's own that leads here shows by
   * its name, a POST by its origin, and an image or a frame by {@code Sec-Fetch-Site}, which
   * browsers put to whatever they send. The fetch of Node has {@code Sec-Fetch-Mode}, but no site.
   */
  boolean isFromWebPage() {
    String host = headers.getOrDefault("host", "");
    int port = host.lastIndexOf(':');
    String name = port < 0 ? host : host.substring(0, port);
    boolean domain = name.indexOf('.') >= 0 && !Character.isDigit(name.charAt(name.length() - 1));
    return domain || headers.containsKey("origin") || headers.containsKey("sec-fetch-site");
  }
}
