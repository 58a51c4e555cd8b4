package io.scf4j.runtime;

import io.scf4j.runtime.api.Clock;
import io.scf4j.runtime.loop.Launcher;

/**
 * Where a function's process starts: {@code java -cp … io.scf4j.runtime.Main [handler]}.
 *
 * <p>The handler is the first argument, else the variable {@code JAVA_HANDLER}, else {@code
 * _HANDLER}, which SCF sets. This is the only class that ends the process, so that threads which a
 * handler left running cannot keep alive a process that no longer asks for events.
 */
public final class Main {
  private Main() {}

  /**
   * Serves events until the process is stopped; exit status 1 when it cannot go on.
   *
   * @param args the handler, or nothing
   */
  public static void main(String[] args) {
    System.exit(new Launcher(System.getenv(), System.out, System.err, new Clock()).run(args));
  }
}
