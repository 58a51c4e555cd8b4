package io.scf4j.runtime.value;

import java.nio.charset.StandardCharsets;

/**
 * Text, as the built-in Java runtime reads and writes it: an event that is one JSON string literal
 * is the value of that literal, any other event is the text itself, and a result is posted without
 * quotes.
 */
final class Text implements EventReader, ResultWriter {

  @Override
  public Object read(byte[] event) {
    if (isQuoted(event)) {
      try {
        return MiniJson.read(new String(event, StandardCharsets.UTF_8));
      } catch (ValueException notOneLiteral) {
        // Then it is text that happens to begin and end with a quote.
      }
    }
    return new String(event, StandardCharsets.UTF_8);
  }

  @Override
  public byte[] write(Object result) {
    return result == null ? Values.jsonNull() : result.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isQuoted(byte[] event) {
    int first = 0;
    int last = event.length - 1;
    while (first < last && isJsonSpace(event[first])) {
      first++;
    }
    while (last > first && isJsonSpace(event[last])) {
      last--;
    }
    return first < last && event[first] == '"' && event[last] == '"';
  }

  private static boolean isJsonSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
