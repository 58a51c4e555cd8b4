package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The last step to a handler that reads and writes streams; the counterpart of {@link ValueCall}.
 */
interface StreamCall {

  /** Calls the handler; what it throws comes out as it is. */
  void call(InputStream event, OutputStream result, ScfContext context) throws Throwable;
}
