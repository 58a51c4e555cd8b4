package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;

/**
 * The context of functions written for another runtime: SCF's built-in Java 8 and 11, or AWS
 * Lambda. Their interfaces are known by name and come with the function, so neither is needed here;
 * what SCF does not know is empty, zero or null.
 */
final class ForeignContext {
  private static final String BUILT_IN = "com.qcloud.scf.runtime.Context";
  private static final String AWS = "com.amazonaws.services.lambda.runtime.Context";

  private final Class<?> type;

  ForeignContext(Class<?> type) {
    this.type = type;
    of(null); // the class of the proxies is made now, not with the first event
  }

  static boolean isOne(Class<?> type) {
    return type.isInterface() && (type.getName().equals(BUILT_IN) || type.getName().equals(AWS));
  }

  /** A context of the function's own interface with the values of ours. */
  Object of(ScfContext context) {
    return proxy(type, new Getters(context));
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static final class Getters implements InvocationHandler {
    private final ScfContext context;

    Getters(ScfContext context) {
      this.context = context;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) {
      switch (method.getName()) {
        case "getRequestId":
        case "getAwsRequestId":
          return context.requestId();
        case "getTimeLimitInMs":
          return atMostInt(context.timeLimitMs());
        case "getRemainingTimeInMillis":
          return atMostInt(context.remainingTimeMs());
        case "getMemoryLimitInMb":
        case "getMemoryLimitInMB":
          return context.memoryLimitMb();
        case "getFunctionName":
          return context.functionName();
        case "getFunctionVersion":
          return context.functionVersion();
        case "getLogger":
          return proxy(method.getReturnType(), new Logger(context));
        case "toString":
          return "Context of request " + context.requestId();
        case "hashCode":
          return System.identityHashCode(self);
        case "equals":
          return self == arguments[0];
        default:
          return method.getReturnType() == String.class ? "" : null;
      }
    }

    private static int atMostInt(long value) {
      return (int) Math.min(Integer.MAX_VALUE, value);
    }
  }

  /** AWS's logger: every {@code log} has the message, as text or bytes, in front. */
  private static final class Logger implements InvocationHandler {
    private final ScfContext context;

    Logger(ScfContext context) {
      this.context = context;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) {
      switch (method.getName()) {
        case "log":
          context.log(
              arguments[0] instanceof byte[]
                  ? new String((byte[]) arguments[0], StandardCharsets.UTF_8)
                  : String.valueOf(arguments[0]));
          return null;
        case "toString":
          return "Logger of request " + context.requestId();
        case "hashCode":
          return System.identityHashCode(self);
        case "equals":
          return self == arguments[0];
        default:
          return null;
      }
    }
  }
}
