package io.scf4j.it.harness;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.scf4j.maven.local.LocalScfAccess;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A caller of the cloud API that takes next to no time itself, so that what it measures is the
 * server: one kept connection, and requests that are signed before they are sent. For one thread.
 */
public final class CloudCaller implements AutoCloseable {
  private static final String SIGNED_HEADERS = "content-type;host;x-tc-action";
  private static final int BUFFER_BYTES = 64 * 1024;

  private final LocalScfAccess access;
  private final Socket socket;
  private final InputStream in;

  public CloudCaller(LocalScfAccess access) {
    this.access = access;
    try {
      socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), access.port());
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A whole request, good for the next five minutes and as often as one likes. */
  public byte[] signed(String action, JsonObject parameters) {
    String body = parameters.toString();
    String host = "127.0.0.1:" + access.port();
    Instant now = Instant.now();
    String date = now.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    String canonical =
        "POST\n/\n\ncontent-type:application/json\nhost:"
            + host
            + "\nx-tc-action:"
            + action.toLowerCase(Locale.ROOT)
            + "\n\n"
            + SIGNED_HEADERS
            + "\n"
            + sha256(body);
    String scope = date + "/scf/tc3_request";
    String toSign =
        "TC3-HMAC-SHA256\n" + now.getEpochSecond() + "\n" + scope + "\n" + sha256(canonical);
    byte[] dated = hmac(("TC3" + access.secretKey()).getBytes(StandardCharsets.UTF_8), date);
    byte[] key = hmac(hmac(dated, "scf"), "tc3_request");
    String head =
        "POST / HTTP/1.1\r\nHost: "
            + host
            + "\r\nContent-Type: application/json\r\nX-TC-Action: "
            + action
            + "\r\nX-TC-Version: 2018-04-16\r\nX-TC-Timestamp: "
            + now.getEpochSecond()
            + "\r\nAuthorization: TC3-HMAC-SHA256 Credential="
            + access.secretId()
            + "/"
            + scope
            + ", SignedHeaders="
            + SIGNED_HEADERS
            + ", Signature="
            + HexFormat.of().formatHex(hmac(key, toSign))
            + "\r\nContent-Length: "
            + body.getBytes(StandardCharsets.UTF_8).length
            + "\r\n\r\n";
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  /** {@code GET /}, which the server answers with a constant line. */
  public byte[] bare() {
    return ("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + access.port() + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Sends a request and returns the body of its answer; any status but 200 is an error. */
  public String send(byte[] request) {
    try {
      socket.getOutputStream().write(request);
      String status = line();
      int length = 0;
      for (String header = line(); !header.isEmpty(); header = line()) {
        if (header.regionMatches(true, 0, "Content-length:", 0, 15)) {
          length = Integer.parseInt(header.substring(15).strip());
        }
      }
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      if (!status.startsWith("HTTP/1.1 200 ")) {
        throw new IOException(status + ": " + body);
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of {@code Response} of a call that succeeds. */
  public JsonObject call(String action, JsonObject parameters) {
    JsonObject response =
        JsonParser.parseString(send(signed(action, parameters)))
            .getAsJsonObject()
            .getAsJsonObject("Response");
    if (response.has("Error")) {
      throw new AssertionError(action + ": " + response);
    }
    return response;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
