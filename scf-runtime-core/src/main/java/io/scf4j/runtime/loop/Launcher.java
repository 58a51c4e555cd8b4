package io.scf4j.runtime.loop;

import io.scf4j.runtime.api.ApiUnavailableException;
import io.scf4j.runtime.api.BadAddressException;
import io.scf4j.runtime.api.Clock;
import io.scf4j.runtime.api.HttpRuntimeApi;
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
    this.log = new Log(out, err);
  }

  /**
   * Serves events on the calling thread.
   *
   * @param args the arguments of the process: the handler, or nothing
   * @return the exit status, when the process is of no further use
   */
  public int run(String[] args) {
    try {
      RuntimeAddress address = RuntimeAddress.from(env);
      RuntimeLoop loop = new RuntimeLoop(new HttpRuntimeApi(address, clock, log), env, clock, log);
      Invoker invoker;
      try {
        CredentialProperties.mirror(env);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        invoker = new HandlerResolver(loader).resolve(HandlerSpec.from(args, env));
      } catch (Throwable initError) { // whatever a constructor throws has to reach the caller
        return loop.runFailed(initError);
      }
      return loop.run(invoker);
    } catch (BadAddressException | ApiUnavailableException hopeless) {
      log.runtime(hopeless.getMessage());
    } catch (Throwable unforeseen) {
      log.failure("The runtime failed", unforeseen);
    }
    return 1;
  }
}
