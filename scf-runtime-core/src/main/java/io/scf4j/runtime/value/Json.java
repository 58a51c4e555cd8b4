package io.scf4j.runtime.value;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSON events as the JDK's types, down to the type arguments: a handler that takes {@code
 * Map<String, Integer>} gets integers, or an error that says which value is none, and never a map
 * whose values are of another class than the compiler believes.
 */
final class Json implements EventReader {
  private final Type type;

  Json(Type type) {
    this.type = type;
  }

  @Override
  public Object read(byte[] event) {
    return convert(MiniJson.read(new String(event, StandardCharsets.UTF_8)), type);
  }

  /** Whether JSON can be read as this type, and a value of it written, without a library. */
  static boolean has(Type type) {
    Class<?> raw = Values.rawType(type);
    if (raw == Object.class || raw == Number.class || isText(raw) || Scalars.isScalar(raw)) {
      return true;
    }
    if (raw.isArray()) {
      Class<?> element = raw.getComponentType();
      return element != byte.class && element != char.class && has(elementType(type));
    }
    if (!(type instanceof ParameterizedType)) {
      return isObject(raw) || isArray(raw);
    }
    Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
    if (isObject(raw)) {
      return arguments.length == 2 && isKey(Values.rawType(arguments[0])) && has(arguments[1]);
    }
    return isArray(raw) && arguments.length == 1 && has(arguments[0]);
  }

  private static Object convert(Object value, Type type) {
    Class<?> raw = Values.rawType(type);
    if (raw == Object.class) {
      return value;
    }
    if (Scalars.isScalar(raw)) {
      return Scalars.convert(value, raw);
    }
    if (value == null) {
      return null;
    }
    if (isText(raw) && !(value instanceof Map) && !(value instanceof List)) {
      return value.toString();
    }
    if (raw == Number.class && value instanceof Number) {
      return value;
    }
    if (isObject(raw) && value instanceof Map) {
      return convertValues(value, type);
    }
    if (value instanceof List) {
      if (raw.isArray()) {
        return toArray((List<?>) value, type);
      }
      if (isArray(raw)) {
        return convertElements((List<?>) value, type);
      }
    }
    throw new ValueException(
        "The handler takes "
            + Values.nameOf(type)
            + ", but the event has "
            + kindOf(value)
            + " there: "
            + Values.excerpt(value.toString()));
  }

  private static Object convertValues(Object object, Type type) {
    Type valueType = argument(type, 1);
    if (valueType == Object.class) {
      return object;
    }
    Map<Object, Object> converted = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) object).entrySet()) {
      converted.put(entry.getKey(), convert(entry.getValue(), valueType));
    }
    return converted;
  }

  private static Object convertElements(List<?> array, Type type) {
    Type elementType = argument(type, 0);
    boolean set = Set.class.isAssignableFrom(Values.rawType(type));
    if (elementType == Object.class && !set) {
      return array;
    }
    List<Object> converted = new ArrayList<>(array.size());
    for (Iterator<?> elements = array.iterator(); elements.hasNext(); ) {
      converted.add(convert(elements.next(), elementType));
    }
    return set ? new LinkedHashSet<>(converted) : converted;
  }

  private static Object toArray(List<?> elements, Type type) {
    Object array = Array.newInstance(Values.rawType(type).getComponentType(), elements.size());
    for (int i = 0; i < elements.size(); i++) {
      Array.set(array, i, convert(elements.get(i), elementType(type)));
    }
    return array;
  }

  private static Type argument(Type type, int index) {
    return type instanceof ParameterizedType
        ? Values.boundOf(((ParameterizedType) type).getActualTypeArguments()[index])
        : Object.class;
  }

  private static Type elementType(Type array) {
    return array instanceof GenericArrayType
        ? ((GenericArrayType) array).getGenericComponentType()
        : ((Class<?>) array).getComponentType();
  }

  private static boolean isText(Class<?> type) {
    return type == String.class || type == CharSequence.class;
  }

  private static boolean isKey(Class<?> type) {
    return type == Object.class || isText(type);
  }

  private static boolean isObject(Class<?> type) {
    return Map.class.isAssignableFrom(type) && type.isAssignableFrom(LinkedHashMap.class);
  }

  private static boolean isArray(Class<?> type) {
    return Iterable.class.isAssignableFrom(type)
        && (type.isAssignableFrom(ArrayList.class) || type.isAssignableFrom(LinkedHashSet.class));
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
