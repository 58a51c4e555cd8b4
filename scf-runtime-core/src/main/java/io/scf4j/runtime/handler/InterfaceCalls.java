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
 * Calls through the interfaces a handler class may implement. They are plain calls: reflection
 * would cost the first event of a JDK 25 process several milliseconds.
 */
final class InterfaceCalls {
  private InterfaceCalls() {}

  static final class OfScfHandler implements ValueCall {
    private final ScfHandler<Object, Object> handler;

    OfScfHandler(ScfHandler<Object, Object> handler) {
      this.handler = handler;
    }

    @Override
    public Object call(Object event, ScfContext context) throws Exception {
      return handler.handle(event, context);
    }
  }

  static final class OfFunction implements ValueCall {
    private final Function<Object, Object> function;

    OfFunction(Function<Object, Object> function) {
      this.function = function;
    }

    @Override
    public Object call(Object event, ScfContext context) {
      return function.apply(event);
    }
  }

  static final class OfSupplier implements ValueCall {
    private final Supplier<?> supplier;

    OfSupplier(Supplier<?> supplier) {
      this.supplier = supplier;
    }

    @Override
    public Object call(Object event, ScfContext context) {
      return supplier.get();
    }
  }

  static final class OfConsumer implements ValueCall {
    private final Consumer<Object> consumer;

    OfConsumer(Consumer<Object> consumer) {
      this.consumer = consumer;
    }

    @Override
    public Object call(Object event, ScfContext context) {
      consumer.accept(event);
      return null;
    }
  }

  static final class OfScfStreamHandler implements StreamCall {
    private final ScfStreamHandler handler;

    OfScfStreamHandler(ScfStreamHandler handler) {
      this.handler = handler;
    }

    @Override
    public void call(InputStream event, OutputStream result, ScfContext context) throws Exception {
      handler.handle(event, result, context);
    }
  }
}
