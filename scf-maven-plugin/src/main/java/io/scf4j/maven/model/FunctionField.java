package io.scf4j.maven.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A setting of a function that a deploy can send: its name, its rule, and how a plan shows it. All
 * of them are in {@link FunctionFields}, so that what is compared, shown and sent is one list.
 *
 * @param <T> type of its value: equal values make no change
 */
public final class FunctionField<T> {

  /** The call that takes the setting to a function that is there. */
  public enum Sent {
    /** UpdateFunctionConfiguration. */
    WITH_CONFIGURATION,
    /** UpdateFunctionEventInvokeConfig. */
    WITH_EVENT_INVOKE_CONFIG,
    /** None: only CreateFunction takes it. */
    ON_CREATE_ONLY
  }

  private final String name;
  private final Sent sent;
  private final T cleared;
  private final Function<T, List<String>> rule;
  private final BiFunction<T, T, List<String>> difference;
  private final boolean hidden;

  private FunctionField(
      String name,
      Sent sent,
      T cleared,
      Function<T, List<String>> rule,
      BiFunction<T, T, List<String>> difference,
      boolean hidden) {
    this.name = name;
    this.sent = sent;
    this.cleared = cleared;
    this.rule = rule;
    this.difference = difference;
    this.hidden = hidden;
  }

  /** A field without a rule that is shown as its text. */
  static <T> FunctionField<T> of(String name, Sent sent) {
    return new FunctionField<>(
        name,
        sent,
        null,
        value -> List.of(),
        (before, after) -> List.of("~ " + name + " " + before + " → " + after),
        false);
  }

  /** The same with the value that an empty element stands for. */
  FunctionField<T> clearedBy(T empty) {
    return new FunctionField<>(name, sent, empty, rule, difference, hidden);
  }

  /** The same with a rule that gives the problem of a value, or nothing. */
  FunctionField<T> judgedBy(Function<T, Optional<String>> one) {
    return judgedByAll(value -> one.apply(value).stream().toList());
  }

  /** The same with a rule that gives all problems of a value. */
  FunctionField<T> judgedByAll(Function<T, List<String>> all) {
    return new FunctionField<>(name, sent, cleared, all, difference, hidden);
  }

  /** The same shown in another way: lines for what was before and what will be. */
  FunctionField<T> shownBy(BiFunction<T, T, List<String>> lines) {
    return new FunctionField<>(name, sent, cleared, rule, lines, hidden);
  }

  /** The same whose values are shown by these lines only, after {@link #clearedBy}. */
  FunctionField<T> hiddenBy(BiFunction<T, T, List<String>> lines) {
    return new FunctionField<>(name, sent, cleared, rule, lines, true);
  }

  /** As the POM's element is called. */
  public String name() {
    return name;
  }

  /** How it gets to a function that is there. */
  public Sent sent() {
    return sent;
  }

  /** What an empty element stands for; empty when there must be a value. */
  public Optional<T> cleared() {
    return Optional.ofNullable(cleared);
  }

  /** What is wrong with a value, a sentence each. */
  public List<String> problems(T value) {
    return rule.apply(value);
  }

  /** A change as lines of a diff: {@code ~ memorySize 128 → 256}; none when nothing changes. */
  public List<String> difference(T before, T after) {
    return Objects.equals(before, after) ? List.of() : difference.apply(before, after);
  }

  /** A value where there was none: {@code + role SCF_Role}; none when it says nothing. */
  public List<String> addition(T value) {
    if (value.equals(cleared)) {
      return List.of();
    }
    return hidden ? difference.apply(cleared, value) : List.of("+ " + name + " " + value);
  }

  @Override
  public String toString() {
    return name;
  }
}
