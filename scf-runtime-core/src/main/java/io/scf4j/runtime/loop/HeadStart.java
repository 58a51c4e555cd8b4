package io.scf4j.runtime.loop;

import io.scf4j.runtime.api.ApiUnavailableException;
import io.scf4j.runtime.api.Clock;
import io.scf4j.runtime.api.HttpRuntimeApi;
import io.scf4j.runtime.api.RuntimeAddress;
import io.scf4j.runtime.report.Log;
import java.util.Map;

/**
 * Connects to the runtime API while the handler is made ready, and loads what the first event will
 * need. The first socket of a JVM takes as long as all of this runtime, and neither needs the
 * other; and a class that is loaded with the first event is loaded on its time limit.
 *
 * <p>What fails here fails again, and is reported, when the API is asked for something.
 */
final class HeadStart extends Thread {
  private final RuntimeAddress address;
  private final Map<String, String> env;
  private final Clock clock;
  private final Log log;
  private HttpRuntimeApi api;
  private boolean rehearsed;

  HeadStart(RuntimeAddress address, Map<String, String> env, Clock clock, Log log) {
    super("scf4j-head-start");
    this.address = address;
    this.env = env;
    this.clock = clock;
    this.log = log;
    setDaemon(true);
  }

  @Override
  public void run() {
    skipJavaSecurity();
    api = new HttpRuntimeApi(address, clock, log);
    api.connect();
    rehearse();
  }

  /** Goes once around the loop; whichever thread has time for it. */
  synchronized void rehearse() {
    if (rehearsed) {
      return;
    }
    rehearsed = true;
    Shutdown shutdown = new Shutdown(log);
    Rehearsal rehearsal = new Rehearsal(clock, shutdown);
    try {
      new RuntimeLoop(rehearsal, env, clock, log, shutdown).run(rehearsal);
    } catch (ApiUnavailableException impossible) {
      // It is not asked.
    }
  }

  /** The API, which is the calling thread's alone from then on. */
  HttpRuntimeApi await() {
    while (true) {
      try {
        join();
        return api;
      } catch (InterruptedException leftBehind) {
        // By the handler's constructor; nobody has a reason to end this thread by interrupting it.
      }
    }
  }

  /**
   * JDK 25 reads all of java.security before its first address, several milliseconds, for one
   * setting of error messages. A system property comes before the file; this is the file's value.
   */
  private static void skipJavaSecurity() {
    String setting = "jdk.includeInExceptions";
    if (System.getProperty(setting) == null) {
      System.setProperty(setting, "hostInfoExclSocket");
    }
  }
}
