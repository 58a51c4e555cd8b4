package io.scf4j.maven.model;

import java.util.List;

/**
 * A topic of the platform's log service.
 *
 * @param logsetId of its log set, empty for the platform's default
 * @param topicId of the topic, empty for the platform's default
 */
public record ClsTarget(String logsetId, String topicId) {
  /** The platform's own topic. */
  public static final ClsTarget NONE = new ClsTarget("", "");

  List<String> problems() {
    return logsetId.isEmpty() || topicId.isEmpty()
        ? List.of("cls: needs both logsetId and topicId; an empty <cls/> takes it away.")
        : List.of();
  }

  @Override
  public String toString() {
    return equals(NONE) ? "none" : logsetId + "/" + topicId;
  }
}
