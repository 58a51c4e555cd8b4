package example;

import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Handlers with a beginning and an end. */
public class Life {
  public static final AtomicInteger CLOSED = new AtomicInteger();

  /** Says when it is closed. */
  public static class Closing implements AutoCloseable {
    public String echo(String event) {
      return event;
    }

    public String exhaust(String event) {
      throw new OutOfMemoryError("pretended");
    }

    /** Goes on until the process has been told to end. */
    public String untilTheEnd(String event) throws Exception {
      System.out.println("begun");
      awaitThread("scf4j-shutdown");
      return event;
    }

    @Override
    public void close() {
      System.out.println("closed " + CLOSED.incrementAndGet());
    }
  }

  /** Never gets to the end of it. */
  public static class HangingClose implements AutoCloseable {
    public String echo(String event) {
      return event;
    }

    public String withHangingHook(String event) {
      Runtime.getRuntime().addShutdownHook(new Thread(Life::hang));
      return event;
    }

    @Override
    public void close() {
      System.out.println("closing");
      hang();
    }
  }

  /** Fails in the end. */
  public static class ThrowingClose implements AutoCloseable {
    public String echo(String event) {
      return event;
    }

    @Override
    public void close() throws Exception {
      throw new java.io.IOException("not closed");
    }
  }

  /** Ends the process before it has begun. */
  public static class ExitingConstructor {
    public ExitingConstructor() {
      System.exit(5);
    }

    public String echo(String event) {
      return event;
    }
  }

  public String exit(String event) {
    System.setOut(new PrintStream(new BufferedOutputStream(System.out, 4096) {}, false));
    System.out.print("no line end");
    System.exit(3);
    return event;
  }

  public String exitInAThread(String event) throws Exception {
    new Thread(() -> Runtime.getRuntime().exit(4), "mine").start();
    awaitThread("scf4j-shutdown");
    return event;
  }

  /** All that a handler can leave behind. */
  public String leaveAMess(String event) throws Exception {
    Thread failing =
        new Thread(
            () -> {
              throw new IllegalStateException("of a thread");
            },
            "failing");
    failing.start();
    failing.join();
    new Thread(Life::hang, "staying").start();
    if (System.out != null) {
      System.out.close();
    }
    System.setOut(null);
    return event;
  }

  public String leaveAMessAndEnd(String event) throws Exception {
    leaveAMess(event);
    throw new OutOfMemoryError("pretended");
  }

  static void awaitThread(String name) throws Exception {
    while (true) {
      for (Thread thread : Thread.getAllStackTraces().keySet()) {
        if (thread.getName().equals(name)) {
          return;
        }
      }
      Thread.sleep(5);
    }
  }

  static void hang() {
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException again) {
        // Nothing ends this.
      }
    }
  }

  /** Where a class file of the tests is, for those that load it more than once. */
  static byte[] bytesOf(Class<?> type) throws Exception {
    Path root = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    return Files.readAllBytes(root.resolve(type.getName().replace('.', '/') + ".class"));
  }
}
