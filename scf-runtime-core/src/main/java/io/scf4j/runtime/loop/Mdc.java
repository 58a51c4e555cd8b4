package io.scf4j.runtime.loop;

import java.lang.reflect.Method;

/**
 * SLF4J's diagnostic context, under whose key {@code requestId} a log pattern finds the request:
 * {@code %X{requestId}}. By reflection, because the function's SLF4J is its own; whatever goes
 * wrong with it is no reason to fail a request.
 */
final class Mdc {
  private static final String KEY = "requestId";

  private final Method put;
  private final Method remove;
  private boolean usable = true;

  private Mdc(Method put, Method remove) {
    this.put = put;
    this.remove = remove;
  }

  /** That of the SLF4J of this loader, or null when it cannot be used. */
  static Mdc in(ClassLoader loader) {
    try {
      Class<?> type = Class.forName("org.slf4j.MDC", true, loader);
      Mdc mdc =
          new Mdc(
              type.getMethod("put", String.class, String.class),
              type.getMethod("remove", String.class));
      mdc.put(""); // the first reflective call takes milliseconds, which no event need wait for
      mdc.remove();
      return mdc;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException unusable) {
      return null;
    }
  }

  void put(String requestId) {
    call(put, KEY, requestId);
  }

  void remove() {
    call(remove, KEY);
  }

  private void call(Method method, Object... arguments) {
    if (!usable) {
      return;
    }
    try {
      method.invoke(null, arguments);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException broken) {
      usable = false;
    }
  }
}
