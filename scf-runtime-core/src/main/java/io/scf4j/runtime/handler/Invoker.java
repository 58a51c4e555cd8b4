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
}
