package io.scf4j.runtime.value;

import java.nio.charset.StandardCharsets;

/**
 * JSON to and from the JDK's own types, so that a function which takes a {@code Map} needs no
 * library, and the runtime none for its error reports. Objects are {@code LinkedHashMap}, arrays
 * {@code ArrayList}; beans and records are for real libraries.
 */
public final class MiniJson {

  /** Deeper documents are refused: the reader and the writer recurse, and so will the handler. */
  static final int DEEPEST = 512;

  private MiniJson() {}

  /** Reads one JSON document (RFC 8259); an empty text is {@code null}. */
  public static Object read(String text) {
    return new JsonReader(text).readDocument();
  }

  /** Writes a value as JSON in UTF-8. */
  public static byte[] write(Object value) {
    JsonWriter writer = new JsonWriter();
    writer.write(value, 0);
    return writer.toString().getBytes(StandardCharsets.UTF_8);
  }
}
