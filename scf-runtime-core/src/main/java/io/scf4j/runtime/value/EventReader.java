package io.scf4j.runtime.value;

/** From the bytes of an event to the value that a handler takes; chosen once, by its type. */
public interface EventReader {

  /**
   * Reads an event.
   *
   * @param event the exact bytes; not copied
   * @throws Exception when they are not what the handler takes
   */
  Object read(byte[] event) throws Exception;
}
