package io.scf4j.maven.local;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as something to wait for, so that a goal in the foreground ends in order and
 * Maven with success. Once this is closed they do again what they did before, which is to end the
 * JVM at once. By reflection, because javac warns of every use of {@code sun.misc} and the JDK has
 * nothing else; where a signal cannot be had, it keeps its effect.
 */
public final class EndSignals implements AutoCloseable {
  private static final List<String> NAMES = List.of("INT", "TERM");

  private final CountDownLatch arrived = new CountDownLatch(1);
  private final Map<String, Object> before = new LinkedHashMap<>();

  private EndSignals() {}

  /** Takes the signals over. */
  public static EndSignals take() {
    EndSignals signals = new EndSignals();
    for (String name : NAMES) {
      try {
        signals.before.put(name, handle(name, signals.handler()));
      } catch (ReflectiveOperationException e) {
        // it keeps its effect
      }
    }
    return signals;
  }

  private Object handler() throws ClassNotFoundException {
    return Proxy.newProxyInstance(
        EndSignals.class.getClassLoader(),
        new Class<?>[] {Class.forName("sun.misc.SignalHandler")},
        (proxy, method, arguments) -> {
          arrived.countDown();
          return null;
        });
  }

  /** Sets a handler and returns the one that there was. */
  private static Object handle(String name, Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    return signal
        .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
  }

  /** Waits; true when a signal has arrived. */
  public boolean await(Duration limit) throws InterruptedException {
    return arrived.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Gives the signals back. */
  @Override
  public void close() {
    before.forEach(
        (name, handler) -> {
          try {
            handle(name, handler);
          } catch (ReflectiveOperationException e) {
            // what could be taken can be given back
          }
        });
  }
}
