package io.scf4j.runtime;

/**
 * A function that takes an event as a value and returns its result as a value.
 *
 * <p>Deployed by naming the class: {@code demo.Hello}. SCF makes one instance per process, with the
 * public no-argument constructor, and calls it for one event at a time, always on the same thread;
 * fields survive from event to event as long as the process lives.
 *
 * <p>{@code I} may be {@code String} (the event's text, or the value when the whole event is one
 * JSON string literal), {@code byte[]}, {@code java.io.InputStream} (the exact bytes), {@code Map},
 * {@code List}, {@code Object} (parsed JSON) or the wrapper of a primitive. {@code O} may be a
 * {@code CharSequence} (posted as it is, without quotes), {@code byte[]}, a {@code Map}, an {@code
 * Iterable}, an array, a {@code Number}, {@code Boolean} or {@code Character} (written as JSON), or
 * {@code Void}; {@code null} is posted as {@code null}. The limit of a result is 6 MB.
 *
 * @param <I> the type the event is read as
 * @param <O> the type of the result
 */
@FunctionalInterface
public interface ScfHandler<I, O> {

  /**
   * Handles one event.
   *
   * @param event the event; {@code null} when it is empty or JSON {@code null} and {@code I} is not
   *     text or bytes
   * @param context what is known about this invocation
   * @return the result of the invocation
   * @throws Exception to fail the invocation; its type, message and user frames are the answer
   */
  O handle(I event, ScfContext context) throws Exception;
}
