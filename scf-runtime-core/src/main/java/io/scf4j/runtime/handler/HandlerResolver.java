package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfHandler;
import io.scf4j.runtime.ScfStreamHandler;
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
  private final ClassLoader loader;

  /** Looks for handlers with that class loader. */
  public HandlerResolver(ClassLoader loader) {
    this.loader = loader;
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
    return methodName == null
        ? interfaceInvoker(type, spec)
        : new MethodHandler(type, methodName, spec).invoker();
  }

  private static Invoker interfaceInvoker(Class<?> type, HandlerSpec spec) throws Throwable {
    Class<?> implemented = implementedInterface(type, spec);
    GenericTypes types = new GenericTypes(type);
    if (implemented == ScfStreamHandler.class) {
      ScfStreamHandler handler = (ScfStreamHandler) HandlerClass.instantiate(type);
      return new StreamInvoker(new InterfaceCalls.OfScfStreamHandler(handler));
    }
    Signature signature = new Signature(spec);
    if (implemented == Supplier.class) {
      signature.checkResult(types.argument(Supplier.class, 0));
      Supplier<?> supplier = (Supplier<?>) HandlerClass.instantiate(type);
      return new ValueInvoker(null, new InterfaceCalls.OfSupplier(supplier));
    }
    Class<?> event = signature.checkEvent(types.argument(implemented, 0));
    if (implemented == Consumer.class) {
      return new ValueInvoker(event, new InterfaceCalls.OfConsumer(instanceOf(type)));
    }
    signature.checkResult(types.argument(implemented, 1));
    if (implemented == Function.class) {
      return new ValueInvoker(event, new InterfaceCalls.OfFunction(instanceOf(type)));
    }
    return new ValueInvoker(event, new InterfaceCalls.OfScfHandler(instanceOf(type)));
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
    if (found == null) {
      throw new InvalidHandlerException(
          "Handler "
              + spec
              + ": the class implements none of ScfHandler, ScfStreamHandler, Function, Supplier and"
              + " Consumer. Name a method of it, as "
              + type.getName()
              + "::method. "
              + MethodHandler.publicMethodsOf(type));
    }
    return found;
  }
}
