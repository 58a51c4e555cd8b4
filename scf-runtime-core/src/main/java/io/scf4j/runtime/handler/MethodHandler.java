package io.scf4j.runtime.handler;

import io.scf4j.runtime.value.Values;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * The method a handler names: chosen among the public ones of that name, inherited ones included,
 * or refused with the list of what is there, because guessing between overloads is how an event
 * reaches the wrong code.
 */
final class MethodHandler {
  private final Class<?> type;
  private final String name;
  private final HandlerSpec spec;
  private final Values values;
  private final HandlerInstance instance;

  MethodHandler(
      Class<?> type, String name, HandlerSpec spec, Values values, HandlerInstance instance) {
    this.type = type;
    this.name = name;
    this.spec = spec;
    this.values = values;
    this.instance = instance;
  }

  Invoker invoker() throws Throwable {
    Method method = choose();
    MethodShape shape = MethodShape.of(method);
    if (shape.hasStreams()) {
      requireVoid(method);
      return new StreamInvoker(call(method, shape));
    }
    Type event = shape.hasEvent() ? eventTypeOf(method) : null;
    Signature signature = new Signature(spec, values, event, resultTypeOf(method));
    return signature.invoker(call(method, shape));
  }

  private MethodCall call(Method method, MethodShape shape) throws Throwable {
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    MethodCall call = new MethodCall(method, isStatic ? null : instance.make(), shape);
    call.rehearse();
    return call;
  }

  private Type eventTypeOf(Method method) {
    Class<?> raw = method.getParameterTypes()[0];
    return InterfaceHandler.saysAll(raw)
        ? raw
        : new GenericTypes(type).resolve(withTypes(method).getGenericParameterTypes()[0]);
  }

  private Type resultTypeOf(Method method) {
    Class<?> raw = method.getReturnType();
    return InterfaceHandler.saysAll(raw)
        ? raw
        : new GenericTypes(type).resolve(withTypes(method).getGenericReturnType());
  }

  static boolean hasMethod(Class<?> type, String name, HandlerSpec spec)
      throws InvalidHandlerException {
    for (Method method : methodsOf(type, spec)) {
      if (method.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The public methods of a class, for a message. */
  static String publicMethodsOf(Class<?> type) {
    List<Method> methods = new ArrayList<>();
    for (Method method : type.getMethods()) {
      if (method.getDeclaringClass() != Object.class && !method.isBridge()) {
        methods.add(method);
      }
    }
    return methods.isEmpty()
        ? "It has no public methods."
        : "Its public methods are " + listOf(methods) + ".";
  }

  private Method choose() throws InvalidHandlerException {
    List<Method> named = new ArrayList<>();
    List<Method> best = new ArrayList<>();
    int bestRank = -1;
    for (Method method : methodsOf(type, spec)) {
      if (!method.getName().equals(name) || isStandIn(method)) {
        continue;
      }
      named.add(method);
      MethodShape shape = MethodShape.of(method);
      if (shape != null && shape.rank() >= bestRank) {
        if (shape.rank() > bestRank) {
          best.clear();
        }
        bestRank = shape.rank();
        best.add(method);
      }
    }
    if (best.size() == 1) {
      HandlerClass.requirePublic(best.get(0).getDeclaringClass());
      return best.get(0);
    }
    throw new InvalidHandlerException(whyNone(named, best));
  }

  private static Method[] methodsOf(Class<?> type, HandlerSpec spec)
      throws InvalidHandlerException {
    try {
      return type.getMethods();
    } catch (NoClassDefFoundError missing) {
      throw new InvalidHandlerException(
          "Handler "
              + spec
              + ": the methods of "
              + type.getName()
              + " name the class "
              + String.valueOf(missing.getMessage()).replace('/', '.')
              + ", which is not on the class path. Add its library to the function's dependencies,"
              + " not with the scope 'provided'.",
          missing);
    }
  }

  private String whyNone(List<Method> named, List<Method> best) {
    String handler = "Handler " + spec + ": ";
    if (named.isEmpty()) {
      return handler
          + type.getName()
          + " has no public method "
          + name
          + ". "
          + publicMethodsOf(type);
    }
    if (best.isEmpty()) {
      return handler
          + listOf(named)
          + " does not have parameters that an event fits. Accepted are "
          + MethodShape.ACCEPTED
          + ".";
    }
    return handler
        + "it is not clear which of "
        + listOf(best)
        + " is meant. Give the one that is the handler a name of its own.";
  }

  /**
   * Whether the compiler made this method to stand for another one of the same class. A bridge that
   * only makes an inherited method of a class that is not public reachable stands for nothing else.
   */
  private static boolean isStandIn(Method method) {
    if (!method.isBridge()) {
      return false;
    }
    for (Method other : method.getDeclaringClass().getDeclaredMethods()) {
      if (!other.isBridge()
          && other.getName().equals(method.getName())
          && accepts(method.getParameterTypes(), other.getParameterTypes())) {
        return true;
      }
    }
    return false;
  }

  private static boolean accepts(Class<?>[] wider, Class<?>[] narrower) {
    if (wider.length != narrower.length) {
      return false;
    }
    for (int i = 0; i < wider.length; i++) {
      if (!wider[i].isAssignableFrom(narrower[i])) {
        return false;
      }
    }
    return true;
  }

  /** The method with its generic types: those of a bridge are lost, but not of what it reaches. */
  private static Method withTypes(Method method) {
    Class<?> ancestor = method.getDeclaringClass().getSuperclass();
    while (method.isBridge() && ancestor != null) {
      for (Method other : ancestor.getDeclaredMethods()) {
        if (!other.isBridge()
            && other.getName().equals(method.getName())
            && accepts(method.getParameterTypes(), other.getParameterTypes())) {
          return other;
        }
      }
      ancestor = ancestor.getSuperclass();
    }
    return method;
  }

  private void requireVoid(Method method) throws InvalidHandlerException {
    if (method.getReturnType() != void.class) {
      throw new InvalidHandlerException(
          "Handler "
              + spec
              + " writes its result to an OutputStream and returns "
              + method.getReturnType().getTypeName()
              + " as well. Make it void.");
    }
  }

  /** In an order that does not depend on the JVM. */
  private static String listOf(List<Method> methods) {
    List<String> texts = new ArrayList<>();
    for (Method method : methods) {
      StringBuilder text = new StringBuilder(method.getName()).append('(');
      for (Class<?> parameter : method.getParameterTypes()) {
        text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ");
        text.append(parameter.getTypeName());
      }
      texts.add(text.append(')').toString());
    }
    texts.sort(null);
    return String.join(", ", texts);
  }
}
