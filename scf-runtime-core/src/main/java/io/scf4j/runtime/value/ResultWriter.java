package io.scf4j.runtime.value;

/** From what a handler returns to the bytes of the result; chosen once, by its type. */
public interface ResultWriter {

  /**
   * Writes a result.
   *
   * @param result what was returned, or null
   * @return the bytes to post; may be the result itself, when it is bytes
   * @throws Exception when it has no form as bytes
   */
  byte[] write(Object result) throws Exception;
}
