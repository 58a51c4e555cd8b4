package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.ScfFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Waits until a function is usable. The API is asynchronous: "query the status first, then do the
 * next operation". Polls from 200 ms, growing to 2 s, at most for the limit.
 */
public final class StatusWaiter {
  private static final long FIRST_PAUSE_MS = 200;
  private static final long LONGEST_PAUSE_MS = 2000;

  private final ScfCloud cloud;
  private final LongSupplier nanos;
  private final Pause pause;
  private final Duration limit;

  /** How to let time pass; a test's does not sleep. */
  @FunctionalInterface
  public interface Pause {
    void ofMillis(long ms) throws InterruptedException;
  }

  /**
   * @param nanos the clock, as {@code System::nanoTime}
   * @param limit how long one wait may take
   */
  public StatusWaiter(ScfCloud cloud, LongSupplier nanos, Pause pause, Duration limit) {
    this.cloud = cloud;
    this.nanos = nanos;
    this.pause = pause;
    this.limit = limit;
  }

  /**
   * Returns the function once nothing is going on any more and it is Active.
   *
   * @throws ScfFailure when it is not within the limit, failed, or is gone
   */
  public RemoteFunction untilActive(FunctionId id) {
    RemoteFunction function = untilSettled(id);
    if (!function.status().isActive()) {
      throw new ScfFailure(
          "Function " + id + " is " + function.status() + ".",
          function.reasonsText(),
          "Mend the cause and run mvn scf:deploy again.",
          null);
    }
    return function;
  }

  /** Returns the function once nothing is going on any more, whatever state that left it in. */
  public RemoteFunction untilSettled(FunctionId id) {
    return untilSettledOrGone(id, RemoteVersion.LATEST)
        .orElseThrow(
            () ->
                new ScfFailure(
                    "Function " + id + " was deleted while it was being deployed.",
                    "Run mvn scf:deploy again; it will be created anew."));
  }

  /** The same, and empty when the function is there no more. */
  public Optional<RemoteFunction> untilSettledOrGone(FunctionId id) {
    return untilSettledOrGone(id, RemoteVersion.LATEST);
  }

  /**
   * Returns when a version that has just been published can be invoked.
   *
   * @throws ScfFailure when it is not within the limit, failed, or is gone
   */
  public void untilActive(FunctionId id, String version) {
    Optional<RemoteFunction> function = untilSettledOrGone(id, version);
    if (function.isEmpty() || !function.get().status().isActive()) {
      throw new ScfFailure(
          "Version "
              + version
              + " of function "
              + id
              + " is "
              + function.map(found -> found.status().toString()).orElse("gone")
              + ".",
          function.map(RemoteFunction::reasonsText).orElse("SCF said: there is no such version"),
          "Mend the cause and run mvn scf:deploy again.",
          null);
    }
  }

  /**
   * Returns when functions can use a version of a layer that has just been published.
   *
   * @throws ScfFailure when they cannot within the limit, it failed, or is gone
   */
  public void untilActive(String region, LayerRef layer) {
    LongSupplier pauses = pauses();
    long start = nanos.getAsLong();
    while (true) {
      Optional<RemoteLayer> there =
          cloud.layers(region, layer.name()).stream()
              .filter(version -> version.ref().equals(layer))
              .findFirst();
      if (there.isPresent() && there.get().isActive()) {
        return;
      }
      boolean late = nanos.getAsLong() - start >= limit.toNanos();
      if (late || there.isEmpty() || !there.get().isBusy()) {
        throw new ScfFailure(
            "Layer "
                + layer
                + " is "
                + there.map(RemoteLayer::status).orElse("gone")
                + (late ? " after " + limit.toSeconds() + " s." : "."),
            "Run mvn scf:deploy again; it goes on from what the cloud has.");
      }
      sleep("layer " + layer, pauses.getAsLong());
    }
  }

  /**
   * Returns when the function is there no more.
   *
   * @throws ScfFailure when it still is after the limit, or deleting it failed
   */
  public void untilGone(FunctionId id) {
    Optional<RemoteFunction> left = untilSettledOrGone(id);
    if (left.isPresent()) {
      throw new ScfFailure(
          "Function " + id + " was not deleted: it is " + left.get().status() + ".",
          left.get().reasonsText(),
          "Delete it in the console and run mvn scf:deploy again.",
          null);
    }
  }

  private Optional<RemoteFunction> untilSettledOrGone(FunctionId id, String version) {
    long start = nanos.getAsLong();
    LongSupplier pauses = pauses();
    while (true) {
      Optional<RemoteFunction> function = cloud.function(id, version);
      if (function.isEmpty() || !function.get().status().isBusy()) {
        return function;
      }
      if (nanos.getAsLong() - start >= limit.toNanos()) {
        throw new ScfFailure(
            "Function "
                + id
                + " is still "
                + function.get().status()
                + " after "
                + limit.toSeconds()
                + " s.",
            "Run mvn scf:deploy again in a minute, or raise -Dscf.waitTimeout (now "
                + limit.toSeconds()
                + ").");
      }
      sleep("function " + id, pauses.getAsLong());
    }
  }

  /** Growing ones. */
  private static LongSupplier pauses() {
    long[] next = {FIRST_PAUSE_MS};
    return () -> {
      long pauseMs = next[0];
      next[0] = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      return pauseMs;
    };
  }

  private void sleep(String what, long ms) {
    try {
      pause.ofMillis(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScfFailure(
          "Waiting for " + what + " was interrupted.",
          "Run mvn scf:deploy again; it goes on from what the cloud has.");
    }
  }
}
