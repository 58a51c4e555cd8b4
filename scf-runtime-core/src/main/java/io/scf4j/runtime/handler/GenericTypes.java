package io.scf4j.runtime.handler;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;

/**
 * What the type variables of a class's ancestors stand for, so that {@code Echo extends
 * Base<String, String>} is known to take a String although the method it inherits says {@code I}.
 */
final class GenericTypes {
  private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();

  GenericTypes(Class<?> leaf) {
    collect(leaf);
  }

  /** The type a variable stands for, or the type itself; a variable nobody bound stays one. */
  Type resolve(Type type) {
    Type resolved = type;
    while (resolved instanceof TypeVariable && bindings.containsKey(resolved)) {
      resolved = bindings.get(resolved);
    }
    return resolved;
  }

  /** The argument for a parameter of a generic interface that the class implements. */
  Type argument(Class<?> generic, int index) {
    return resolve(generic.getTypeParameters()[index]);
  }

  private void collect(Type type) {
    Class<?> raw;
    if (type instanceof ParameterizedType) {
      raw = (Class<?>) ((ParameterizedType) type).getRawType();
      Type[] arguments = ((ParameterizedType) type).getActualTypeArguments();
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        bindings.put(variables[i], arguments[i]);
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
