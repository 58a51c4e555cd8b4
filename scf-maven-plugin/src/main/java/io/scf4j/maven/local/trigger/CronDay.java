package io.scf4j.maven.local.trigger;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The days that a day or week field names. Besides what every field has, these have {@code L} (the
 * last one), {@code 10W} (the working day nearest to the 10th), {@code LW} and {@code 5#3} (the
 * third Friday).
 */
final class CronDay {
  private static final Pattern NEAREST_WORKING_DAY = Pattern.compile("([0-9]{1,2})W");
  private static final Pattern NTH_OF_MONTH = Pattern.compile("([0-9A-Z]+)#([0-9])");
  private static final Pattern LAST_OF_MONTH = Pattern.compile("([0-9A-Z]+)L");

  private final List<Predicate<LocalDate>> alternatives;

  private CronDay(List<Predicate<LocalDate>> alternatives) {
    this.alternatives = alternatives;
  }

  boolean includes(LocalDate date) {
    return alternatives.stream().anyMatch(alternative -> alternative.test(date));
  }

  /** Empty for {@code *} and {@code ?}, which say nothing. */
  static Optional<CronDay> ofMonth(CronField field, String text) {
    if (text.equals("*") || text.equals("?")) {
      return Optional.empty();
    }
    List<Predicate<LocalDate>> alternatives = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      alternatives.add(dayOfMonth(field, part, text));
    }
    return Optional.of(new CronDay(alternatives));
  }

  private static Predicate<LocalDate> dayOfMonth(CronField field, String part, String whole) {
    if (part.equals("L")) {
      return date -> date.getDayOfMonth() == date.lengthOfMonth();
    }
    if (part.equals("LW")) {
      return date -> date.getDayOfMonth() == nearestWorkingDay(date, date.lengthOfMonth());
    }
    Matcher working = NEAREST_WORKING_DAY.matcher(part);
    if (working.matches()) {
      int day = field.number(working.group(1), whole);
      return date ->
          day <= date.lengthOfMonth() && date.getDayOfMonth() == nearestWorkingDay(date, day);
    }
    var values = field.values(part);
    return date -> values.get(date.getDayOfMonth());
  }

  /** It does not leave the month. */
  private static int nearestWorkingDay(LocalDate month, int day) {
    DayOfWeek week = month.withDayOfMonth(day).getDayOfWeek();
    if (week == DayOfWeek.SATURDAY) {
      return day == 1 ? 3 : day - 1;
    }
    if (week == DayOfWeek.SUNDAY) {
      return day == month.lengthOfMonth() ? day - 2 : day + 1;
    }
    return day;
  }

  /** Empty for {@code *} and {@code ?}, which say nothing. */
  static Optional<CronDay> ofWeek(CronField field, String text) {
    if (text.equals("*") || text.equals("?")) {
      return Optional.empty();
    }
    List<Predicate<LocalDate>> alternatives = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      alternatives.add(dayOfWeek(field, part, text));
    }
    return Optional.of(new CronDay(alternatives));
  }

  private static Predicate<LocalDate> dayOfWeek(CronField field, String part, String whole) {
    Matcher nth = NTH_OF_MONTH.matcher(part);
    if (nth.matches()) {
      DayOfWeek day = dayOfWeek(field.number(nth.group(1), whole));
      int ordinal = Integer.parseInt(nth.group(2));
      if (ordinal < 1 || ordinal > 5) {
        throw field.wrong(whole, "a month has a first to a fifth " + day + " at most");
      }
      return date -> date.getDayOfWeek() == day && (date.getDayOfMonth() - 1) / 7 + 1 == ordinal;
    }
    Matcher last = LAST_OF_MONTH.matcher(part);
    if (last.matches()) {
      DayOfWeek day = dayOfWeek(field.number(last.group(1), whole));
      return date -> date.equals(date.with(TemporalAdjusters.lastInMonth(day)));
    }
    var values = field.values(part);
    return date -> values.get(date.getDayOfWeek().getValue() % 7);
  }

  /** 0 is Sunday. */
  private static DayOfWeek dayOfWeek(int number) {
    return DayOfWeek.of(number == 0 ? 7 : number);
  }
}
