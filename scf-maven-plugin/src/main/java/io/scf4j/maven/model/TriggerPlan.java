package io.scf4j.maven.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The triggers that a function shall have, of the types that have no side in another service.
 *
 * @param timers absent leaves them as they are; cleared takes all away
 * @param urls the same of function URLs
 * @param deleteOthers whether those that are not named go, where some are
 */
public record TriggerPlan(
    Setting<List<Trigger>> timers, Setting<List<Trigger>> urls, boolean deleteOthers) {
  /** All stay as they are. */
  public static final TriggerPlan NONE = new TriggerPlan(Setting.absent(), Setting.absent(), false);

  private static final Pattern TIMER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");
  private static final int CRON_FIELDS = 7;
  private static final Set<String> AUTHS = Set.of("NONE", "CAM");

  /** These over others: timers and URLs that these do not mention are as the others have them. */
  public TriggerPlan over(TriggerPlan others) {
    return new TriggerPlan(
        timers instanceof Setting.Absent<List<Trigger>> ? others.timers : timers,
        urls instanceof Setting.Absent<List<Trigger>> ? others.urls : urls,
        deleteOthers);
  }

  /** Those that there shall be. */
  public List<Trigger> triggers() {
    List<Trigger> all = new ArrayList<>(timers.orDefault(List.of()));
    all.addAll(urls.orDefault(List.of()));
    return all;
  }

  /** Whether the function's triggers are looked at. */
  public boolean isSet() {
    return !(timers instanceof Setting.Absent<List<Trigger>>)
        || !(urls instanceof Setting.Absent<List<Trigger>>);
  }

  /** Whether one that is there and not named goes. */
  public boolean deletes(Trigger other) {
    Setting<List<Trigger>> named =
        switch (other.type()) {
          case Trigger.TIMER -> timers;
          case Trigger.HTTP -> urls;
          default -> Setting.absent();
        };
    return named instanceof Setting.Clear<List<Trigger>>
        || (named instanceof Setting.Value<List<Trigger>> && deleteOthers);
  }

  /** What is wrong, a sentence each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Trigger timer : timers.orDefault(List.of())) {
      String name = "timer '" + timer.name() + "': ";
      if (!names.add(timer.name())) {
        problems.add(name + "there are two of this name.");
      } else if (!TIMER_NAME.matcher(timer.name()).matches()) {
        problems.add(name + "1 to 100 letters, digits, '-' or '_', starting with a letter.");
      }
      if (timer.desc().split(" +").length != CRON_FIELDS) {
        problems.add(
            name
                + "cron '"
                + timer.desc()
                + "' has not seven fields: second, minute, hour, day, month, weekday, year.");
      }
    }
    Set<String> qualifiers = new HashSet<>();
    for (Trigger url : urls.orDefault(List.of())) {
      String name = "functionUrl of " + url.qualifier() + ": ";
      if (!qualifiers.add(url.qualifier())) {
        problems.add(name + "there are two; a version or alias has one.");
      } else if (!AUTHS.contains(url.auth())) {
        problems.add(
            name
                + "<auth> is NONE for everybody or CAM for signed requests, not '"
                + url.auth()
                + "'.");
      }
    }
    tooMany("timers", timers).ifPresent(problems::add);
    tooMany("functionUrls", urls).ifPresent(problems::add);
    return problems;
  }

  private static Optional<String> tooMany(String name, Setting<List<Trigger>> triggers) {
    int count = triggers.orDefault(List.of()).size();
    return count > PlatformRules.MAX_TRIGGERS_OF_A_TYPE
        ? Optional.of(name + ": " + count + " of them; a function has at most 10.")
        : Optional.empty();
  }
}
