package io.scf4j.runtime.value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * JSON scalars as primitives, their wrappers, big numbers and enum constants. A number may come as
 * a string, as many triggers send it; one that does not fit exactly is refused rather than rounded.
 */
final class Scalars {
  private static final int LONGEST_INTEGER = 10_000;

  private Scalars() {}

  static boolean isScalar(Class<?> type) {
    return (type.isPrimitive() && type != void.class)
        || type == Integer.class
        || type == Long.class
        || type == Double.class
        || type == Boolean.class
        || type == Float.class
        || type == Short.class
        || type == Byte.class
        || type == Character.class
        || type == BigDecimal.class
        || type == BigInteger.class
        || type.isEnum();
  }

  /** The value as that type; null only for a wrapper. */
  static Object convert(Object value, Class<?> type) {
    if (value == null) {
      if (type.isPrimitive()) {
        throw new ValueException(
            "The handler takes " + type.getName() + ", but the event is empty or null");
      }
      return null;
    }
    try {
      Object converted = convertPresent(value, type);
      if (converted != null) {
        return converted;
      }
    } catch (NumberFormatException | ArithmeticException doesNotFit) {
      // Said below, for every reason alike.
    }
    throw new ValueException(
        "The handler takes "
            + type.getSimpleName()
            + (type.isEnum() ? " (" + constantsOf(type) + ")" : "")
            + ", which "
            + Values.excerpt(String.valueOf(value))
            + " is not");
  }

  private static Object convertPresent(Object value, Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return value instanceof Boolean ? value : booleanNamed(value.toString());
    }
    if (type == char.class || type == Character.class) {
      String text = value.toString();
      return value instanceof String && text.length() == 1 ? text.charAt(0) : null;
    }
    if (type.isEnum()) {
      return constantNamed(value, type);
    }
    if (!(value instanceof Number) && !(value instanceof String)) {
      return null;
    }
    if (type == double.class || type == Double.class) {
      return finite(Double.parseDouble(value.toString()));
    }
    if (type == float.class || type == Float.class) {
      Double number = finite(Float.parseFloat(value.toString()));
      return number == null ? null : Float.valueOf(number.floatValue());
    }
    BigDecimal number = new BigDecimal(value.toString());
    return type == BigDecimal.class ? number : whole(number, type);
  }

  private static Object whole(BigDecimal number, Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return number.intValueExact();
    }
    if (type == long.class || type == Long.class) {
      return number.longValueExact();
    }
    if (type == short.class || type == Short.class) {
      return number.shortValueExact();
    }
    if (type == BigInteger.class) {
      return integer(number);
    }
    return number.byteValueExact();
  }

  /** A few characters of JSON must not become a number of a billion digits. */
  private static BigInteger integer(BigDecimal number) {
    if (number.precision() - number.scale() > LONGEST_INTEGER) {
      throw new ArithmeticException("too long");
    }
    return number.toBigIntegerExact();
  }

  private static Object constantNamed(Object value, Class<?> type) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(value)) {
        return constant;
      }
    }
    return null;
  }

  private static String constantsOf(Class<?> type) {
    StringBuilder names = new StringBuilder();
    for (Object constant : type.getEnumConstants()) {
      names.append(names.length() == 0 ? "" : ", ").append(((Enum<?>) constant).name());
    }
    return Values.excerpt(names.toString());
  }

  private static Double finite(double number) {
    return Double.isNaN(number) || Double.isInfinite(number) ? null : Double.valueOf(number);
  }

  private static Boolean booleanNamed(String text) {
    if (text.equals("true")) {
      return Boolean.TRUE;
    }
    return text.equals("false") ? Boolean.FALSE : null;
  }
}
