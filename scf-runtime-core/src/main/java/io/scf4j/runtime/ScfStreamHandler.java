package io.scf4j.runtime;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A function that reads the bytes of an event and writes the bytes of its result, for those who
 * bring their own format or library.
 *
 * <p>Deployed by naming the class: {@code demo.Resize}. The rules of {@link ScfHandler} about
 * instances and threads hold here too.
 */
@FunctionalInterface
public interface ScfStreamHandler {

  /**
   * Handles one event.
   *
   * @param event the exact bytes of the event; need not be read to the end, nor closed
   * @param result takes the bytes of the result, at most 6 MB; posted when this method returns, so
   *     what is written later is ignored
   * @param context what is known about this invocation
   * @throws Exception to fail the invocation; what was written until then is not posted
   */
  void handle(InputStream event, OutputStream result, ScfContext context) throws Exception;
}
