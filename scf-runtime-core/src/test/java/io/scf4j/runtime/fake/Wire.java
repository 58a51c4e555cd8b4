package io.scf4j.runtime.fake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One complete answer in a random one of all the forms HTTP/1.1 has for it. */
final class Wire {
  private final Random random;
  private final List<String> headers = new ArrayList<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final String lineEnd;
  private final int style;
  private int status;
  private byte[] body;
  private boolean closes;

  Wire(Random random) {
    this.random = random;
    this.lineEnd = random.nextInt(6) == 0 ? "\n" : "\r\n";
    this.style = random.nextInt(8);
  }

  Wire status(int status) {
    this.status = status;
    return this;
  }

  Wire header(String name, String value) {
    String[] cases = {name, name.toLowerCase(Locale.ROOT), name.toUpperCase(Locale.ROOT)};
    String[] gaps = {" ", "", " \t"};
    headers.add(cases[random.nextInt(3)] + ":" + gaps[random.nextInt(3)] + value);
    return this;
  }

  Wire body(String body) {
    this.body = body.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  /** Decides on the form; returns whether the connection has to be closed after it. */
  boolean end() {
    int interim = random.nextInt(6);
    if (interim < 2) {
      line(interim == 0 ? "HTTP/1.1 100 Continue" : "HTTP/1.1 103 Early Hints");
      line("");
    }
    boolean http10 = random.nextInt(8) == 0;
    String[] reasons = {" Whatever", "", " "};
    line((http10 ? "HTTP/1.0 " : "HTTP/1.1 ") + status + reasons[random.nextInt(3)]);
    headers.forEach(this::line);
    int framing = random.nextInt(3);
    closes = http10 || (framing == 2 && status != 204) || random.nextInt(6) == 0;
    if (closes && !http10 && random.nextBoolean()) {
      line("Connection: close"); // else it is closed without a word
    }
    if (status == 204) {
      line("");
    } else if (framing == 0) {
      header("Content-Length", String.valueOf(body.length));
      line(headers.get(headers.size() - 1));
      line("");
      bytes.writeBytes(body);
      if (style > 1 && random.nextInt(10) == 0) {
        closes = true;
        line("HTTP/1.1 200 OK"); // an answer nobody asked for, in the same write
        line("Request_Id: surplus");
        line("Content-Length: 0");
        line("");
      }
    } else if (framing == 1) {
      line("Transfer-Encoding: Chunked");
      line("");
      chunks();
    } else {
      line("");
      bytes.writeBytes(body);
    }
    return closes;
  }

  private void chunks() {
    boolean single = random.nextBoolean();
    for (int from = 0; from < body.length; ) {
      int size = single ? 1 : 1 + random.nextInt(body.length - from);
      line(
          Integer.toHexString(size).toUpperCase(Locale.ROOT)
              + (random.nextBoolean() ? ";a=b" : ""));
      bytes.write(body, from, size);
      line("");
      from += size;
    }
    line("0");
    if (random.nextBoolean()) {
      line("Trailer: x");
    }
    line("");
  }

  private void line(String text) {
    bytes.writeBytes((text + lineEnd).getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of each write: all at once, in a few pieces, or one by one. */
  List<byte[]> parts() {
    byte[] all = bytes.toByteArray();
    List<byte[]> parts = new ArrayList<>();
    for (int from = 0; from < all.length; ) {
      int rest = all.length - from;
      int size = style == 0 ? 1 : style == 1 ? 1 + random.nextInt(rest) : rest;
      parts.add(Arrays.copyOfRange(all, from, from + size));
      from += size;
    }
    return parts;
  }
}
