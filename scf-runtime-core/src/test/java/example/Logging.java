package example;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Functions that log with SLF4J. */
public class Logging {
  private static final Logger LOG = LoggerFactory.getLogger(Logging.class);

  public String handle(String event) {
    LOG.info(event);
    return String.valueOf(MDC.get("requestId"));
  }

  public String fail(String event) {
    throw new IllegalStateException(String.valueOf(MDC.get("requestId")));
  }

  /** Only begins to log when it is told to. */
  public static class Late {
    public String handle(String event) {
      return event.equals("silent") ? "silent" : new Logging().handle(event);
    }
  }
}
