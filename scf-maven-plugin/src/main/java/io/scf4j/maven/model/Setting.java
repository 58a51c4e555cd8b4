package io.scf4j.maven.model;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A setting of a function has three states, because people change functions in the console too: not
 * mentioned in the POM (the cloud's stays), a value (is set), or an empty element (is cleared).
 */
public sealed interface Setting<T> {

  /** Not mentioned: an update leaves what the cloud has. */
  record Absent<T>() implements Setting<T> {}

  /** Mentioned with a value. */
  record Value<T>(T value) implements Setting<T> {}

  /** Mentioned and empty: an update takes the cloud's value away. */
  record Clear<T>() implements Setting<T> {}

  static <T> Setting<T> absent() {
    return new Absent<>();
  }

  static <T> Setting<T> clear() {
    return new Clear<>();
  }

  /** The state that a nullable parameter of a goal stands for: null is absent. */
  static <T> Setting<T> ofNullable(T value) {
    return value == null ? absent() : new Value<>(value);
  }

  /** The same where a parameter that is mentioned and empty is null too: then it is cleared. */
  static <T> Setting<T> ofNullable(T value, Set<String> empty, String name) {
    return value == null && empty.contains(name) ? clear() : ofNullable(value);
  }

  /** The value, when there is one. */
  default Optional<T> asOptional() {
    return this instanceof Value<T> v ? Optional.of(v.value()) : Optional.empty();
  }

  /** This setting on create, where nothing is there to keep or clear: the default fills in. */
  default T orDefault(T fallback) {
    return asOptional().orElse(fallback);
  }

  /** What the setting means for the cloud: absent is empty, clear is {@code cleared}. */
  default <R> Optional<R> asUpdate(Function<T, R> value, R cleared) {
    if (this instanceof Value<T> v) {
      return Optional.of(value.apply(v.value()));
    }
    return this instanceof Clear<T> ? Optional.of(cleared) : Optional.empty();
  }
}
