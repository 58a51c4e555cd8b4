package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.ScfHandler;
import io.scf4j.runtime.ScfStreamHandler;
import io.scf4j.runtime.value.Values;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The interface through which a handler class is called; the counterpart of {@link MethodHandler}
 * for a class that is named without a method.
 */
final class InterfaceHandler {
  private static final Class<?>[] INTERFACES = {
    ScfHandler.class, ScfStreamHandler.class, Function.class, Supplier.class, Consumer.class
  };
  private static final String[] METHODS = {"handle", "handle", "apply", "get", "accept"};

  private final Class<?> type;
  private final Class<?> implemented;
  private final String method;
  private final HandlerSpec spec;
  private final HandlerInstance instance;

  private InterfaceHandler(Class<?> type, int index, HandlerSpec spec, HandlerInstance instance) {
    this.type = type;
    this.implemented = INTERFACES[index];
    this.method = METHODS[index];
    this.spec = spec;
    this.instance = instance;
  }

  /** The handler in that class, or null when it implements none of the interfaces. */
  static InterfaceHandler in(Class<?> type, HandlerSpec spec, HandlerInstance instance)
      throws InvalidHandlerException {
    List<String> names = new ArrayList<>();
    int found = -1;
    for (int i = 0; i < INTERFACES.length; i++) {
      if (INTERFACES[i].isAssignableFrom(type)) {
        names.add(INTERFACES[i].getSimpleName());
        found = i;
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
    return found < 0 ? null : new InterfaceHandler(type, found, spec, instance);
  }

  Invoker invoker(Values values) throws Throwable {
    if (implemented == ScfStreamHandler.class) {
      return new StreamInvoker(new InterfaceCall(instance.make()));
    }
    Method own = ownMethod();
    Type event = implemented == Supplier.class ? null : eventType(own);
    Signature signature = new Signature(spec, values, event, resultType(own));
    return signature.invoker(new InterfaceCall(instance.make()));
  }

  private Type eventType(Method own) {
    return own != null && saysAll(own.getParameterTypes()[0])
        ? own.getParameterTypes()[0]
        : new GenericTypes(type).argument(implemented, 0);
  }

  private Type resultType(Method own) {
    if (implemented == Consumer.class) {
      return void.class;
    }
    return own != null && saysAll(own.getReturnType())
        ? own.getReturnType()
        : new GenericTypes(type).argument(implemented, implemented == Supplier.class ? 0 : 1);
  }

  /** No type variable stands for a final class; not to parse signatures saves thirty classes. */
  static boolean saysAll(Class<?> raw) {
    return Modifier.isFinal(raw.getModifiers());
  }

  /**
   * The method of the class itself to which the compiler's bridge leads, when there is just one, or
   * null: then the class inherits it, or its types are those of the interface.
   */
  private Method ownMethod() {
    Method own = null;
    boolean bridged = false;
    for (Method declared : type.getDeclaredMethods()) {
      if (!declared.getName().equals(method) || !fits(declared.getParameterTypes())) {
        continue;
      }
      if (declared.isBridge()) {
        bridged = true;
      } else if (own == null) {
        own = declared;
      } else {
        return null;
      }
    }
    return bridged ? own : null;
  }

  private boolean fits(Class<?>[] parameters) {
    if (implemented == ScfHandler.class) {
      return parameters.length == 2 && parameters[1] == ScfContext.class;
    }
    return parameters.length == (implemented == Supplier.class ? 0 : 1);
  }
}
