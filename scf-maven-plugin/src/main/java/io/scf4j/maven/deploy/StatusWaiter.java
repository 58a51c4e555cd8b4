package io.scf4j.maven.deploy;

import io.scf4j.maven.cloud.Backoff;
import io.scf4j.maven.cloud.CloudException;
import io.scf4j.maven.cloud.Pacing;
import io.scf4j.maven.cloud.ScfCloud;
import io.scf4j.maven.model.FunctionId;
import io.scf4j.maven.model.LayerRef;
import io.scf4j.maven.model.RemoteFunction;
import io.scf4j.maven.model.RemoteLayer;
import io.scf4j.maven.model.RemoteVersion;
import io.scf4j.maven.model.ScfFailure;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Waits until a function is usable. The API is asynchronous: "query the status first, then do the
 * next operation". Polls from 200 ms, growing to 2 s, jittered, at most for the limit.
 */
public final class StatusWaiter {
  private static final Backoff POLLS = new Backoff(200, 2000);

  /**
   * How often a function that was just created may be unknown to GetFunction. Whether the platform
   * is that slow is UNVERIFIED; the wait costs 3 s in a case that ends in an error anyway.
   */
  private static final int POLLS_OF_THE_UNKNOWN = 5;

  /** Some codes of a busy function also mean failures that stay. */
  private static final int TRIES_OF_A_CHANGE = 5;

  private final ScfCloud cloud;
  private final Pacing pacing;
  private final Duration limit;

  /**
   * @param limit how long one wait may take
   */
  public StatusWaiter(ScfCloud cloud, Pacing pacing, Duration limit) {
    this.cloud = cloud;
    this.pacing = pacing;
    this.limit = limit;
  }

  /**
   * Returns the function once nothing is going on any more and it is Active.
   *
   * @throws ScfFailure when it is not within the limit, failed, or is gone
   */
  public RemoteFunction untilActive(FunctionId id) {
    return requireActive(name(id), untilSettled(id));
  }

  /**
   * Returns a version of the function once it is Active.
   *
   * @param version such as {@code 3}
   * @throws ScfFailure when it is not within the limit, failed, or is gone
   */
  public RemoteFunction untilActive(FunctionId id, String version) {
    String what = name(id, version);
    return requireActive(what, untilSettled(what, id, version));
  }

  /**
   * Returns when functions can use a version of a layer that has just been published.
   *
   * @throws ScfFailure when they cannot within the limit, it failed, or is gone
   */
  public void untilActive(String region, LayerRef layer) {
    String what = "layer " + layer;
    long start = pacing.nanos().getAsLong();
    for (int polls = 1; true; polls++) {
      Optional<RemoteLayer> there =
          cloud.layers(region, layer.name()).stream()
              .filter(version -> version.ref().equals(layer))
              .findFirst();
      if (there.isPresent() && there.get().isActive()) {
        return;
      }
      boolean late = isLate(start);
      if (late || there.isEmpty() || !there.get().isBusy()) {
        throw new ScfFailure(
            capital(what)
                + " is "
                + there.map(RemoteLayer::status).orElse("gone")
                + (late ? " after " + limit.toSeconds() + " s." : "."),
            "Run mvn scf:deploy again; it goes on from what the cloud has.");
      }
      sleep(what, polls);
    }
  }

  /** Returns the function once nothing is going on any more, whatever state that left it in. */
  public RemoteFunction untilSettled(FunctionId id) {
    return untilSettled(name(id), id, RemoteVersion.LATEST);
  }

  /** The same for one that was there a moment ago, and may be there no more. */
  public Optional<RemoteFunction> untilSettledOrGone(FunctionId id) {
    return untilSettledOrGone(id, RemoteVersion.LATEST);
  }

  /** The same for a version. */
  public Optional<RemoteFunction> untilSettledOrGone(FunctionId id, String version) {
    return settled(name(id, version), id, version, 0);
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

  private boolean isLate(long start) {
    return pacing.nanos().getAsLong() - start >= limit.toNanos();
  }

  /**
   * Makes a change that the function's state may forbid for now: then waits until it has settled
   * and makes it again.
   *
   * @throws CloudException when the change is refused for another reason, or again and again
   */
  public void change(FunctionId id, Runnable change) {
    for (int tries = 1; true; tries++) {
      try {
        change.run();
        return;
      } catch (CloudException e) {
        if (!e.isBusy()) {
          throw e;
        }
        if (tries == TRIES_OF_A_CHANGE) {
          throw e.afterTries(tries);
        }
      }
      sleep(name(id), tries);
      untilSettled(id);
    }
  }

  private static RemoteFunction requireActive(String what, RemoteFunction function) {
    if (!function.status().isActive()) {
      throw new ScfFailure(
          capital(what) + " is " + function.status() + ".",
          function.reasonsText(),
          "Mend the cause and run mvn scf:deploy again.",
          null);
    }
    return function;
  }

  private RemoteFunction untilSettled(String what, FunctionId id, String version) {
    return settled(what, id, version, POLLS_OF_THE_UNKNOWN)
        .orElseThrow(
            () ->
                new ScfFailure(
                    capital(what) + " was deleted while it was being deployed.",
                    "Run mvn scf:deploy again; it will be created anew."));
  }

  /**
   * Empty when it is there no more.
   *
   * @param pollsOfTheUnknown how often it may be unknown before it has been seen
   */
  private Optional<RemoteFunction> settled(
      String what, FunctionId id, String version, int pollsOfTheUnknown) {
    long start = pacing.nanos().getAsLong();
    Set<String> states = new LinkedHashSet<>();
    for (int polls = 1; true; polls++) {
      Optional<RemoteFunction> function = cloud.function(id, version);
      boolean gone = function.isEmpty() && (!states.isEmpty() || polls > pollsOfTheUnknown);
      if (gone || (function.isPresent() && !function.get().status().isBusy())) {
        return function;
      }
      function.ifPresent(found -> states.add(found.status().name()));
      if (isLate(start)) {
        throw tooLong(what, function, states);
      }
      sleep(what, polls);
    }
  }

  private ScfFailure tooLong(String what, Optional<RemoteFunction> function, Set<String> states) {
    String state = function.map(found -> found.status().name()).orElse("unknown to the cloud");
    return new ScfFailure(
        capital(what)
            + " is still "
            + state
            + " after "
            + limit.toSeconds()
            + " s"
            + (states.size() > 1 ? " (it was " + String.join(", then ", states) + ")." : "."),
        "Run mvn scf:deploy again in a minute, or raise -Dscf.waitTimeout (now "
            + limit.toSeconds()
            + ").");
  }

  private void sleep(String what, int polls) {
    try {
      pacing.pause().ofMillis(POLLS.pauseMs(polls, pacing.random().getAsDouble()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScfFailure(
          "Waiting for " + what + " was interrupted.",
          "Run mvn scf:deploy again; it goes on from what the cloud has.");
    }
  }

  private static String name(FunctionId id) {
    return "function " + id;
  }

  private static String name(FunctionId id, String version) {
    return version.equals(RemoteVersion.LATEST)
        ? name(id)
        : "version " + version + " of " + name(id);
  }

  /** As the beginning of a sentence. */
  private static String capital(String what) {
    return Character.toUpperCase(what.charAt(0)) + what.substring(1);
  }
}
