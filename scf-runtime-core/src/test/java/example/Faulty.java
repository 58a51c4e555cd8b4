package example;

import io.scf4j.runtime.ScfContext;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Handlers that are wrong or go wrong, one per way. */
public class Faulty {
  public static final AtomicInteger CALLS = new AtomicInteger();

  public String count(String event) {
    return event + CALLS.incrementAndGet();
  }

  public String fail(String event) throws IOException {
    throw new IOException("bucket gone: " + event, new IllegalStateException("403"));
  }

  public String overflow(String event) {
    return event.equals("deep") ? overflow(event) + "." : "shallow";
  }

  public String exhaust(String event) {
    throw new OutOfMemoryError("pretended");
  }

  public String internalError(String event) {
    throw new InternalError("of the JVM");
  }

  public String missingClass(String event) {
    if (event.equals("missing")) {
      throw new NoClassDefFoundError("demo/Missing");
    }
    return event;
  }

  public byte[] large(String event) {
    return new byte[Integer.parseInt(event)];
  }

  public Object unwritable(String event) {
    return LocalDate.EPOCH;
  }

  public String leaveTraces(String event) {
    Thread thread = Thread.currentThread();
    String found =
        thread.getName() + " " + Thread.interrupted() + " " + thread.getContextClassLoader();
    thread.setName("mine");
    thread.setContextClassLoader(null);
    thread.interrupt();
    return found;
  }

  public String print(String event) {
    System.out.print("no line end");
    return event;
  }

  public String ambiguous(String event) {
    return event;
  }

  public String ambiguous(Map<String, Object> event) {
    return "";
  }

  public String order(Order event) {
    return "";
  }

  public String orders(Map<String, Order> event) {
    return "";
  }

  public Order toOrder(String event) {
    return new Order();
  }

  public String contextFirst(ScfContext context, String event) {
    return "";
  }

  public int copyAndReturn(java.io.InputStream in, java.io.OutputStream out) {
    return 0;
  }

  /** A type only a JSON library could make. */
  public static class Order {}

  /** Its constructor throws. */
  public static class Broken {
    public Broken() {
      throw new IllegalStateException("no database");
    }

    public String echo(String event) {
      return event;
    }
  }

  /** Its static initialiser throws. */
  public static class BrokenStatic {
    static final int VALUE = Integer.parseInt("none");

    public static String echo(String event) {
      return event + VALUE;
    }
  }

  /** Cannot be made without an argument. */
  public static class NeedsArgument {
    public NeedsArgument(String argument) {}

    public String echo(String event) {
      return event;
    }
  }

  /** Cannot be made from outside. */
  public static class Private {
    private Private() {}

    public String echo(String event) {
      return event;
    }
  }

  /** Follows two conventions at once. */
  public static class Both {
    public String mainHandler(String event) {
      return event;
    }

    public String handleRequest(String event) {
      return event;
    }
  }

  /** Has no instances of its own. */
  public abstract static class Unfinished {
    public String echo(String event) {
      return event;
    }
  }

  /** Needs an instance of the class around it. */
  public class Inner {
    public String echo(String event) {
      return event + Faulty.this;
    }
  }

  static class Hidden {
    public String echo(String event) {
      return event;
    }
  }
}
