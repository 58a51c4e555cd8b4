package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;

/**
 * Which of the accepted signatures a method has, and so how its arguments are laid out. Of two
 * overloads the one that takes more of an event and its context is meant.
 */
final class MethodShape {
  static final String ACCEPTED =
      "(), (event), (event, ScfContext), (InputStream, OutputStream) or (InputStream, OutputStream,"
          + " ScfContext); com.qcloud.scf.runtime.Context may take the place of ScfContext";

  private final boolean streams;
  private final boolean event;
  private final Class<?> context;

  private MethodShape(boolean streams, boolean event, Class<?> context) {
    this.streams = streams;
    this.event = event;
    this.context = context;
  }

  /** The shape of a method, or null when it is none of ours. */
  static MethodShape of(Method method) {
    Class<?>[] types = method.getParameterTypes();
    Class<?> last = types.length > 1 ? types[types.length - 1] : null;
    Class<?> context = last != null && isContext(last) ? last : null;
    int others = context == null ? types.length : types.length - 1;
    if (others == 2 && types[0] == InputStream.class && types[1] == OutputStream.class) {
      return new MethodShape(true, true, context);
    }
    if (others > 1 || (others == 1 && isContext(types[0]))) {
      return null;
    }
    return new MethodShape(false, others == 1, context);
  }

  private static boolean isContext(Class<?> type) {
    return type == ScfContext.class || ForeignContext.isOne(type);
  }

  boolean hasStreams() {
    return streams;
  }

  boolean hasEvent() {
    return event;
  }

  boolean hasContext() {
    return context != null;
  }

  /** Makes the contexts this method takes, or null when it takes ours or none. */
  ForeignContext foreignContext() {
    return context == null || context == ScfContext.class ? null : new ForeignContext(context);
  }

  /** More is preferred. */
  int rank() {
    return (event ? 1 : 0) + (context == null ? 0 : 1);
  }
}
