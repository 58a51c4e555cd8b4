package io.scf4j.maven.cloud.sdk;

import io.scf4j.maven.cloud.CloudProxy;
import io.scf4j.maven.cloud.CodeEnd;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of a file behind an address that the cloud has signed. It is asked for to tell more,
 * never to do anything, so that no answer is an answer: a proxy that wants a password gets none,
 * and nothing is tried again.
 */
final class CodeDownload {
  private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");
  private static final int CONNECT_MS = 3000;
  private static final int READ_MS = 5000;

  private CodeDownload() {}

  /**
   * Asks for it.
   *
   * @param url as GetFunctionAddress gives it; plain HTTP is for this machine only
   * @param most bytes
   */
  static Optional<CodeEnd> end(String url, int most, Optional<CloudProxy> proxy) {
    try {
      URI address = URI.create(url);
      boolean own = "http".equals(address.getScheme()) && "127.0.0.1".equals(address.getHost());
      if (!own && !"https".equals(address.getScheme())) {
        return Optional.empty();
      }
      Proxy way =
          own || proxy.isEmpty()
              ? Proxy.NO_PROXY
              : new Proxy(
                  Proxy.Type.HTTP, new InetSocketAddress(proxy.get().host(), proxy.get().port()));
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection(way);
      connection.setConnectTimeout(CONNECT_MS);
      connection.setReadTimeout(READ_MS);
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("Range", "bytes=-" + most);
      try {
        return end(connection, most);
      } finally {
        connection.disconnect();
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<CodeEnd> end(HttpURLConnection connection, int most) throws IOException {
    String told = connection.getHeaderField("Content-Range");
    Matcher range = RANGE.matcher(told == null ? "" : told);
    if (connection.getResponseCode() != HttpURLConnection.HTTP_PARTIAL || !range.matches()) {
      return Optional.empty();
    }
    long from = Long.parseLong(range.group(1));
    long whole = Long.parseLong(range.group(3));
    byte[] bytes;
    try (InputStream in = connection.getInputStream()) {
      bytes = in.readNBytes(most + 1);
    }
    return bytes.length <= most && from + bytes.length == whole
        ? Optional.of(new CodeEnd(whole, bytes))
        : Optional.empty();
  }
}
