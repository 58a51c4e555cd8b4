package demo;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes in, the same bytes out. */
public class Stream implements RequestStreamHandler {
  @Override
  public void handleRequest(InputStream event, OutputStream result, Context context)
      throws IOException {
    event.transferTo(result);
  }
}
