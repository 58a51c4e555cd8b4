package io.scf4j.runtime.api;

/**
 * The four calls of SCF's runtime API, with its delivery rules already kept: what {@link #next()}
 * returns is to be handled, and what is given to {@link #response} or {@link #error} arrives.
 *
 * <p>No path of the API carries a request id: a result always belongs to the event fetched last, so
 * only one thread may use this.
 */
public interface RuntimeApi {

  /** Tells SCF that initialisation is over; the first call counts. */
  void ready() throws ApiUnavailableException;

  /**
   * Waits for an event, as long as it takes.
   *
   * @return an event that was not handled yet, or one that SCF delivers anew after its result was
   *     acknowledged (a retry of the platform)
   */
  Event next() throws ApiUnavailableException;

  /**
   * Ends an invocation well.
   *
   * @param event the event {@link #next()} returned last
   * @param result the exact bytes of the result
   */
  void response(Event event, byte[] result) throws ApiUnavailableException;

  /**
   * Ends an invocation as failed.
   *
   * @param event the event {@link #next()} returned last
   * @param report what went wrong, as JSON
   */
  void error(Event event, byte[] report) throws ApiUnavailableException;
}
