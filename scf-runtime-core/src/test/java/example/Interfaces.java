package example;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.ScfHandler;
import io.scf4j.runtime.ScfStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Handler classes named without a method. */
public final class Interfaces {
  private Interfaces() {}

  public static class Typed implements ScfHandler<Map<String, Object>, String> {
    @Override
    public String handle(Map<String, Object> event, ScfContext context) {
      return event.get("name") + " " + context.requestId();
    }
  }

  public static class Streaming implements ScfStreamHandler {
    @Override
    public void handle(InputStream event, OutputStream result, ScfContext context)
        throws IOException {
      event.transferTo(result);
    }
  }

  public static class Length implements Function<String, Integer> {
    @Override
    public Integer apply(String event) {
      return event.length();
    }
  }

  public static class Bytes implements UnaryOperator<byte[]> {
    @Override
    public byte[] apply(byte[] event) {
      return event;
    }
  }

  public static class Now implements Supplier<String> {
    @Override
    public String get() {
      return "now";
    }
  }

  public static class Sink implements Consumer<String> {
    public static String taken;

    @Override
    public void accept(String event) {
      taken = event;
    }
  }

  public static class Two implements Supplier<String>, Consumer<String> {
    @Override
    public String get() {
      return "";
    }

    @Override
    public void accept(String event) {}
  }

  public static class OrderHandler implements ScfHandler<Faulty.Order, String> {
    @Override
    public String handle(Faulty.Order event, ScfContext context) {
      return "";
    }
  }

  /** A handler whose types are only known below. */
  public abstract static class Base<I, O> {
    public O convert(I event) {
      return result(event);
    }

    protected abstract O result(I event);
  }

  public static class Upper extends Base<String, String> {
    @Override
    protected String result(String event) {
      return event.toUpperCase(java.util.Locale.ROOT);
    }
  }

  public static class Generic<T> implements Function<T, T> {
    @Override
    public T apply(T event) {
      return event;
    }
  }

  public static class OfMaps extends Generic<Map<String, Object>> {}

  public interface Greeting {
    default String greet(String event) {
      return "hello " + event;
    }
  }

  public static class Greeter implements Greeting {}

  interface HiddenGreeting {
    default String greet(String event) {
      return "hello " + event;
    }
  }

  public static class HiddenGreeter implements HiddenGreeting {}

  static class NotPublic<T> {
    public String reached(T event) {
      return "reached " + event;
    }
  }

  public static class Reaching extends NotPublic<String> {}
}
