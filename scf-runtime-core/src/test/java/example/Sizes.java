package example;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Large results of every kind that has a way of its own through the runtime. */
public class Sizes {
  public byte[] bytes(byte[] event) {
    return event;
  }

  public String text(String event) {
    return event;
  }

  public void stream(InputStream event, OutputStream result) throws IOException {
    event.transferTo(result);
  }

  /** As a library does that writes what it has, bit by bit. */
  public void singleBytes(InputStream event, OutputStream result) throws IOException {
    for (int next = event.read(); next >= 0; next = event.read()) {
      result.write(next);
    }
  }
}
