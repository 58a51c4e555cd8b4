package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

/**
 * A handler with its life: the one object whose method is called, if it has one, what it prepares
 * before the first event and what it gives back after the last.
 */
final class HandlerInstance implements Invoker {
  private final Class<?> type;
  private Object target;
  private Invoker invoker;

  /** Of that class; no object is made yet, because a static method needs none. */
  HandlerInstance(Class<?> type) {
    this.type = type;
  }

  /** Makes the object. */
  Object make() throws Throwable {
    target = HandlerClass.instantiate(type);
    return target;
  }

  /** With the way to call it, which is known last. */
  Invoker calledBy(Invoker way) {
    invoker = way;
    return this;
  }

  @Override
  public byte[] invoke(byte[] event, ScfContext context) throws Throwable {
    return invoker.invoke(event, context);
  }

  @Override
  public void prime() throws Throwable {
    Method prime;
    try {
      prime = type.getMethod("prime");
    } catch (NoSuchMethodException | NoClassDefFoundError none) {
      return; // nothing to prepare; a class that some other method names is missed when it is used
    }
    if (target == null && !Modifier.isStatic(prime.getModifiers())) {
      throw new InvalidHandlerException(
          type.getName()
              + " has a method prime() that needs an instance, but the handler is a static method,"
              + " so there is none. Make prime() static.");
    }
    try {
      prime.invoke(target);
    } catch (InvocationTargetException wrapper) {
      throw wrapper.getCause() == null ? wrapper : wrapper.getCause();
    }
  }

  @Override
  public void close() throws Exception {
    if (target instanceof AutoCloseable) {
      ((AutoCloseable) target).close();
    }
  }

  @Override
  public ClassLoader loader() {
    return type.getClassLoader();
  }
}
