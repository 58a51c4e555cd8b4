package io.scf4j.maven.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What becomes of the code once {@code $LATEST} has it.
 *
 * @param publish whether it becomes a version
 * @param description of that version
 * @param alias the alias that leads to it afterwards
 * @param weight share of the alias' events that goes to it, above 0 and up to 1
 * @param keepVersions how many versions stay; older ones that no alias leads to are deleted
 * @param smokeEvents what the version must answer as expected before the alias leads to it
 */
public record Release(
    boolean publish,
    String description,
    Optional<String> alias,
    double weight,
    OptionalInt keepVersions,
    List<SmokeEvent> smokeEvents) {
  /** Nothing: {@code $LATEST} is all there is. */
  public static final Release NONE =
      new Release(false, "", Optional.empty(), 1, OptionalInt.empty());

  private static final Pattern ALIAS = Pattern.compile("\\$DEFAULT|[A-Za-z][A-Za-z0-9_-]{0,63}");

  public Release {
    smokeEvents = List.copyOf(smokeEvents);
  }

  /** One that nothing is asked of. */
  public Release(
      boolean publish,
      String description,
      Optional<String> alias,
      double weight,
      OptionalInt keepVersions) {
    this(publish, description, alias, weight, keepVersions, List.of());
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    PlatformRules.description(description).ifPresent(problem -> problems.add("version " + problem));
    if (alias.isPresent() && !publish) {
      problems.add(
          "alias '" + alias.get() + "': it leads to a version, so set <publish>true</publish>.");
    }
    if (alias.isPresent() && !ALIAS.matcher(alias.get()).matches()) {
      problems.add(
          "alias '"
              + alias.get()
              + "': 1 to 64 letters, digits, '-' or '_', starting with a letter; or $DEFAULT.");
    }
    if (alias.isEmpty() && weight != 1) {
      problems.add("weight " + weight + ": needs an <alias> whose events it is a share of.");
    }
    if (!(weight > 0 && weight <= 1)) {
      problems.add("weight " + weight + ": above 0 and at most 1, such as 0.1 for a tenth.");
    }
    if (keepVersions.isPresent() && keepVersions.getAsInt() < 1) {
      problems.add("keepVersions " + keepVersions.getAsInt() + ": at least 1.");
    }
    problems.addAll(SmokeEvent.problems(smokeEvents));
    return problems;
  }
}
