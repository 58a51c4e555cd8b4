package io.scf4j.runtime.handler;

import io.scf4j.runtime.value.Values;
import java.lang.reflect.Type;

/**
 * The types a handler declares, checked before its first event: a type nobody can read would
 * otherwise fail once per event, in production.
 */
final class Signature {
  private final HandlerSpec spec;

  Signature(HandlerSpec spec) {
    this.spec = spec;
  }

  /** The class to read events as. */
  Class<?> checkEvent(Type type) throws InvalidHandlerException {
    if (!Values.canRead(type)) {
      throw new InvalidHandlerException(
          "Handler "
              + spec
              + " takes "
              + type.getTypeName()
              + ", which cannot be read from JSON here. Take String, byte[], InputStream, Map, List,"
              + " Object or a primitive instead.");
    }
    return Values.rawType(type);
  }

  void checkResult(Type type) throws InvalidHandlerException {
    if (!Values.canWrite(type)) {
      throw new InvalidHandlerException(
          "Handler "
              + spec
              + " returns "
              + type.getTypeName()
              + ", which cannot be written as JSON here. Return String, byte[], Map, List, an array,"
              + " a primitive or void instead.");
    }
  }
}
