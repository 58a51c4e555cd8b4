package io.scf4j.runtime.handler;

import io.scf4j.runtime.value.Values;

/**
 * From the text of a handler to something that can be called. All that can be wrong with it is
 * found here, before the first event, and said with what was looked for and what is there.
 */
public final class HandlerResolver {
  /** What the built-in Java runtime and AWS Lambda call the method of a handler class. */
  private static final String[] CONVENTIONAL_NAMES = {"mainHandler", "handleRequest"};

  private final ClassLoader loader;
  private final Values values;

  /** Looks for handlers with that class loader. */
  public HandlerResolver(ClassLoader loader) {
    this.loader = loader;
    this.values = new Values(loader);
  }

  /**
   * The handler, with its class initialised and, unless the method is static, its instance made.
   *
   * @throws InvalidHandlerException when the handler cannot be used, with what to do
   * @throws Throwable what the class itself threw while it was made ready
   */
  public Invoker resolve(HandlerSpec spec) throws Throwable {
    String className = spec.className();
    String methodName = spec.methodName();
    Class<?> type = HandlerClass.find(className, loader);
    int lastDot = className.lastIndexOf('.');
    if (type == null && methodName == null && lastDot > 0) {
      methodName = className.substring(lastDot + 1);
      type = HandlerClass.find(className.substring(0, lastDot), loader);
    }
    if (type == null) {
      throw new InvalidHandlerException(
          "Handler "
              + spec
              + ": there is no class "
              + className
              + " on the class path. Check its package and spelling.");
    }
    HandlerClass.requirePublic(type);
    HandlerClass.initialise(type);
    HandlerInstance instance = new HandlerInstance(type);
    return instance.calledBy(
        methodName == null
            ? classInvoker(type, spec, instance)
            : methodInvoker(type, methodName, spec, instance));
  }

  private Invoker methodInvoker(
      Class<?> type, String name, HandlerSpec spec, HandlerInstance instance) throws Throwable {
    return new MethodHandler(type, name, spec, values, instance).invoker();
  }

  private Invoker classInvoker(Class<?> type, HandlerSpec spec, HandlerInstance instance)
      throws Throwable {
    InterfaceHandler handler = InterfaceHandler.in(type, spec, instance);
    return handler == null
        ? methodInvoker(type, conventionalMethod(type, spec), spec, instance)
        : handler.invoker(values);
  }

  private static String conventionalMethod(Class<?> type, HandlerSpec spec)
      throws InvalidHandlerException {
    String found = null;
    for (String name : CONVENTIONAL_NAMES) {
      if (MethodHandler.hasMethod(type, name, spec)) {
        if (found != null) {
          throw new InvalidHandlerException(
              "Handler "
                  + spec
                  + ": the class has both "
                  + found
                  + " and "
                  + name
                  + ". Name the one that is meant, as "
                  + type.getName()
                  + "::"
                  + name
                  + ".");
        }
        found = name;
      }
    }
    if (found == null) {
      throw new InvalidHandlerException(
          "Handler "
              + spec
              + ": the class implements none of ScfHandler, ScfStreamHandler, Function, Supplier and"
              + " Consumer, and has no method mainHandler or handleRequest. Name a method of it, as "
              + type.getName()
              + "::method. "
              + MethodHandler.publicMethodsOf(type));
    }
    return found;
  }
}
