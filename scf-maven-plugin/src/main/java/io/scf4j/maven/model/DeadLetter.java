package io.scf4j.maven.model;

import java.util.List;

/**
 * Where events go that failed for good.
 *
 * @param type {@code CMQ-TOPIC}, {@code CMQ-QUEUE}, {@code topic} or {@code queue}; empty for none
 * @param name of the topic or queue
 * @param filterType of a topic's messages, mostly empty
 */
public record DeadLetter(String type, String name, String filterType) {
  /** Nowhere. */
  public static final DeadLetter NONE = new DeadLetter("", "", "");

  private static final List<String> TYPES = List.of("CMQ-TOPIC", "CMQ-QUEUE", "topic", "queue");

  List<String> problems() {
    if (!TYPES.contains(type)) {
      return List.of("deadLetter: type '" + type + "' is not one of " + TYPES + ".");
    }
    return name.isEmpty() ? List.of("deadLetter: needs the name of a " + type + ".") : List.of();
  }

  @Override
  public String toString() {
    return equals(NONE) ? "none" : type + " " + name;
  }
}
