package io.scf4j.runtime;

import java.lang.reflect.Type;

/**
 * Reads events and writes results of types that only a JSON library knows: records, beans, and
 * collections of them.
 *
 * <p>None has to be written: a function with Jackson 3, Jackson 2 or Gson on its class path gets a
 * codec that uses it, with properties unknown to the type ignored. One is written to configure such
 * a library or to use another one, and named in {@code
 * META-INF/services/io.scf4j.runtime.EventCodec}; it needs a public constructor without parameters.
 * Two of them are an init error, because which one is meant cannot be known.
 *
 * <p>Text, bytes, streams, numbers, booleans, enums, {@code Object} and maps and lists of those
 * never go through a codec. A function that needs none does not load one. There is one instance per
 * process, called by one thread at a time.
 */
public interface EventCodec {

  /**
   * Called once before the function says ready, for the type of the handler's event and for that of
   * its result, when they are for a codec. The time to build what is slow to build, and to refuse.
   *
   * @param type the type as the handler declares it, type variables replaced by what they stand for
   * @throws Exception to refuse the type; the function then fails with an init error
   */
  default void prepare(Type type) throws Exception {}

  /**
   * Reads an event.
   *
   * @param event the exact bytes, at least one; UTF-8 when it is JSON
   * @param type the type the handler takes
   * @return the event; null when it says so, as JSON {@code null} does
   * @throws Exception when the bytes are not of that type; the answer to the event
   */
  Object read(byte[] event, Type type) throws Exception;

  /**
   * Writes a result.
   *
   * @param result what the handler returned, never null
   * @param type the type the handler declares, of which {@code result} may be a subtype
   * @return the bytes to post, at most 6 MB
   * @throws Exception when the result cannot be written; the answer to the event
   */
  byte[] write(Object result, Type type) throws Exception;
}
