package example;

import io.scf4j.runtime.ScfContext;
import java.io.File;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what a process holds: instances of its handler, heap after a collection, descriptors. */
public class Census {
  private static final AtomicInteger INSTANCES = new AtomicInteger();

  public Census() {
    INSTANCES.incrementAndGet();
  }

  /** The id of the request, or for the event {@code census} what is held, separated by spaces. */
  public String take(String event, ScfContext context) {
    if (!event.equals("census")) {
      return context.requestId();
    }
    String[] descriptors = new File("/proc/self/fd").list(); // a collection would close lost ones
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return INSTANCES
        + " "
        + (runtime.totalMemory() - runtime.freeMemory())
        + " "
        + (descriptors == null ? 0 : descriptors.length);
  }
}
