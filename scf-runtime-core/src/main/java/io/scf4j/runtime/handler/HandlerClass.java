package io.scf4j.runtime.handler;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/**
 * The class a handler is in: found under the name a person would write, and made ready to be called
 * through public members only, so that nothing has to be opened to the runtime.
 */
final class HandlerClass {
  private HandlerClass() {}

  /** The class of that name, nested ones written with a dot or a dollar sign; else null. */
  static Class<?> find(String name, ClassLoader loader) throws InvalidHandlerException {
    String candidate = name;
    while (true) {
      try {
        return Class.forName(candidate, false, loader);
      } catch (UnsupportedClassVersionError compiledForNewer) {
        throw new InvalidHandlerException(
            candidate
                + " was compiled for a newer Java than the function runs on ("
                + System.getProperty("java.version")
                + "): "
                + compiledForNewer.getMessage()
                + ". Lower <maven.compiler.release>, or give the function a newer JRE.");
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
      Object singleton = singletonOf(type);
      if (singleton != null) {
        return singleton;
      }
      throw new InvalidHandlerException(type.getName() + whyNoConstructor(type));
    } catch (InvocationTargetException wrapper) {
      throw wrapper.getCause();
    }
  }

  /** The instance of a Kotlin or Scala object, which has no public constructor. */
  private static Object singletonOf(Class<?> type) throws IllegalAccessException {
    for (Field field : type.getFields()) {
      boolean named = field.getName().equals("INSTANCE") || field.getName().equals("MODULE$");
      if (named && field.getType() == type && Modifier.isStatic(field.getModifiers())) {
        return field.get(null);
      }
    }
    return null;
  }

  private static String whyNoConstructor(Class<?> type) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 0) {
        return " has a constructor without parameters that is not public. Make it public.";
      }
    }
    Class<?> parent = type.getSuperclass();
    return parent != null && parent.getName().equals("java.lang.Record")
        ? " is a record, which is made from its components. Name a plain class, or a static method."
        : " has no public constructor without parameters. Add one.";
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
