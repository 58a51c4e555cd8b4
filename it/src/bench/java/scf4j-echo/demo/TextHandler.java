package demo;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.ScfHandler;

/** Text in, the same text out; the class is the handler. */
public class TextHandler implements ScfHandler<String, String> {
  @Override
  public String handle(String event, ScfContext context) {
    return event;
  }
}
