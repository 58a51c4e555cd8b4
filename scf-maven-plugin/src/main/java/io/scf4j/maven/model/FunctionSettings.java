package io.scf4j.maven.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a project says of the settings of its function; a field that it leaves out is absent. */
public final class FunctionSettings {
  public static final FunctionSettings NONE = new FunctionSettings(Map.of());

  private final Map<FunctionField<?>, Setting<?>> settings;

  private FunctionSettings(Map<FunctionField<?>, Setting<?>> settings) {
    this.settings = Collections.unmodifiableMap(settings);
  }

  /** These and one more; an absent one changes nothing. */
  public <T> FunctionSettings with(FunctionField<T> field, Setting<T> setting) {
    if (setting instanceof Setting.Absent<T>) {
      return this;
    }
    Map<FunctionField<?>, Setting<?>> more = new LinkedHashMap<>(settings);
    more.put(field, setting);
    return new FunctionSettings(more);
  }

  /** These and a value. */
  public <T> FunctionSettings with(FunctionField<T> field, T value) {
    return with(field, new Setting.Value<>(value));
  }

  /** These over others: what these leave out is as the others have it. */
  public FunctionSettings over(FunctionSettings others) {
    Map<FunctionField<?>, Setting<?>> all = new LinkedHashMap<>(others.settings);
    all.putAll(settings);
    return new FunctionSettings(all);
  }

  /** What is said of a field. */
  @SuppressWarnings("unchecked") // with() is the only way in
  public <T> Setting<T> get(FunctionField<T> field) {
    return (Setting<T>) settings.getOrDefault(field, Setting.absent());
  }

  /** What the settings make of the fields: values, and for cleared ones what empty means. */
  public FunctionValues values() {
    FunctionValues values = FunctionValues.NONE;
    for (FunctionField<?> field : FunctionFields.ALL) {
      values = add(field, values);
    }
    return values;
  }

  private <T> FunctionValues add(FunctionField<T> field, FunctionValues values) {
    Setting<T> setting = get(field);
    Optional<T> value =
        setting instanceof Setting.Clear<T> ? field.cleared() : setting.asOptional();
    return value.map(found -> values.with(field, found)).orElse(values);
  }

  /** What is wrong, a sentence each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (FunctionField<?> field : FunctionFields.ALL) {
      problems.addAll(problems(field));
      if (field == FunctionFields.TIMEOUT) {
        timeoutProblem().ifPresent(problems::add);
      }
    }
    return problems;
  }

  private <T> List<String> problems(FunctionField<T> field) {
    if (get(field) instanceof Setting.Clear<T> && field.cleared().isEmpty()) {
      return List.of(
          field + ": must not be empty; without the element the function keeps what it has.");
    }
    return get(field).asOptional().map(field::problems).orElse(List.of());
  }

  /** An event of an asynchronous function may take a day. */
  private Optional<String> timeoutProblem() {
    boolean async = get(FunctionFields.ASYNC_RUN).orDefault(false);
    return get(FunctionFields.TIMEOUT)
        .asOptional()
        .flatMap(async ? PlatformRules::asyncRunTimeout : PlatformRules::timeout);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FunctionSettings that && settings.equals(that.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  /** Names only: a value may be one of the environment. */
  @Override
  public String toString() {
    return settings.keySet().toString();
  }
}
