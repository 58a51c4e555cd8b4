package io.scf4j.runtime.handler;

import io.scf4j.runtime.value.EventReader;
import io.scf4j.runtime.value.ResultWriter;
import io.scf4j.runtime.value.Values;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/**
 * The types a handler declares, turned into ways to read and write them before its first event: a
 * type nobody can read would otherwise fail once per event, in production.
 */
final class Signature {
  private final HandlerSpec spec;
  private final EventReader reader;
  private final ResultWriter writer;
  private final boolean awaited;

  /**
   * For a handler that takes and returns those types.
   *
   * @param event null when it takes no event
   */
  Signature(HandlerSpec spec, Values values, Type event, Type result)
      throws InvalidHandlerException {
    this.spec = spec;
    this.reader = event == null ? null : reader(values, event);
    Class<?> declared = Values.rawType(result);
    this.awaited = !InterfaceHandler.saysAll(declared) && AwaitedCall.mayBeNeeded(declared);
    this.writer = writer(values, awaited ? awaited(result, declared) : result);
  }

  Invoker invoker(ValueCall call) {
    return new ValueInvoker(reader, awaited ? new AwaitedCall(call) : call, writer);
  }

  private static Type awaited(Type result, Class<?> declared) {
    if (!AwaitedCall.isLater(declared)) {
      return result;
    }
    Class<?> generic =
        CompletionStage.class.isAssignableFrom(declared) ? CompletionStage.class : Future.class;
    return new GenericTypes(result).argument(generic, 0);
  }

  private EventReader reader(Values values, Type type) throws InvalidHandlerException {
    try {
      return values.reader(type);
    } catch (IllegalArgumentException unreadable) {
      throw refused(" takes ", type, unreadable);
    }
  }

  private ResultWriter writer(Values values, Type type) throws InvalidHandlerException {
    try {
      return values.writer(type);
    } catch (IllegalArgumentException unwritable) {
      throw refused(" returns ", type, unwritable);
    }
  }

  private InvalidHandlerException refused(String verb, Type type, IllegalArgumentException reason) {
    return new InvalidHandlerException(
        "Handler " + spec + verb + type.getTypeName() + ". " + reason.getMessage(),
        reason.getCause());
  }
}
