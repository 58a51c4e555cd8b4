package io.scf4j.maven.local.instance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What a function writes, line by line while it writes it; a long line comes in parts. */
final class OutputLines {
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  OutputLines(Consumer<String> lines) {
    this.lines = lines;
  }

  void write(byte[] bytes, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      boolean full = line.size() + i - from >= BoundedOutput.RECORD_BYTES;
      if (bytes[i] == '\n') {
        line.write(bytes, from, i - from);
        tell();
        from = i + 1;
      } else if (full && (bytes[i] & 0xC0) != 0x80) { // not within a character
        line.write(bytes, from, i - from);
        tell();
        from = i;
      }
    }
    line.write(bytes, from, length - from);
  }

  /** A line that was not finished is one. */
  void end() {
    if (line.size() > 0) {
      tell();
    }
  }

  private void tell() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
