package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import io.scf4j.runtime.value.Values;

/**
 * A handler that takes a value and returns one: reads the event as the type that the handler
 * declares, calls it, and writes what it returned.
 */
final class ValueInvoker implements Invoker {
  private final Class<?> eventType;
  private final ValueCall call;

  /**
   * An invoker of that call.
   *
   * @param eventType null when the handler takes no event
   */
  ValueInvoker(Class<?> eventType, ValueCall call) {
    this.eventType = eventType;
    this.call = call;
  }

  @Override
  public byte[] invoke(byte[] event, ScfContext context) throws Throwable {
    Object value = eventType == null ? null : Values.read(event, eventType);
    return Values.write(call.call(value, context));
  }
}
