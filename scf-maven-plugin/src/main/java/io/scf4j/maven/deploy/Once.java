package io.scf4j.maven.deploy;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What several functions of one build need and only one of them must make: a namespace, a layer.
 * Each has seen for itself that it is not there; the first one makes it, those that come meanwhile
 * or later wait and take it. What failed is tried by the next one.
 */
public final class Once {
  private final Map<String, CompletableFuture<Object>> made = new ConcurrentHashMap<>();

  /**
   * Makes a thing, unless it was made.
   *
   * @param what it is, with all that makes it this one
   */
  @SuppressWarnings("unchecked") // a key stands for things of one type
  <T> T make(String what, Supplier<T> maker) {
    while (true) {
      CompletableFuture<Object> mine = new CompletableFuture<>();
      CompletableFuture<Object> other = made.putIfAbsent(what, mine);
      if (other == null) {
        try {
          T thing = maker.get();
          mine.complete(thing);
          return thing;
        } catch (RuntimeException | Error e) {
          made.remove(what);
          mine.completeExceptionally(e);
          throw e;
        }
      }
      try {
        return (T) other.join();
      } catch (CompletionException e) {
        // whoever tried has said why
      }
    }
  }
}
