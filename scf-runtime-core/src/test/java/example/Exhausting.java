package example;

import java.util.ArrayList;
import java.util.List;

/** Handlers that leave the JVM nothing of what they take. */
public class Exhausting {
  private static Object head;
  private static final List<Class<?>> CLASSES = new ArrayList<>();

  /** To the last byte: nodes are as small as objects get. */
  public String heap(String event) {
    while (true) {
      head = new Object[] {head};
    }
  }

  /** Large pieces first, then what is left. */
  public String heapByArrays(String event) {
    int size = 1 << 20;
    while (true) {
      try {
        Object[] piece = new Object[size];
        piece[0] = head;
        head = piece;
      } catch (OutOfMemoryError smaller) {
        if (size == 1) {
          throw smaller;
        }
        size /= 2;
      }
    }
  }

  public String metaspace(String event) throws Exception {
    byte[] bytes = Life.bytesOf(Exhausting.class);
    while (true) {
      CLASSES.add(new Loader().define(bytes));
    }
  }

  private static final class Loader extends ClassLoader {
    Class<?> define(byte[] bytes) {
      return defineClass("example.Exhausting", bytes, 0, bytes.length);
    }
  }
}
