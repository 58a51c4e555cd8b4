package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfHandler;
import io.scf4j.runtime.ScfStreamHandler;
import io.scf4j.runtime.value.Values;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

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
    return methodName == null ? classInvoker(type, spec) : methodInvoker(type, methodName, spec);
  }

  private Invoker methodInvoker(Class<?> type, String name, HandlerSpec spec) throws Throwable {
    return new MethodHandler(type, name, spec, values).invoker();
  }

  private Invoker classInvoker(Class<?> type, HandlerSpec spec) throws Throwable {
    Class<?> implemented = implementedInterface(type, spec);
    if (implemented == null) {
      return methodInvoker(type, conventionalMethod(type, spec), spec);
    }
    GenericTypes types = new GenericTypes(type);
    if (implemented == ScfStreamHandler.class) {
      ScfStreamHandler handler = (ScfStreamHandler) HandlerClass.instantiate(type);
      return new StreamInvoker(new InterfaceCalls.OfScfStreamHandler(handler));
    }
    Type event = implemented == Supplier.class ? null : types.argument(implemented, 0);
    Signature signature = new Signature(spec, values, event, resultType(implemented, types));
    return signature.invoker(valueCall(implemented, type));
  }

  private static Type resultType(Class<?> implemented, GenericTypes types) {
    if (implemented == Consumer.class) {
      return void.class;
    }
    return types.argument(implemented, implemented == Supplier.class ? 0 : 1);
  }

  private static ValueCall valueCall(Class<?> implemented, Class<?> type) throws Throwable {
    if (implemented == Supplier.class) {
      return new InterfaceCalls.OfSupplier(instanceOf(type));
    }
    if (implemented == Consumer.class) {
      return new InterfaceCalls.OfConsumer(instanceOf(type));
    }
    return implemented == Function.class
        ? new InterfaceCalls.OfFunction(instanceOf(type))
        : new InterfaceCalls.OfScfHandler(instanceOf(type));
  }

  /** Checked before by {@code isAssignableFrom}; the arguments by {@link Signature}. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T> T instanceOf(Class<?> type) throws Throwable {
    return (T) HandlerClass.instantiate(type);
  }

  private static Class<?> implementedInterface(Class<?> type, HandlerSpec spec)
      throws InvalidHandlerException {
    Class<?>[] known = {
      ScfHandler.class, ScfStreamHandler.class, Function.class, Supplier.class, Consumer.class
    };
    List<String> names = new ArrayList<>();
    Class<?> found = null;
    for (Class<?> candidate : known) {
      if (candidate.isAssignableFrom(type)) {
        names.add(candidate.getSimpleName());
        found = candidate;
      }
    }
    if (names.size() > 1) {
      throw new InvalidHandlerException(
          "Handler "
              + spec
              + ": the class implements "
              + String.join(" and ", names)
              + ". Name the method that is meant, as "
              + type.getName()
              + "::method.");
    }
    return found;
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
