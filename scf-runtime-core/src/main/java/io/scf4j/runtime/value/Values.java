package io.scf4j.runtime.value;

import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Map;
import java.util.Optional;

/**
 * How events and results of a type are read and written, decided before the first event: by the
 * runtime itself where the JDK's types suffice, else through the function's codec, which is looked
 * for only then. A type that neither can handle is refused with what to do.
 */
public final class Values {
  private static final int LONGEST_EXCERPT = 80;

  /** HotSpot compiles after 200 calls, and every text is coded twice. */
  private static final int CALLS_BEFORE_COMPILED = 120;

  private final ClassLoader loader;
  private final Text text = new Text();
  private Codecs codecs;

  /** For a function whose classes come from that loader. */
  public Values(ClassLoader loader) {
    this.loader = loader;
  }

  /**
   * How an event is read as that type.
   *
   * @throws ValueException when it cannot be, with what to do
   */
  public EventReader reader(Type type) {
    if (type == String.class || type == CharSequence.class) {
      return text;
    }
    if (type == byte[].class) {
      return new Bytes.ArrayReader();
    }
    if (type == InputStream.class) {
      return new Bytes.StreamReader();
    }
    if (Json.has(type)) {
      return new Json(type);
    }
    return codecs()
        .values(type, "To read it from JSON", "take String, byte[], InputStream or Map")
        .prime();
  }

  /**
   * How a result is written that is declared as that type.
   *
   * @throws ValueException when it cannot be, with what to do
   */
  public ResultWriter writer(Type type) {
    if (type == String.class) {
      return text;
    }
    Class<?> raw = rawType(type);
    if (raw == Optional.class && type instanceof ParameterizedType) {
      return writer(boundOf(((ParameterizedType) type).getActualTypeArguments()[0]));
    }
    if (raw == Optional.class || isKnown(raw) || Json.has(type) || isOpen(type, raw)) {
      return new AnyWriter(this, type);
    }
    return codecs().values(type, "To write it as JSON", "return String, byte[], Map or List");
  }

  /**
   * Reads and writes that text so often that the JVM compiles the coding of String: a JDK 17
   * interprets it otherwise, byte by byte, with the first event.
   *
   * @return the same bytes
   */
  public static byte[] rehearse(byte[] shortText) {
    Text text = new Text();
    byte[] same = shortText;
    for (int i = 0; i < CALLS_BEFORE_COMPILED; i++) {
      same = text.write(text.read(same));
    }
    return same;
  }

  Text text() {
    return text;
  }

  /** Made, and its classes loaded, for functions with such types only. */
  Codecs codecs() {
    if (codecs == null) {
      codecs = new Codecs(loader);
    }
    return codecs;
  }

  private static boolean isKnown(Class<?> type) {
    return type == void.class
        || type == Void.class
        || Bytes.isBytes(type)
        || CharSequence.class.isAssignableFrom(type)
        || Number.class.isAssignableFrom(type);
  }

  /** A map or collection of anything: what is in it, its elements will show. */
  private static boolean isOpen(Type type, Class<?> raw) {
    if (!Map.class.isAssignableFrom(raw)
        && !Iterable.class.isAssignableFrom(raw)
        && raw != java.util.Iterator.class) {
      return false;
    }
    if (!(type instanceof ParameterizedType)) {
      return true;
    }
    for (Type argument : ((ParameterizedType) type).getActualTypeArguments()) {
      Type bound = boundOf(argument);
      if (!Json.has(bound) && !isOpen(bound, rawType(bound))) {
        return false;
      }
    }
    return true;
  }

  /** The JSON word, in an array of its own, because who posts it may keep it. */
  static byte[] jsonNull() {
    return new byte[] {'n', 'u', 'l', 'l'};
  }

  /** The class behind a type, ignoring its arguments; the first bound of a variable. */
  public static Class<?> rawType(Type type) {
    if (type instanceof Class) {
      return (Class<?>) type;
    }
    if (type instanceof ParameterizedType) {
      return (Class<?>) ((ParameterizedType) type).getRawType();
    }
    if (type instanceof GenericArrayType) {
      Class<?> element = rawType(((GenericArrayType) type).getGenericComponentType());
      return Array.newInstance(element, 0).getClass();
    }
    return rawType(boundOf(type));
  }

  /** What a wildcard or an unresolved variable is at least; any other type itself. */
  static Type boundOf(Type type) {
    if (type instanceof WildcardType) {
      return ((WildcardType) type).getUpperBounds()[0];
    }
    return type instanceof TypeVariable ? ((TypeVariable<?>) type).getBounds()[0] : type;
  }

  /** A type as a message names it: short when that is clear. */
  static String nameOf(Type type) {
    return type instanceof Class ? ((Class<?>) type).getSimpleName() : type.getTypeName();
  }

  /** The beginning of a text, for a message. */
  static String excerpt(String text) {
    return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "…";
  }
}
