package io.scf4j.maven.project;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.apache.maven.execution.ExecutionListener;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;

/**
 * Something to do when the build has ended, failed or not. The end of Maven's JVM is not that: in
 * mvnd and in IDEs it serves many builds. Maven has no such hook for plugins, but it tells one
 * listener, and this one stands before it.
 */
public final class BuildEnd implements InvocationHandler {
  private final ExecutionListener next;
  private final Runnable action;

  private BuildEnd(ExecutionListener next, Runnable action) {
    this.next = next;
    this.action = action;
  }

  /** Does something at the end of a session's build, once, however often it is asked for. */
  public static void run(MavenSession session, Runnable action) {
    MavenExecutionRequest request = session.getRequest();
    ExecutionListener next = request.getExecutionListener();
    if (next != null
        && Proxy.isProxyClass(next.getClass())
        && Proxy.getInvocationHandler(next) instanceof BuildEnd) {
      return;
    }
    request.setExecutionListener(
        (ExecutionListener)
            Proxy.newProxyInstance(
                ExecutionListener.class.getClassLoader(),
                new Class<?>[] {ExecutionListener.class},
                new BuildEnd(next, action)));
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    if (method.getName().equals("sessionEnded")) {
      action.run();
    }
    if (next == null) {
      return null;
    }
    try {
      return method.invoke(next, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
