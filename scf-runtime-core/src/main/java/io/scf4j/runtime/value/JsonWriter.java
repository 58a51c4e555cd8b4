package io.scf4j.runtime.value;

import java.lang.reflect.Array;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes the JDK's types as JSON that every reader accepts: control characters and halves of
 * surrogate pairs escaped, and an error instead of anything JSON has no form for.
 */
final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(256);

  void write(Object value, int depth) {
    if (depth > MiniJson.DEEPEST) {
      throw new ValueException(
          "The result is nested deeper than " + MiniJson.DEEPEST + " levels, or contains itself");
    }
    if (value == null) {
      out.append("null");
    } else if (value instanceof CharSequence || value instanceof Character) {
      writeString(value.toString());
    } else if (value instanceof Boolean) {
      out.append(value.toString());
    } else if (value instanceof Number) {
      writeNumber((Number) value);
    } else if (value instanceof Map) {
      writeObject((Map<?, ?>) value, depth);
    } else if (value instanceof Iterable) {
      writeElements(((Iterable<?>) value).iterator(), depth);
    } else if (value instanceof Iterator) {
      writeElements((Iterator<?>) value, depth);
    } else if (value.getClass().isArray()) {
      writeArray(value, depth);
    } else if (value instanceof Enum) {
      writeString(((Enum<?>) value).name());
    } else {
      throw new NoJsonFormException(value.getClass());
    }
  }

  private void writeNumber(Number value) {
    if (value instanceof Double || value instanceof Float) {
      double number = value.doubleValue();
      if (Double.isNaN(number) || Double.isInfinite(number)) {
        throw new ValueException("There is no JSON form for the number " + value);
      }
    }
    out.append(value);
  }

  private void writeObject(Map<?, ?> map, int depth) {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      writeString(String.valueOf(entry.getKey()));
      out.append(':');
      write(entry.getValue(), depth + 1);
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void writeElements(Iterator<?> elements, int depth) {
    char separator = '[';
    while (elements.hasNext()) {
      out.append(separator);
      write(elements.next(), depth + 1);
      separator = ',';
    }
    out.append(separator == '[' ? "[]" : "]");
  }

  private void writeArray(Object array, int depth) {
    out.append('[');
    for (int i = 0; i < Array.getLength(array); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(Array.get(array, i), depth + 1);
    }
    out.append(']');
  }

  private void writeString(String text) {
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      out.append(text, written, i);
      writeEscape(c);
      written = i + 1;
    }
    out.append(text, written, text.length()).append('"');
  }

  private void writeEscape(char c) {
    switch (c) {
      case '"':
      case '\\':
        out.append('\\').append(c);
        break;
      case '\n':
        out.append("\\n");
        break;
      case '\r':
        out.append("\\r");
        break;
      case '\t':
        out.append("\\t");
        break;
      default:
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX.charAt((c >> shift) & 0xF));
        }
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
