package io.scf4j.runtime.value;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Bytes in the forms the JDK has for them, always exact. */
final class Bytes {
  private Bytes() {}

  /** The event for a handler that takes {@code byte[]}. */
  static final class ArrayReader implements EventReader {
    @Override
    public Object read(byte[] event) {
      return event;
    }
  }

  /** The event for a handler that takes an {@code InputStream}. */
  static final class StreamReader implements EventReader {
    @Override
    public Object read(byte[] event) {
      return new ByteArrayInputStream(event);
    }
  }

  static boolean isBytes(Class<?> type) {
    return type == byte[].class
        || ByteBuffer.class.isAssignableFrom(type)
        || InputStream.class.isAssignableFrom(type);
  }

  /** The content of a value for which {@link #isBytes} is true; an input stream is closed. */
  static byte[] of(Object value) throws IOException {
    if (value instanceof byte[]) {
      return (byte[]) value;
    }
    if (value instanceof ByteBuffer) {
      ByteBuffer content = ((ByteBuffer) value).duplicate();
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      return bytes;
    }
    try (InputStream content = (InputStream) value) {
      return content.readAllBytes();
    }
  }
}
