package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;

/**
 * One handler, ready to be called with bytes: all that the loop knows of it. Made once, before SCF
 * is told that the function is ready.
 */
public interface Invoker {

  /**
   * Runs the handler once.
   *
   * @param event the exact bytes of the event
   * @param context of this invocation
   * @return the exact bytes of the result
   * @throws Throwable what the handler threw, itself and not wrapped
   */
  byte[] invoke(byte[] event, ScfContext context) throws Throwable;

  /**
   * Calls the public method {@code prime()} of the handler's class, if it has one: what the first
   * event would have to wait for can be done there.
   *
   * @throws Throwable what it threw, itself and not wrapped
   */
  default void prime() throws Throwable {}

  /** Closes the handler, if it is an {@code AutoCloseable}; to be called once. */
  default void close() throws Exception {}

  /** The loader of the handler's class, or null when it is the JVM's own. */
  default ClassLoader loader() {
    return null;
  }
}
