package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.value.EventReader;
import io.scf4j.runtime.value.ResultWriter;

/**
 * A handler that takes a value and returns one: reads the event as the type that the handler
 * declares, calls it, and writes what it returned.
 */
final class ValueInvoker implements Invoker {
  private final EventReader reader;
  private final ValueCall call;
  private final ResultWriter writer;

  /**
   * An invoker of that call.
   *
   * @param reader null when the handler takes no event
   */
  ValueInvoker(EventReader reader, ValueCall call, ResultWriter writer) {
    this.reader = reader;
    this.call = call;
    this.writer = writer;
  }

  @Override
  public byte[] invoke(byte[] event, ScfContext context) throws Throwable {
    Object value = reader == null ? null : reader.read(event);
    return writer.write(call.call(value, context));
  }
}
