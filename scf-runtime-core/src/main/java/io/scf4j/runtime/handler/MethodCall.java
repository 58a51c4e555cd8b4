package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Properties;

/**
 * A call of a public method by reflection. What the method throws is taken out of its wrapper,
 * once: a wrapper the method threw itself is its own business.
 */
final class MethodCall implements ValueCall, StreamCall {
  private final Method method;
  private final Object target;
  private final MethodShape shape;
  private final ForeignContext foreign;

  /**
   * A call of that method.
   *
   * @param target null for a static method
   */
  MethodCall(Method method, Object target, MethodShape shape) {
    this.method = method;
    this.target = target;
    this.shape = shape;
    this.foreign = shape.foreignContext();
  }

  /**
   * Calls a method of no consequence with as many arguments: from JDK 18 on the first reflective
   * call builds code, for some milliseconds, that all calls of the same shape share.
   */
  void rehearse() throws ReflectiveOperationException {
    Properties nothing = new Properties();
    if (shape.hasStreams()) {
      return;
    }
    if (shape.hasContext()) {
      Properties.class
          .getMethod("getProperty", String.class, String.class)
          .invoke(nothing, "event", "context");
    } else if (shape.hasEvent()) {
      Properties.class.getMethod("getProperty", String.class).invoke(nothing, "event");
    }
  }

  @Override
  public Object call(Object event, ScfContext context) throws Throwable {
    if (!shape.hasEvent()) {
      return invoke();
    }
    return shape.hasContext() ? invoke(event, own(context)) : invoke(event);
  }

  @Override
  public void call(InputStream event, OutputStream result, ScfContext context) throws Throwable {
    if (shape.hasContext()) {
      invoke(event, result, own(context));
    } else {
      invoke(event, result);
    }
  }

  private Object own(ScfContext context) {
    return foreign == null ? context : foreign.of(context);
  }

  private Object invoke(Object... arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException wrapper) {
      throw wrapper.getCause() == null ? wrapper : wrapper.getCause();
    }
  }
}
