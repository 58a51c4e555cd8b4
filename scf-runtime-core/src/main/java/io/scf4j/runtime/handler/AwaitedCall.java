package io.scf4j.runtime.handler;

import io.scf4j.runtime.ScfContext;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A handler that returns its result later: waited for until the event's time limit, because SCF
 * takes one result per event, and freezes what a function does after it.
 */
final class AwaitedCall implements ValueCall {
  private final ValueCall call;

  AwaitedCall(ValueCall call) {
    this.call = call;
  }

  /** Whether a result declared as this class may be one to wait for. */
  static boolean mayBeNeeded(Class<?> declared) {
    return declared == Object.class || isLater(declared);
  }

  static boolean isLater(Class<?> type) {
    return CompletionStage.class.isAssignableFrom(type) || Future.class.isAssignableFrom(type);
  }

  @Override
  public Object call(Object event, ScfContext context) throws Throwable {
    Object result = call.call(event, context);
    if (result instanceof CompletionStage && !(result instanceof Future)) {
      return await(((CompletionStage<?>) result).toCompletableFuture(), context);
    }
    return result instanceof Future ? await((Future<?>) result, context) : result;
  }

  private static Object await(Future<?> result, ScfContext context) throws Throwable {
    try {
      return result.get(context.remainingTimeMs(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException wrapper) {
      Throwable cause = wrapper.getCause();
      while (cause instanceof CompletionException && cause.getCause() != null) {
        cause = cause.getCause();
      }
      throw cause == null ? wrapper : cause;
    } catch (TimeoutException tooLate) {
      throw new TimeoutException(
          "The handler returned a "
              + result.getClass().getSimpleName()
              + " that was not completed within the time limit of "
              + context.timeLimitMs()
              + " ms");
    }
  }
}
