package io.scf4j.runtime.loop;

import io.scf4j.runtime.api.ApiUnavailableException;
import io.scf4j.runtime.api.Clock;
import io.scf4j.runtime.api.RuntimeAddress;
import io.scf4j.runtime.handler.HandlerResolver;
import io.scf4j.runtime.handler.HandlerSpec;
import io.scf4j.runtime.handler.Invoker;
import io.scf4j.runtime.report.Log;
import java.io.PrintStream;
import java.util.Map;

/**
 * A whole function process except for its end: wires the parts from what it is given and returns
 * the exit status, so that a test can be a process.
 */
public final class Launcher {
  private final Map<String, String> env;
  private final PrintStream out;
  private final PrintStream err;
  private final Clock clock;
  private final Log log;

  /**
   * A process with that environment.
   *
   * @param out takes the lines of {@code ScfContext.log}
   * @param err takes what the runtime itself has to say
   */
  public Launcher(Map<String, String> env, PrintStream out, PrintStream err, Clock clock) {
    this.env = env;
    this.clock = clock;
    this.out = out;
    this.err = err;
    this.log = new Log(env, out, err);
  }

  /**
   * Serves events on the calling thread.
   *
   * @param args the arguments of the process: the handler, or nothing, or what {@link WarmUp} takes
   * @return the exit status, when the process is of no further use
   */
  public int run(String[] args) {
    if (args.length > 0 && args[0].equals(WarmUp.OPTION)) {
      return new WarmUp(env, out, err, clock).run(args);
    }
    return serve(args, shutdown());
  }

  /** For a loop on the calling thread. */
  Shutdown shutdown() {
    return new Shutdown(log);
  }

  /** Serves events until something ends that, closes the handler and returns the exit status. */
  int serve(String[] args, Shutdown shutdown) {
    shutdown.watch();
    return shutdown.over(untilTheEnd(args, shutdown));
  }

  private int untilTheEnd(String[] args, Shutdown shutdown) {
    try {
      HeadStart headStart = new HeadStart(RuntimeAddress.from(env), env, clock, log);
      headStart.start();
      Invoker invoker;
      try {
        AotCache.check(System.getProperty(AotCache.JARS), System.getProperty("java.class.path"));
        invoker = resolve(args);
        shutdown.opened(invoker);
        invoker.prime();
      } catch (Throwable initError) { // whatever a constructor throws has to reach the caller
        return loop(headStart, shutdown).runFailed(initError);
      }
      headStart.rehearse();
      return loop(headStart, shutdown).run(invoker);
    } catch (ApiUnavailableException hopeless) {
      log.error("", hopeless.getMessage());
    } catch (Throwable unforeseen) {
      log.failure("", "The runtime failed", unforeseen);
    }
    return 1;
  }

  private RuntimeLoop loop(HeadStart headStart, Shutdown shutdown) {
    return new RuntimeLoop(headStart.await(), env, clock, log, shutdown).withReserve();
  }

  private Invoker resolve(String[] args) throws Throwable {
    if (env.containsKey("TENCENTCLOUD_SECRETID")) {
      CredentialProperties.mirror(env);
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return new HandlerResolver(loader).resolve(HandlerSpec.from(args, env));
  }
}
