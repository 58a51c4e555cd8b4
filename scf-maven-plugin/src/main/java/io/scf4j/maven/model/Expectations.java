package io.scf4j.maven.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the answer to an event shall be; that the function does not fail is expected without a word.
 *
 * @param contains a text that the result has in it
 * @param equalTo the result, but for spaces and line ends around it
 * @param atPaths what the result, which is JSON then, has at some places
 * @param maxDurationMs the longest run time, ms; the start of an instance is not part of it
 */
public record Expectations(
    Optional<String> contains,
    Optional<String> equalTo,
    List<AtPath> atPaths,
    OptionalLong maxDurationMs) {
  /** That the function does not fail. */
  public static final Expectations NONE =
      new Expectations(Optional.empty(), Optional.empty(), List.of(), OptionalLong.empty());

  private static final int SHOWN_CHARS = 200;

  public Expectations {
    atPaths = List.copyOf(atPaths);
  }

  /**
   * What is at one place of a JSON result.
   *
   * @param path a JSONPath, such as {@code $.statusCode}
   * @param value a text as it is, anything else as JSON; empty when it only has to be there
   */
  public record AtPath(String path, Optional<String> value) {

    private boolean isMetBy(JsonElement there) {
      return value.isEmpty() || isText(there, value.get()) || isJson(there, value.get());
    }

    private static boolean isText(JsonElement there, String expected) {
      return there instanceof JsonPrimitive text
          && text.isString()
          && text.getAsString().strip().equals(expected);
    }

    private static boolean isJson(JsonElement there, String expected) {
      Optional<JsonElement> json = StrictJson.parse(expected);
      if (json.isEmpty()) {
        return false;
      }
      Optional<BigDecimal> number = number(there);
      return number.isPresent()
          ? number(json.get()).filter(other -> other.compareTo(number.get()) == 0).isPresent()
          : there.equals(json.get());
    }

    private static Optional<BigDecimal> number(JsonElement json) {
      return json instanceof JsonPrimitive primitive && primitive.isNumber()
          ? Optional.of(primitive.getAsBigDecimal())
          : Optional.empty();
    }
  }

  /**
   * What is wrong with the expectations themselves, a sentence each.
   *
   * @param of who has them
   */
  public List<String> problems(String of) {
    List<String> problems = new ArrayList<>();
    for (AtPath at : atPaths) {
      if (at.path().isBlank()) {
        problems.add(of + ": a jsonPath has no <path>.");
      } else if (JsonQuery.parse(at.path()).isEmpty()) {
        problems.add(of + ": '" + at.path() + "' is no JSONPath, such as $.items[0].name.");
      }
    }
    if (maxDurationMs.isPresent() && maxDurationMs.getAsLong() < 1) {
      problems.add(of + ": maxDurationMs " + maxDurationMs.getAsLong() + ": at least 1.");
    }
    return problems;
  }

  /**
   * How an answer of a function that did not fail misses them, a line each without a full stop.
   *
   * @param result what the function returned
   * @param durationMs its run time, ms
   */
  public List<String> missedBy(String result, double durationMs) {
    List<String> missed = new ArrayList<>();
    if (contains.isPresent() && !result.contains(contains.get())) {
      missed.add("the result does not contain '" + contains.get() + "': " + shown(result));
    }
    if (equalTo.isPresent() && !result.strip().equals(equalTo.get().strip())) {
      missed.add("the result is not '" + equalTo.get() + "', but: " + shown(result));
    }
    if (!atPaths.isEmpty()) {
      missed.addAll(missedAtPaths(result));
    }
    if (maxDurationMs.isPresent() && durationMs > maxDurationMs.getAsLong()) {
      missed.add(
          String.format(
              Locale.ROOT,
              "it ran for %.1f ms, at most %d are expected",
              durationMs,
              maxDurationMs.getAsLong()));
    }
    return missed;
  }

  private List<String> missedAtPaths(String result) {
    Optional<JsonElement> json = StrictJson.parse(result);
    if (json.isEmpty()) {
      return List.of(
          "the result is not JSON, so it has no " + atPaths.get(0).path() + ": " + shown(result));
    }
    List<String> missed = new ArrayList<>();
    for (AtPath at : atPaths) {
      Optional<JsonElement> there =
          JsonQuery.parse(at.path()).flatMap(query -> query.find(json.get()));
      if (there.isEmpty()) {
        missed.add("there is no " + at.path() + " in the result: " + shown(result));
      } else if (!at.isMetBy(there.get())) {
        String found = there.get().toString();
        missed.add(at.path() + " is " + shown(found) + ", not " + at.value().orElseThrow());
      }
    }
    return missed;
  }

  private static String shown(String text) {
    String line = text.strip().replaceAll("\\R", " ");
    if (line.isEmpty()) {
      return "(nothing)";
    }
    return line.length() <= SHOWN_CHARS ? line : line.substring(0, SHOWN_CHARS) + "…";
  }
}
