package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.value.Pieces;
import java.io.ByteArrayInputStream;

/**
 * A handler that reads and writes streams. Both are in memory, because SCF takes the result as a
 * whole; each event has streams of its own, so a handler that keeps one cannot harm the next.
 */
final class StreamInvoker implements Invoker {
  private final StreamCall call;

  StreamInvoker(StreamCall call) {
    this.call = call;
  }

  @Override
  public byte[] invoke(byte[] event, ScfContext context) throws Throwable {
    Pieces result = new Pieces();
    call.call(new ByteArrayInputStream(event), result, context);
    return result.join();
  }
}
