package io.scf4j.runtime.handler;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Objects;

/**
 * A generic type whose arguments are known only from where it is used. The JDK has no public class
 * for it; libraries compare such types, so equality is that of the JDK's own.
 */
final class ResolvedType implements ParameterizedType {
  private final ParameterizedType generic;
  private final Type[] arguments;

  ResolvedType(ParameterizedType generic, Type... arguments) {
    this.generic = generic;
    this.arguments = arguments;
  }

  @Override
  public Type[] getActualTypeArguments() {
    return arguments.clone();
  }

  @Override
  public Type getRawType() {
    return generic.getRawType();
  }

  @Override
  public Type getOwnerType() {
    return generic.getOwnerType();
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof ParameterizedType)) {
      return false;
    }
    ParameterizedType that = (ParameterizedType) other;
    return getRawType().equals(that.getRawType())
        && Objects.equals(getOwnerType(), that.getOwnerType())
        && Arrays.equals(arguments, that.getActualTypeArguments());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(arguments) ^ Objects.hashCode(getOwnerType()) ^ getRawType().hashCode();
  }

  /** As the JDK writes it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(getRawType().getTypeName()).append('<');
    for (int i = 0; i < arguments.length; i++) {
      text.append(i == 0 ? "" : ", ").append(arguments[i].getTypeName());
    }
    return text.append('>').toString();
  }

  /** An array of a generic type. */
  static final class ArrayOf implements GenericArrayType {
    private final Type element;

    ArrayOf(Type element) {
      this.element = element;
    }

    @Override
    public Type getGenericComponentType() {
      return element;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof GenericArrayType
          && element.equals(((GenericArrayType) other).getGenericComponentType());
    }

    @Override
    public int hashCode() {
      return element.hashCode();
    }

    @Override
    public String toString() {
      return element.getTypeName() + "[]";
    }
  }
}
