package io.scf4j.runtime;

import io.scf4j.runtime.handler.InvalidHandlerException;
import io.scf4j.runtime.loop.DirectCall;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A function in a unit test: the handler is found, the event read and the result written as in the
 * process on SCF, without a process and without SCF.
 *
 * <pre>{@code
 * try (FunctionUnderTest hello = FunctionUnderTest.of("demo.Hello::handle")) {
 *   assertEquals("{\"greeting\":\"hello scf\"}", hello.invoke("{\"name\":\"scf\"}"));
 * }
 * }</pre>
 *
 * <p>Like a process it makes one instance of the handler's class, calls its {@code prime()} if
 * there is one, and hands it any number of events, one at a time and on the calling thread. Not
 * meant for several threads.
 */
public final class FunctionUnderTest implements AutoCloseable {
  private final DirectCall call;
  private final Map<String, String> env = new HashMap<>();
  private String requestId = "00000000-0000-0000-0000-000000000001";
  private int memoryLimitMb = 256;
  private long timeLimitMs = 10_000;

  private FunctionUnderTest(DirectCall call) {
    this.call = call;
  }

  /**
   * The function with that handler, made ready: its class is initialised, its instance made and
   * primed. What they throw comes out of here as it was thrown, checked exceptions too.
   *
   * @param handler as in a POM or on SCF: {@code demo.Hello::handle}, {@code demo.Hello}
   * @throws IllegalArgumentException when this names no usable handler, with the message that the
   *     process would give
   */
  public static FunctionUnderTest of(String handler) {
    try {
      return new FunctionUnderTest(new DirectCall(Objects.requireNonNull(handler, "handler")));
    } catch (InvalidHandlerException unusable) {
      throw new IllegalArgumentException(unusable.getMessage(), unusable);
    } catch (Throwable ofTheHandler) {
      throw FunctionUnderTest.<RuntimeException>asItIs(ofTheHandler);
    }
  }

  /**
   * Sets a variable that the handler sees in {@link ScfContext#env()}; there are no others. What
   * the handler reads with {@code System.getenv} is the environment of the test. {@code
   * SCF_FUNCTIONNAME}, {@code SCF_FUNCTIONVERSION}, {@code SCF_NAMESPACE} and {@code
   * TENCENTCLOUD_REGION} are what the context gives as the function's name, version, namespace and
   * region.
   *
   * @return this, for the next call
   */
  public FunctionUnderTest withEnv(String name, String value) {
    env.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
    return this;
  }

  /**
   * Sets the id of the requests to come, for {@link ScfContext#requestId()}.
   *
   * @return this, for the next call
   */
  public FunctionUnderTest withRequestId(String id) {
    requestId = Objects.requireNonNull(id, "id");
    return this;
  }

  /**
   * Sets what {@link ScfContext#memoryLimitMb()} says; 256 if it is not set. Nothing is limited.
   *
   * @param mb megabytes
   * @return this, for the next call
   */
  public FunctionUnderTest withMemoryLimitMb(int mb) {
    memoryLimitMb = mb;
    return this;
  }

  /**
   * Sets the time limit of the requests to come, from which {@link ScfContext#remainingTimeMs()}
   * counts down; 10,000 if it is not set. A handler that takes longer is not stopped, but a {@code
   * Future} it returned is not awaited any longer.
   *
   * @param ms milliseconds; 0 for no limit
   * @return this, for the next call
   */
  public FunctionUnderTest withTimeLimitMs(long ms) {
    timeLimitMs = ms;
    return this;
  }

  /**
   * Runs the handler on one event.
   *
   * @param event the event's text, usually JSON
   * @return the text of the result as it would be posted: JSON for values, without quotes for a
   *     {@code String}, {@code null} (the word) for nothing
   * @throws Exception what the handler threw, as it was thrown; or that the event cannot be read as
   *     what the handler takes, or that the result is larger than 6 MB
   */
  public String invoke(String event) throws Exception {
    return new String(invoke(event.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  /**
   * Runs the handler on one event of any bytes.
   *
   * @param event the exact bytes of the event
   * @return the exact bytes of the result
   * @throws Exception as for {@link #invoke(String)}
   */
  public byte[] invoke(byte[] event) throws Exception {
    Map<String, String> unmodifiable = Collections.unmodifiableMap(new HashMap<>(env));
    try {
      return call.invoke(requestId, event, memoryLimitMb, timeLimitMs, unmodifiable);
    } catch (Throwable ofTheHandler) {
      throw FunctionUnderTest.<Exception>asItIs(ofTheHandler);
    }
  }

  /**
   * Closes the handler if it is an {@code AutoCloseable}, as the process does before it ends.
   *
   * @throws Exception what its {@code close()} threw; a process only logs it
   */
  @Override
  public void close() throws Exception {
    call.close();
  }

  /** Throws anything as if it were unchecked: a test sees what the handler threw. */
  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T asItIs(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
