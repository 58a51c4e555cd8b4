package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.ScfHandler;
import io.scf4j.runtime.ScfStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A call through the one interface that a handler class implements. It is a plain call: reflection
 * would cost the first event of a JDK 25 process several milliseconds.
 */
@SuppressWarnings("unchecked") // the arguments were checked by Signature
final class InterfaceCall implements ValueCall, StreamCall {
  private final Object handler;

  /**
   * A call of that object.
   *
   * @param handler checked before to be one of the five
   */
  InterfaceCall(Object handler) {
    this.handler = handler;
  }

  @Override
  public Object call(Object event, ScfContext context) throws Exception {
    if (handler instanceof ScfHandler) {
      return ((ScfHandler<Object, Object>) handler).handle(event, context);
    }
    if (handler instanceof Function) {
      return ((Function<Object, Object>) handler).apply(event);
    }
    if (handler instanceof Supplier) {
      return ((Supplier<Object>) handler).get();
    }
    ((Consumer<Object>) handler).accept(event);
    return null;
  }

  @Override
  public void call(InputStream event, OutputStream result, ScfContext context) throws Exception {
    ((ScfStreamHandler) handler).handle(event, result, context);
  }
}
