package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;

/**
 * The last step to a handler that takes a value: one way of calling for every kind of handler, so
 * that reading and writing values is written once.
 */
interface ValueCall {

  /** Calls the handler; what it throws comes out as it is. */
  Object call(Object event, ScfContext context) throws Throwable;
}
