package io.scf4j.maven.local.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When timers fire: expressions, and the next moments after a given one. */
class CronExpressionTest {

  private static List<String> next(String expression, String after, int count) {
    CronExpression cron = CronExpression.parse(expression);
    List<String> moments = new ArrayList<>();
    Optional<LocalDateTime> moment = cron.next(LocalDateTime.parse(after));
    while (moment.isPresent() && moments.size() < count) {
      moments.add(moment.get().toString());
      moment = cron.next(moment.get());
    }
    return moments;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // the platform's own examples
        "*/5 * * * * * *          | 2026-11-25T09:59:58 | 2026-11-25T10:00 2026-11-25T10:00:05",
        "0 15 10 * * MON-FRI *    | 2026-11-27T10:15    | 2026-11-30T10:15 2026-12-01T10:15",
        "0 0 2 1 * * *            | 2026-11-25T10:00    | 2026-12-01T02:00 2027-01-01T02:00",
        "0 0 10,14,16 * * * *     | 2026-11-25T10:00    | 2026-11-25T14:00 2026-11-25T16:00",
        "0 */30 9-17 * * * *      | 2026-11-25T17:00    | 2026-11-25T17:30 2026-11-26T09:00",
        "0 0 12 * * WED *         | 2026-11-25T12:00    | 2026-12-02T12:00 2026-12-09T12:00",
        // steps start at the first number
        "0 1/10 * * * * *         | 2026-11-25T10:45    | 2026-11-25T10:51 2026-11-25T11:01",
        "0 5-50/20 * * * * *      | 2026-11-25T10:25    | 2026-11-25T10:45 2026-11-25T11:05",
        "10/30 0 0 * * * *        | 2026-11-25T00:00    | 2026-11-25T00:00:10 2026-11-25T00:00:40",
        // the end of seconds, minutes, days, years
        "* * * * * * *            | 2026-12-31T23:59:59 | 2027-01-01T00:00 2027-01-01T00:00:01",
        "59 59 23 31 12 ? *       | 2026-12-31T23:59:59 | 2027-12-31T23:59:59 2028-12-31T23:59:59",
        // ends of months and leap years
        "0 0 0 31 * * *           | 2026-01-31T00:00    | 2026-03-31T00:00 2026-05-31T00:00",
        "0 0 0 29 2 * *           | 2026-01-01T00:00    | 2028-02-29T00:00 2032-02-29T00:00",
        "0 0 0 29 FEB * *         | 2096-02-29T00:00    | ''",
        "0 0 0 30 2 * *           | 2026-01-01T00:00    | ''",
        "0 0 0 L * ? *            | 2026-01-31T00:00    | 2026-02-28T00:00 2026-03-31T00:00",
        "0 0 0 L FEB ? *          | 2027-12-01T00:00    | 2028-02-29T00:00 2029-02-28T00:00",
        // day and week are alternatives
        "0 0 0 13 * FRI *         | 2026-11-08T00:00    | 2026-11-13T00:00 2026-11-20T00:00",
        "0 0 0 15 * MON *         | 2026-11-09T00:00    | 2026-11-15T00:00 2026-11-16T00:00",
        "0 0 0 ? * MON *          | 2026-11-09T00:00    | 2026-11-16T00:00 2026-11-23T00:00",
        "0 0 0 15 * ? *           | 2026-11-09T00:00    | 2026-11-15T00:00 2026-12-15T00:00",
        "0 0 0 ? * ? *            | 2026-11-09T00:00    | 2026-11-10T00:00 2026-11-11T00:00",
        // week: 0 is Sunday, names, the nth and the last
        "0 0 0 * * 0 *            | 2026-11-25T00:00    | 2026-11-29T00:00 2026-12-06T00:00",
        "0 0 0 * * sun,Tue *      | 2026-11-25T00:00    | 2026-11-29T00:00 2026-12-01T00:00",
        "0 0 0 * * 5#3 *          | 2026-11-01T00:00    | 2026-11-20T00:00 2026-12-18T00:00",
        "0 0 0 * * 0#5 *          | 2026-11-01T00:00    | 2026-11-29T00:00 2027-01-31T00:00",
        "0 0 0 * * 5L *           | 2026-11-25T00:00    | 2026-11-27T00:00 2026-12-25T00:00",
        // working days: nearest one, not out of the month
        "0 0 0 14W 11 ? *         | 2026-11-01T00:00    | 2026-11-13T00:00 2027-11-15T00:00",
        "0 0 0 1W 8 ? *           | 2026-07-01T00:00    | 2026-08-03T00:00 2027-08-02T00:00",
        "0 0 0 31W 1,5 ? *        | 2026-01-01T00:00    | 2026-01-30T00:00 2026-05-29T00:00",
        "0 0 0 LW * ? *           | 2026-10-31T00:00    | 2026-11-30T00:00 2026-12-31T00:00",
        // months and years
        "0 0 0 1 JAN,7-8 * *      | 2026-01-01T00:00    | 2026-07-01T00:00 2026-08-01T00:00",
        "0 0 0 1 */5 * *          | 2026-01-01T00:00    | 2026-06-01T00:00 2026-11-01T00:00",
        "0 0 0 1 1 * 2027,2029    | 2026-01-01T00:00    | 2027-01-01T00:00 2029-01-01T00:00",
        "0 0 0 1 1 * 2020         | 2026-01-01T00:00    | ''",
        "* * * * * * *            | 2099-12-31T23:59:59 | ''",
        // the deprecated five fields
        "*/5 * * * *              | 2026-11-25T10:03:07 | 2026-11-25T10:05 2026-11-25T10:10",
        "  0   0 12 * *  ? *      | 2026-11-25T12:00    | 2026-11-26T12:00 2026-11-27T12:00",
      })
  void firesNextAt(String expression, String after, String expected) {
    assertThat(String.join(" ", next(expression, after, 2))).isEqualTo(expected);
  }

  @Test
  void neverFiresTwiceInASecond() {
    CronExpression cron = CronExpression.parse("* * * * * * *");
    assertThat(cron.next(LocalDateTime.parse("2026-11-25T10:00:00.999")))
        .contains(LocalDateTime.parse("2026-11-25T10:00:01"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                  | has 0 fields",
        "* * * * * *         | has 6 fields",
        "60 * * * * * *      | the field second, '60': 60 is not within 0 to 59",
        "* * 24 * * * *      | the field hour, '24': 24 is not within 0 to 23",
        "* * * 0 * * *       | the field day, '0': 0 is not within 1 to 31",
        "* * * 32W * * *     | the field day, '32W': 32 is not within 1 to 31",
        "* * * * 13 * *      | the field month, '13': 13 is not within 1 to 12",
        "* * * * JUNE * *    | the field month, 'JUNE': 'JUNE' is not a number or name",
        "* * * * * 7 *       | the field week, '7': 7 is not within 0 to 6",
        "* * * * * 5#6 *     | a first to a fifth FRIDAY",
        "* * * * * * 2100    | 2100 is not within 1970 to 2099",
        "*/0 * * * * * *     | the step '0' is not a number from 1 on",
        "1/2/3 * * * * * *   | has more than one '/'",
        "30-10 * * * * * *   | the range '30-10' runs backwards",
        "1,,2 * * * * * *    | '' is not a number",
        "-5 * * * * * *      | '' is not a number",
        "? * * * * * *       | '?' is not a number",
        "99999 * * * * * *   | '99999' is not a number",
      })
  void refuses(String expression, String problem) {
    assertThatThrownBy(() -> CronExpression.parse(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(problem);
  }
}
