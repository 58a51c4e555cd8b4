package io.scf4j.maven.model;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An event by which a new version shows that it works, before anybody else's events reach it.
 *
 * @param name by which reports tell it from others
 * @param clientContext the event, JSON text of at most 6 MB
 * @param expectations what the answer shall be
 */
public record SmokeEvent(String name, String clientContext, Expectations expectations) {

  static List<String> problems(List<SmokeEvent> events) {
    List<String> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SmokeEvent event : events) {
      if (event.name().isBlank()) {
        problems.add("verify: a smokeEvent has no <name>.");
      } else if (!names.add(event.name())) {
        problems.add(event.shown() + ": there are two of this name.");
      }
      int bytes = event.clientContext().getBytes(StandardCharsets.UTF_8).length;
      if (bytes > PlatformRules.MAX_EVENT_BYTES) {
        problems.add(
            event.shown()
                + ": the event has "
                + bytes
                + " bytes, at most "
                + PlatformRules.MAX_EVENT_BYTES
                + " (6 MB).");
      } else if (StrictJson.parse(event.clientContext()).isEmpty()) {
        problems.add(event.shown() + ": the event is not JSON.");
      }
      problems.addAll(event.expectations().problems(event.shown()));
    }
    return problems;
  }

  private String shown() {
    return "smokeEvent '" + name + "'";
  }
}
