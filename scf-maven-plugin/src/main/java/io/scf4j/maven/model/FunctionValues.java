package io.scf4j.maven.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings with their values: what a function has, or what a call sends. Not every field need have
 * one.
 */
public final class FunctionValues {
  public static final FunctionValues NONE = new FunctionValues(Map.of());

  private final Map<FunctionField<?>, Object> values;

  private FunctionValues(Map<FunctionField<?>, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** These and one more, which replaces an earlier value of its field. */
  public <T> FunctionValues with(FunctionField<T> field, T value) {
    Map<FunctionField<?>, Object> more = new LinkedHashMap<>(values);
    more.put(field, value);
    return new FunctionValues(more);
  }

  /** These and the others, which replace values of the same fields. */
  public FunctionValues with(FunctionValues others) {
    Map<FunctionField<?>, Object> more = new LinkedHashMap<>(values);
    more.putAll(others.values);
    return new FunctionValues(more);
  }

  /** The value of a field, if there is one. */
  @SuppressWarnings("unchecked") // with() is the only way in
  public <T> Optional<T> find(FunctionField<T> field) {
    return Optional.ofNullable((T) values.get(field));
  }

  /** The value of a field that there must be. */
  public <T> T get(FunctionField<T> field) {
    return find(field).orElseThrow(() -> new IllegalStateException("no value of " + field));
  }

  /** Those of the fields that are sent in this way. */
  public FunctionValues sent(FunctionField.Sent way) {
    Map<FunctionField<?>, Object> some = new LinkedHashMap<>(values);
    some.keySet().removeIf(field -> field.sent() != way);
    return new FunctionValues(some);
  }

  /** All but those of some fields. */
  public FunctionValues without(List<FunctionField<?>> fields) {
    Map<FunctionField<?>, Object> some = new LinkedHashMap<>(values);
    some.keySet().removeAll(fields);
    return new FunctionValues(some);
  }

  /** All but those that say nothing. */
  public FunctionValues withoutEmpty() {
    Map<FunctionField<?>, Object> some = new LinkedHashMap<>(values);
    some.entrySet()
        .removeIf(entry -> entry.getKey().cleared().filter(entry.getValue()::equals).isPresent());
    return new FunctionValues(some);
  }

  /** These of some fields only. */
  public FunctionValues only(Collection<FunctionField<?>> fields) {
    Map<FunctionField<?>, Object> some = new LinkedHashMap<>(values);
    some.keySet().retainAll(fields);
    return new FunctionValues(some);
  }

  /** Those that differ from what there was, or were not known. */
  public FunctionValues changedFrom(FunctionValues before) {
    Map<FunctionField<?>, Object> some = new LinkedHashMap<>(values);
    some.entrySet().removeIf(entry -> entry.getValue().equals(before.values.get(entry.getKey())));
    return new FunctionValues(some);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The fields that have a value, in the order of {@link FunctionFields#ALL}. */
  public List<FunctionField<?>> fields() {
    return FunctionFields.ALL.stream().filter(values::containsKey).toList();
  }

  /** What changes from those before to these, as lines of a diff; of the fields that these have. */
  public List<String> differenceTo(FunctionValues before) {
    List<String> lines = new ArrayList<>();
    fields().forEach(field -> lines.addAll(difference(field, before)));
    return lines;
  }

  private <T> List<String> difference(FunctionField<T> field, FunctionValues before) {
    T now = get(field);
    return before
        .find(field)
        .map(was -> field.difference(was, now))
        .orElseGet(() -> field.addition(now));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FunctionValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** Names only: a value may be one of the environment. */
  @Override
  public String toString() {
    return fields().toString();
  }
}
