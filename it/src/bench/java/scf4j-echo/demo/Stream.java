package demo;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.ScfStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes in, the same bytes out. */
public class Stream implements ScfStreamHandler {
  @Override
  public void handle(InputStream event, OutputStream result, ScfContext context)
      throws IOException {
    event.transferTo(result);
  }
}
