package io.scf4j.runtime.value;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events and results as the types that need no library. What can be read and written is known from
 * the handler's signature, so that a handler of any other type fails before its first event.
 *
 * <p>Text follows the built-in Java runtime: a {@code String} takes the value of an event that is
 * one JSON string literal, and a {@code String} result is posted without quotes.
 */
public final class Values {
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
  private static final int LONGEST_EXCERPT = 80;

  private Values() {}

  /** Whether events can be read as this type without a library. */
  public static boolean canRead(Type type) {
    Class<?> raw = rawType(type);
    if (raw == Object.class
        || raw == String.class
        || raw == CharSequence.class
        || raw == byte[].class
        || raw == InputStream.class
        || Scalars.isScalar(raw)) {
      return true;
    }
    return isJsonContainer(raw) && hasJsonArguments(type);
  }

  /** Whether results of this declared type can be written, as far as the declaration tells. */
  public static boolean canWrite(Type type) {
    Class<?> raw = rawType(type);
    return raw == Object.class
        || raw == void.class
        || raw == Void.class
        || Scalars.isScalar(raw)
        || raw.isArray()
        || CharSequence.class.isAssignableFrom(raw)
        || Number.class.isAssignableFrom(raw)
        || Map.class.isAssignableFrom(raw)
        || Iterable.class.isAssignableFrom(raw);
  }

  /**
   * Reads an event.
   *
   * @param body the exact bytes; not copied
   * @param type a type for which {@link #canRead} is true
   */
  public static Object read(byte[] body, Class<?> type) {
    if (type == byte[].class) {
      return body;
    }
    if (type == InputStream.class) {
      return new ByteArrayInputStream(body);
    }
    String text = new String(body, StandardCharsets.UTF_8);
    if (type == String.class || type == CharSequence.class) {
      return text(text);
    }
    Object value = MiniJson.read(text);
    if (Scalars.isScalar(type)) {
      return Scalars.convert(value, type);
    }
    if (value != null && !type.isInstance(value)) {
      throw new ValueException(
          "The handler takes a "
              + type.getSimpleName()
              + ", but the event is "
              + kindOf(value)
              + ": "
              + excerpt(text));
    }
    return value;
  }

  /** Writes a result; {@code null} is the JSON word. */
  public static byte[] write(Object result) {
    if (result instanceof byte[]) {
      return (byte[]) result;
    }
    if (result instanceof CharSequence) {
      return result.toString().getBytes(StandardCharsets.UTF_8);
    }
    return result == null ? NULL.clone() : MiniJson.write(result);
  }

  /** The class behind a type, ignoring its arguments; the first bound of a variable. */
  public static Class<?> rawType(Type type) {
    if (type instanceof Class) {
      return (Class<?>) type;
    }
    if (type instanceof ParameterizedType) {
      return (Class<?>) ((ParameterizedType) type).getRawType();
    }
    if (type instanceof TypeVariable) {
      return rawType(((TypeVariable<?>) type).getBounds()[0]);
    }
    if (type instanceof WildcardType) {
      return rawType(((WildcardType) type).getUpperBounds()[0]);
    }
    return Object[].class; // an array of a generic type
  }

  /** The beginning of a text, for a message. */
  static String excerpt(String text) {
    return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
  }

  private static String text(String event) {
    String stripped = event.strip();
    boolean quoted = stripped.length() > 1 && stripped.charAt(0) == '"' && stripped.endsWith("\"");
    if (!quoted) {
      return event;
    }
    try {
      return (String) MiniJson.read(stripped);
    } catch (ValueException notOneLiteral) {
      return event;
    }
  }

  private static boolean isJsonContainer(Class<?> type) {
    return (Map.class.isAssignableFrom(type) && type.isAssignableFrom(LinkedHashMap.class))
        || (Iterable.class.isAssignableFrom(type) && type.isAssignableFrom(ArrayList.class));
  }

  /** Map&lt;String, Order&gt; is no type of ours: its values would be maps, found out in use. */
  private static boolean hasJsonArguments(Type type) {
    if (!(type instanceof ParameterizedType)) {
      return true;
    }
    for (Type argument : ((ParameterizedType) type).getActualTypeArguments()) {
      Class<?> raw = rawType(argument);
      boolean json =
          raw == Object.class
              || raw == String.class
              || raw == Number.class
              || raw == Boolean.class
              || (isJsonContainer(raw) && hasJsonArguments(argument));
      if (!json) {
        return false;
      }
    }
    return true;
  }

  private static String kindOf(Object value) {
    if (value instanceof Map) {
      return "a JSON object";
    }
    if (value instanceof List) {
      return "a JSON array";
    }
    if (value instanceof String) {
      return "a JSON string";
    }
    return value instanceof Boolean ? "a JSON boolean" : "a JSON number";
  }
}
