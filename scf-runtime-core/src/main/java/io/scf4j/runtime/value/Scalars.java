package io.scf4j.runtime.value;

import java.math.BigDecimal;

/**
 * JSON scalars as primitives and their wrappers. A number may come as a string, as many triggers
 * send it; one that does not fit exactly is refused rather than rounded.
 */
final class Scalars {
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
        || type == Character.class;
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
    return whole(new BigDecimal(value.toString()), type);
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
    return number.byteValueExact();
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
