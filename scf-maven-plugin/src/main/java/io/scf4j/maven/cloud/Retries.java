package io.scf4j.maven.cloud;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes calls, and makes those again that {@link RetryPolicy} allows. Remembers that an answer was
 * lost: when the second try is told that it has been done already, the first one has done it.
 */
public final class Retries {
  private final RetryPolicy policy;
  private final Pacing pacing;
  private final Consumer<String> told;

  /**
   * @param told is given a line for each time a call is made again
   */
  public Retries(RetryPolicy policy, Pacing pacing, Consumer<String> told) {
    this.policy = policy;
    this.pacing = pacing;
    this.told = told;
  }

  /** As the policy of this endpoint says, in real time. */
  public static Retries of(CloudEndpoint endpoint, Consumer<String> told) {
    return new Retries(RetryPolicy.of(endpoint), Pacing.real(), told);
  }

  /**
   * The call's answer; null when the answer was lost and a later one says that it was done, which
   * happens with {@link Safety#CREATE} and {@link Safety#DELETE} only.
   *
   * @throws CloudException of the last try, with their number
   */
  public <T> T call(Safety safety, Supplier<T> call) {
    return repeat(safety, call, Optional::empty);
  }

  /**
   * For a call that must not be doubled, but whose work can be found: after a lost answer looks for
   * it, and makes the call again only when it is not there.
   *
   * @param find what the call would have returned, if it was done
   * @throws CloudException of the last try, with their number
   */
  public <T> T callOrFind(Supplier<T> call, Supplier<Optional<T>> find) {
    return repeat(Safety.SET, call, find);
  }

  private <T> T repeat(Safety safety, Supplier<T> call, Supplier<Optional<T>> find) {
    long start = pacing.nanos().getAsLong();
    boolean inDoubt = false;
    for (int tried = 1; true; tried++) {
      try {
        return call.get();
      } catch (CloudException e) {
        if (inDoubt && safety.isDone(e)) {
          told.accept(e.action() + ": " + e.code() + ", so it was done when its answer got lost.");
          return null;
        }
        inDoubt |= e.mayHaveBeenDone();
        Duration elapsed = Duration.ofNanos(pacing.nanos().getAsLong() - start);
        // What was done and whose answer got lost keeps the function busy: the doubt must outlast
        // it.
        boolean doneAndBusy = inDoubt && safety != Safety.ONCE && e.isBusy();
        boolean again =
            policy.allows(e, safety, tried, elapsed) || (doneAndBusy && tried < policy.tries());
        if (!again || !pauseAfter(e, tried)) {
          throw e.afterTries(tried);
        }
      }
      Optional<T> found = inDoubt ? find.get() : Optional.empty();
      if (found.isPresent()) {
        return found.get();
      }
    }
  }

  /** False when the pause was interrupted: then nothing is tried any more. */
  private boolean pauseAfter(CloudException failure, int tried) {
    long ms = policy.backoff().pauseMs(tried, pacing.random().getAsDouble());
    told.accept(
        "%s: %s; trying again in %d ms (%d of %d)"
            .formatted(failure.action(), failure.why(), ms, tried + 1, policy.tries()));
    try {
      pacing.pause().ofMillis(ms);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
