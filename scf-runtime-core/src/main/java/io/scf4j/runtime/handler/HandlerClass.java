package io.scf4j.runtime.handler;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/**
 * The class a handler is in: found under the name a person would write, and made ready to be called
 * through public members only, so that nothing has to be opened to the runtime.
 */
final class HandlerClass {
  private HandlerClass() {}

  /** The class of that name, nested ones written with a dot or a dollar sign; else null. */
  static Class<?> find(String name, ClassLoader loader) {
    String candidate = name;
    while (true) {
      try {
        return Class.forName(candidate, false, loader);
      } catch (ClassNotFoundException missing) {
        int lastDot = candidate.lastIndexOf('.');
        if (lastDot < 0) {
          return null;
        }
        candidate = candidate.substring(0, lastDot) + '$' + candidate.substring(lastDot + 1);
      }
    }
  }

  /** An instance made with the public no-argument constructor, or a reason why there is none. */
  static Object instantiate(Class<?> type) throws Throwable {
    requireInstantiable(type);
    try {
      return type.getConstructor().newInstance();
    } catch (NoSuchMethodException missing) {
      throw new InvalidHandlerException(
          type.getName() + " has no public constructor without parameters. Add one.");
    } catch (InvocationTargetException wrapper) {
      throw wrapper.getCause();
    }
  }

  /** Runs the static initialisers now: they belong to the init phase, not to the first event. */
  static void initialise(Class<?> type) throws Throwable {
    try {
      Class.forName(type.getName(), true, type.getClassLoader());
    } catch (ExceptionInInitializerError wrapper) {
      throw wrapper.getCause() == null ? wrapper : wrapper.getCause();
    }
  }

  /** Methods of a class that is not public cannot be called, whatever they are declared as. */
  static void requirePublic(Class<?> type) throws InvalidHandlerException {
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new InvalidHandlerException(type.getName() + " is not public. Make it public.");
    }
  }

  private static void requireInstantiable(Class<?> type) throws InvalidHandlerException {
    String kind = null;
    if (type.isInterface()) {
      kind = "an interface";
    } else if (type.isEnum()) {
      kind = "an enum";
    } else if (Modifier.isAbstract(type.getModifiers())) {
      kind = "abstract";
    } else if (type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers())) {
      kind = "an inner class, whose instances need one of the class around it";
    }
    if (kind != null) {
      throw new InvalidHandlerException(
          type.getName()
              + " is "
              + kind
              + ", so no instance can be made. Name a plain class, or a static method.");
    }
  }
}
