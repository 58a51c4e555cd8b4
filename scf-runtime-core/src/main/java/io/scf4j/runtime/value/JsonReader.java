package io.scf4j.runtime.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON document strictly by RFC 8259, with the position in every complaint. Whole numbers
 * are {@code Long}, others {@code Double}, and {@code BigDecimal} where those would lose digits.
 */
final class JsonReader {
  private static final int ALWAYS_EXACT_DIGITS = 15;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String text;
  private int position;

  JsonReader(String text) {
    this.text = text;
  }

  Object readDocument() {
    if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
      position++;
    }
    skipSpace();
    if (position == text.length()) {
      return null;
    }
    Object value = readValue(0);
    skipSpace();
    if (position < text.length()) {
      throw wrong("nothing after the end of the document");
    }
    return value;
  }

  private Object readValue(int depth) {
    if (depth > MiniJson.DEEPEST) {
      throw new ValueException("The JSON is nested deeper than " + MiniJson.DEEPEST + " levels");
    }
    switch (peek()) {
      case '{':
        return readObject(depth);
      case '[':
        return readArray(depth);
      case '"':
        return readString();
      case 't':
        return readWord("true", true);
      case 'f':
        return readWord("false", false);
      case 'n':
        return readWord("null", null);
      default:
        return readNumber();
    }
  }

  private Map<String, Object> readObject(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    position++;
    skipSpace();
    if (peek() == '}') {
      position++;
      return object;
    }
    while (true) {
      if (peek() != '"') {
        throw wrong("a key in quotes");
      }
      String key = readString();
      skipSpace();
      expect(':');
      skipSpace();
      object.put(key, readValue(depth + 1));
      skipSpace();
      if (peek() == '}') {
        position++;
        return object;
      }
      expect(',');
      skipSpace();
    }
  }

  private List<Object> readArray(int depth) {
    List<Object> array = new ArrayList<>();
    position++;
    skipSpace();
    if (peek() == ']') {
      position++;
      return array;
    }
    while (true) {
      array.add(readValue(depth + 1));
      skipSpace();
      if (peek() == ']') {
        position++;
        return array;
      }
      expect(',');
      skipSpace();
    }
  }

  private String readString() {
    int start = ++position;
    while (peek() != '"' && peek() != '\\') {
      refuseControl();
      position++;
    }
    if (peek() == '"') {
      return text.substring(start, position++);
    }
    StringBuilder unescaped = new StringBuilder(text.length() - start > 256 ? 256 : 32);
    unescaped.append(text, start, position);
    while (peek() != '"') {
      refuseControl();
      char c = text.charAt(position++);
      unescaped.append(c == '\\' ? readEscape() : c);
    }
    position++;
    return unescaped.toString();
  }

  private void refuseControl() {
    if (position == text.length()) {
      throw wrong("the closing quote");
    }
    if (text.charAt(position) < ' ') {
      throw wrong("no control character within a string");
    }
  }

  private char readEscape() {
    char c = peek();
    switch (c) {
      case '"':
      case '\\':
      case '/':
        position++;
        return c;
      case 'b':
        position++;
        return '\b';
      case 'f':
        position++;
        return '\f';
      case 'n':
        position++;
        return '\n';
      case 'r':
        position++;
        return '\r';
      case 't':
        position++;
        return '\t';
      case 'u':
        position++;
        return readHex();
      default:
        throw wrong("an escape");
    }
  }

  private char readHex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      int digit = c > 'f' ? -1 : Character.digit(c, 16);
      if (digit < 0) {
        throw wrong("four hexadecimal digits");
      }
      value = 16 * value + digit;
      position++;
    }
    return (char) value;
  }

  private Object readWord(String word, Object value) {
    if (!text.startsWith(word, position)) {
      throw wrong("a value");
    }
    position += word.length();
    return value;
  }

  private Object readNumber() {
    int start = position;
    if (peek() == '-') {
      position++;
    }
    int firstDigit = position;
    skipDigits();
    if (position == firstDigit) {
      position = start;
      throw wrong("a value");
    }
    if (text.charAt(firstDigit) == '0' && position - firstDigit > 1) {
      throw wrong("a number without leading zeros");
    }
    boolean whole = true;
    if (peek() == '.') {
      whole = false;
      position++;
      requireDigits();
    }
    int digitsEnd = position;
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      position++;
      if (peek() == '+' || peek() == '-') {
        position++;
      }
      requireDigits();
    }
    return number(text.substring(start, position), whole, digitsEnd - firstDigit);
  }

  private static Object number(String digits, boolean whole, int digitCount) {
    try {
      if (whole && !digits.equals("-0")) {
        return Long.valueOf(digits);
      }
      double value = Double.parseDouble(digits);
      if (!Double.isInfinite(value)
          && ((digitCount <= ALWAYS_EXACT_DIGITS && Math.abs(value) >= Double.MIN_NORMAL)
              || isExact(value, digits))) {
        return value;
      }
    } catch (NumberFormatException beyondLong) {
      // BigDecimal holds it.
    }
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException | ArithmeticException beyondEverything) {
      throw new ValueException("The number " + Values.excerpt(digits) + " is out of range");
    }
  }

  /** Whether a double says what was written: not below the smallest, nor in its last digits. */
  private static boolean isExact(double value, String digits) {
    return new BigDecimal(Double.toString(value)).compareTo(new BigDecimal(digits)) == 0;
  }

  private void requireDigits() {
    int before = position;
    skipDigits();
    if (position == before) {
      throw wrong("a digit");
    }
  }

  private void skipDigits() {
    while (peek() >= '0' && peek() <= '9') {
      position++;
    }
  }

  private void skipSpace() {
    char c = peek();
    while (position < text.length() && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
      position++;
      c = peek();
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted || position == text.length()) {
      throw wrong("'" + wanted + "'");
    }
    position++;
  }

  /** The character at the position, or NUL, which no rule accepts, at the end. */
  private char peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private ValueException wrong(String wanted) {
    String found =
        position < text.length()
            ? "but found " + Values.excerpt(text.substring(position))
            : "but the text ends";
    return new ValueException(
        "Not JSON: expected " + wanted + " at character " + (position + 1) + ", " + found);
  }
}
