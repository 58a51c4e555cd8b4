package example;

import io.scf4j.runtime.ScfContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** The handlers that are right, one per signature. */
public class Hello {
  public String echo(String event) {
    return event;
  }

  public static String fixed(String event) {
    return "static " + event;
  }

  public String nothing() {
    return "nothing taken";
  }

  public byte[] bytes(byte[] event) {
    return event;
  }

  public Map<String, Object> map(Map<String, Object> event, ScfContext context) {
    event.put("requestId", context.requestId());
    return event;
  }

  public Object any(Object event) {
    return event;
  }

  public int twice(int event) {
    return 2 * event;
  }

  public List<Object> list(List<Object> event) {
    return event;
  }

  public void silent(String event) {}

  public long count(InputStream event) throws IOException {
    return event.readAllBytes().length;
  }

  public void copy(InputStream event, OutputStream result) throws IOException {
    event.transferTo(result);
  }

  public void copyWithContext(InputStream event, OutputStream result, ScfContext context)
      throws IOException {
    result.write(context.requestId().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    event.transferTo(result);
  }

  public String context(String event, ScfContext context) {
    return context.requestId()
        + " "
        + context.memoryLimitMb()
        + " "
        + context.timeLimitMs()
        + " "
        + context.remainingTimeMs()
        + " "
        + context.functionName()
        + "/"
        + context.functionVersion()
        + "/"
        + context.namespace()
        + "/"
        + context.region();
  }

  public String overloaded(String event) {
    return "without context";
  }

  public String overloaded(String event, ScfContext context) {
    return "with context";
  }

  /** A nested handler class. */
  public static class Nested {
    public String echo(String event) {
      return "nested " + event;
    }
  }
}
