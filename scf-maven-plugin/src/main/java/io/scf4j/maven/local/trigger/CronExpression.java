package io.scf4j.maven.local.trigger;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When a timer fires: seven fields, second minute hour day month week year, or the deprecated five
 * without second and year. Day and week are alternatives when both say something, as in every cron.
 * Nothing here knows of time zones; the platform takes UTC+8.
 */
public final class CronExpression {
  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 2099;
  private static final List<String> MONTHS =
      List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
  private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

  private static final CronField SECOND = new CronField("second", 0, 59, List.of());
  private static final CronField MINUTE = new CronField("minute", 0, 59, List.of());
  private static final CronField HOUR = new CronField("hour", 0, 23, List.of());
  private static final CronField DAY = new CronField("day", 1, 31, List.of());
  private static final CronField MONTH = new CronField("month", 1, 12, MONTHS);
  private static final CronField WEEK = new CronField("week", 0, 6, DAYS);
  private static final CronField YEAR = new CronField("year", FIRST_YEAR, LAST_YEAR, List.of());

  private final BitSet seconds;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet months;
  private final BitSet years;
  private final Optional<CronDay> dayOfMonth;
  private final Optional<CronDay> dayOfWeek;

  private CronExpression(String[] fields) {
    seconds = SECOND.values(fields[0]);
    minutes = MINUTE.values(fields[1]);
    hours = HOUR.values(fields[2]);
    dayOfMonth = CronDay.ofMonth(DAY, fields[3]);
    months = MONTH.values(fields[4]);
    dayOfWeek = CronDay.ofWeek(WEEK, fields[5]);
    years = YEAR.values(fields[6]);
  }

  /**
   * Reads an expression.
   *
   * @throws IllegalArgumentException with what is wrong, for a person
   */
  public static CronExpression parse(String text) {
    String[] fields = text.strip().toUpperCase(Locale.ROOT).split("\\s+");
    if (fields.length == 5) {
      fields = new String[] {"0", fields[0], fields[1], fields[2], fields[3], fields[4], "*"};
    }
    if (fields.length != 7) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' has "
              + (text.isBlank() ? 0 : fields.length)
              + " fields; a timer has 7: second minute hour day month week year");
    }
    return new CronExpression(fields);
  }

  /** The first moment after another one, in whole seconds; empty when there is none any more. */
  public Optional<LocalDateTime> next(LocalDateTime after) {
    LocalDateTime from = after.withNano(0).plusSeconds(1);
    LocalDate date = from.toLocalDate();
    LocalTime earliest = from.toLocalTime();
    while (date.getYear() <= LAST_YEAR) {
      if (!years.get(date.getYear())) {
        date = LocalDate.of(date.getYear() + 1, 1, 1);
      } else if (!months.get(date.getMonthValue())) {
        date = date.withDayOfMonth(1).plusMonths(1);
      } else {
        Optional<LocalTime> time = isDay(date) ? firstTime(earliest) : Optional.empty();
        if (time.isPresent()) {
          return Optional.of(date.atTime(time.get()));
        }
        date = date.plusDays(1);
      }
      earliest = LocalTime.MIDNIGHT; // of every day but the first
    }
    return Optional.empty();
  }

  private boolean isDay(LocalDate date) {
    if (dayOfMonth.isEmpty() && dayOfWeek.isEmpty()) {
      return true;
    }
    return dayOfMonth.isPresent() && dayOfMonth.get().includes(date)
        || dayOfWeek.isPresent() && dayOfWeek.get().includes(date);
  }

  private Optional<LocalTime> firstTime(LocalTime earliest) {
    int hour = hours.nextSetBit(earliest.getHour());
    while (hour >= 0) {
      boolean first = hour == earliest.getHour();
      int minute = minutes.nextSetBit(first ? earliest.getMinute() : 0);
      while (minute >= 0) {
        boolean same = first && minute == earliest.getMinute();
        int second = seconds.nextSetBit(same ? earliest.getSecond() : 0);
        if (second >= 0) {
          return Optional.of(LocalTime.of(hour, minute, second));
        }
        minute = minutes.nextSetBit(minute + 1);
      }
      hour = hours.nextSetBit(hour + 1);
    }
    return Optional.empty();
  }
}
