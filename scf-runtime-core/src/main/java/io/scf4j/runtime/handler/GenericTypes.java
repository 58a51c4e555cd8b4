package io.scf4j.runtime.handler;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;

/**
 * What the type variables of a class's ancestors stand for, so that {@code Echo extends
 * Base<String, String>} is known to take a String although the method it inherits says {@code I},
 * and {@code Import extends Base<Order>} to take a {@code List<Order>} where that says {@code
 * List<T>}.
 */
final class GenericTypes {
  private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();

  GenericTypes(Type leaf) {
    collect(leaf);
  }

  /** The type with its variables replaced; a variable nobody bound stays one. */
  Type resolve(Type type) {
    if (type instanceof TypeVariable) {
      Type bound = bindings.get(type);
      return bound == null ? type : resolve(bound);
    }
    if (type instanceof ParameterizedType) {
      return resolveArguments((ParameterizedType) type);
    }
    if (type instanceof GenericArrayType) {
      Type element = ((GenericArrayType) type).getGenericComponentType();
      Type resolved = resolve(element);
      return resolved.equals(element) ? type : new ResolvedType.ArrayOf(resolved);
    }
    return type;
  }

  /** The argument for a parameter of a generic interface that the class implements. */
  Type argument(Class<?> generic, int index) {
    return resolve(generic.getTypeParameters()[index]);
  }

  private Type resolveArguments(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    boolean changed = false;
    for (int i = 0; i < arguments.length; i++) {
      Type resolved = resolve(arguments[i]);
      changed = changed || !resolved.equals(arguments[i]);
      arguments[i] = resolved;
    }
    return changed ? new ResolvedType(type, arguments) : type;
  }

  private void collect(Type type) {
    Class<?> raw;
    if (type instanceof ParameterizedType) {
      raw = (Class<?>) ((ParameterizedType) type).getRawType();
      Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        if (arguments[i] != variables[i]) {
          bindings.put(variables[i], arguments[i]);
        }
      }
    } else {
      raw = (Class<?>) type;
    }
    if (raw.getGenericSuperclass() != null) {
      collect(raw.getGenericSuperclass());
    }
    for (Type parent : raw.getGenericInterfaces()) {
      collect(parent);
    }
  }
}
