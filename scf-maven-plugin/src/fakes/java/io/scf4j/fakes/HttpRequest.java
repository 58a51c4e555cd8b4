package io.scf4j.fakes;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as its bytes came in.
 *
 * @param path decoded
 * @param query decoded, names in lower case
 * @param headers names in lower case, values stripped
 */
record HttpRequest(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    InputStream in) {
  private static final int MAX_HEAD_BYTES = 64 * 1024;

  /** The next request of a connection; null when the client has closed it. */
  static HttpRequest read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
      if (head.length() > MAX_HEAD_BYTES) {
        throw new IOException("no end of the head");
      }
    }
    String[] lines = head.toString().split("\r\n");
    String[] first = lines[0].split(" ");
    Map<String, String> headers = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    int mark = first[1].indexOf('?');
    String path = mark < 0 ? first[1] : first[1].substring(0, mark);
    Map<String, String> query = new TreeMap<>();
    for (String pair : mark < 0 ? new String[0] : first[1].substring(mark + 1).split("&")) {
      int equals = pair.indexOf('=');
      query.put(
          decode(equals < 0 ? pair : pair.substring(0, equals)).toLowerCase(Locale.ROOT),
          equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return new HttpRequest(first[0], decode(path), query, headers, in);
  }

  int length() {
    return Integer.parseInt(headers.getOrDefault("content-length", "0"));
  }

  String host() {
    return headers.getOrDefault("host", "");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
