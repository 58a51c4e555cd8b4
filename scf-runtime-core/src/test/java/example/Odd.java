package example;

import io.scf4j.runtime.ScfContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Handlers that do what is allowed and unusual, or forbidden in an unusual way. */
public class Odd {
  /** Run by the constructor of {@link Loading} and by {@link #late}. */
  public static final AtomicReference<Runnable> MEANWHILE = new AtomicReference<>(() -> {});

  private static OutputStream kept;
  private static byte[] keptEvent;

  public void readsNothing(InputStream event, OutputStream result) throws IOException {
    result.write('x');
  }

  public void closesInput(InputStream event, OutputStream result) throws IOException {
    event.close();
    result.write('x');
  }

  public void closesOutputThenWrites(InputStream event, OutputStream result) throws IOException {
    result.write('x');
    result.close();
    result.write('y');
  }

  public void writesNothing(InputStream event, OutputStream result) {}

  /** Writes to the result of the event before, then to its own. */
  public void writesToTheLastOne(InputStream event, OutputStream result) throws IOException {
    if (kept != null) {
      kept.write("late".getBytes(StandardCharsets.UTF_8));
    }
    event.transferTo(result);
    kept = result;
  }

  /** Spoils the event and the result of the call before, and answers with its own event. */
  public byte[] mutates(byte[] event) {
    if (keptEvent != null) {
      java.util.Arrays.fill(keptEvent, (byte) '!');
    }
    keptEvent = event;
    return event;
  }

  public Object hostileResult(String kind) {
    switch (kind) {
      case "cyclic":
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        return circle;
      case "iterator":
        return (Iterable<Object>)
            () -> {
              throw new StackOverflowError("from an iterator");
            };
      case "half":
        return (Iterable<Object>)
            () ->
                new Iterator<>() {
                  private int given;

                  @Override
                  public boolean hasNext() {
                    return true;
                  }

                  @Override
                  public Object next() {
                    if (given++ == 2) {
                      throw new IllegalStateException("half way");
                    }
                    return "given";
                  }
                };
      case "nan":
        return Double.NaN;
      default:
        Map<Object, Object> map = new HashMap<>();
        map.put(
            new Object() {
              @Override
              public String toString() {
                throw new AssertionError("from a key");
              }
            },
            1);
        return map;
    }
  }

  /** A throwable of no known kind. */
  public static final class Own extends Throwable {
    public Own(String message) {
      super(message);
    }
  }

  /** Its initialiser fails when it is first used. */
  static final class Lazy {
    static final int VALUE = Integer.parseInt("lazily");

    private Lazy() {}
  }

  @SuppressWarnings({"deprecation", "removal"})
  public String throwing(String kind) throws Throwable {
    switch (kind) {
      case "runtime":
        throw new IllegalArgumentException("r");
      case "checked":
        throw new java.io.FileNotFoundException("c");
      case "error":
        throw new Error("e");
      case "assertion":
        throw new AssertionError("a");
      case "own":
        throw new Own("o");
      case "interrupted":
        throw new InterruptedException("i");
      case "death":
        throw new ThreadDeath();
      case "linkage":
        throw new NoSuchMethodError("demo.Old.call()");
      case "invocation":
        throw new InvocationTargetException(new IOException("within"), "i");
      case "undeclared":
        throw new UndeclaredThrowableException(new IOException("within"), "u");
      case "lazy":
        return "" + Lazy.VALUE;
      case "multiline":
        throw new IllegalStateException("a\n\"b\"\t\u0001中😀\ud800");
      case "no message":
        throw new IllegalStateException();
      case "empty":
        throw new IllegalStateException("");
      default:
        return kind;
    }
  }

  public String priority(String event) {
    Thread thread = Thread.currentThread();
    String found = String.valueOf(thread.getPriority());
    thread.setPriority(Thread.MIN_PRIORITY);
    return found;
  }

  public String threeParameters(String a, String b, String c) {
    return "";
  }

  public String twoEvents(String a, Map<String, Object> b) {
    return "";
  }

  public String late(String event, ScfContext context) {
    MEANWHILE.get().run();
    return event + context.remainingTimeMs();
  }

  /** Leaves behind what keeps a process alive or prints by itself. */
  public String leavesThreads(String event) throws InterruptedException {
    if (event.equals("fatal")) {
      throw new InternalError("the JVM is of no further use");
    }
    Thread busy =
        new Thread(
            () -> {
              while (true) {
                try {
                  Thread.sleep(60_000);
                } catch (InterruptedException ignored) {
                  // That is the point.
                }
              }
            },
            "left-behind");
    busy.setDaemon(false);
    busy.start();
    Thread failing =
        new Thread(
            () -> {
              throw new IllegalStateException("in a thread");
            },
            "worker-7");
    failing.start();
    failing.join();
    return event;
  }

  public String takesTheStreams(String event) {
    System.out.println("before");
    System.out.close();
    System.setErr(new java.io.PrintStream(OutputStream.nullOutputStream()));
    System.setIn(InputStream.nullInputStream());
    System.out.println("lost");
    return event;
  }

  /** Tells when it is loaded. */
  public static class Loading {
    public Loading() {
      MEANWHILE.get().run();
    }

    public String echo(String event) {
      return event;
    }
  }

  /** Its constructor must not be called. */
  public static class StaticOnly {
    public StaticOnly() {
      throw new IllegalStateException("constructed");
    }

    public static String echo(String event) {
      return "static " + event;
    }
  }

  /** What a Kotlin object is compiled to. */
  public static final class Singleton {
    public static final Singleton INSTANCE = new Singleton();

    private Singleton() {}

    public String echo(String event) {
      return event;
    }
  }

  /** A handler with state of its own; a record in all but its keyword is refused like one. */
  public record Point(int x) {
    public String echo(String event) {
      return event + x;
    }
  }

  /** Has a dollar sign in its own name, as Groovy closures have. */
  public static class With$Dollar {
    public String echo(String event) {
      return event;
    }
  }

  /** Needs a class that may be missing. */
  public static class NeedsLibrary {
    private final Library library = new Library();

    public String echo(String event) {
      return event + library;
    }
  }

  /** May be missing. */
  public static class Library {}
}
