package io.scf4j.runtime.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record of the log as one line of JSON: {@code timestamp}, {@code level}, {@code requestId},
 * {@code message}, and of a failure what its error report has. Loaded only when the function asks
 * for such a log.
 */
final class JsonRecord {
  private static final long MS_PER_DAY = 24L * 60 * 60 * 1000;

  private JsonRecord() {}

  /**
   * The record with its line end, in UTF-8.
   *
   * @param thrown null when the record is about none
   */
  static byte[] of(String level, String requestId, String message, Throwable thrown) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("timestamp", utc(System.currentTimeMillis()));
    members.put("level", level);
    members.put("requestId", requestId);
    members.put("message", message);
    byte[] json = ErrorReport.of(members, thrown);
    byte[] line = new byte[json.length + 1];
    System.arraycopy(json, 0, line, 0, json.length);
    line[json.length] = '\n';
    return line;
  }

  /**
   * A moment as ISO 8601 in UTC, with milliseconds. By hand, because java.time loads a hundred
   * classes for it, which a function would pay with its first line.
   */
  static String utc(long epochMs) {
    long day = Math.floorDiv(epochMs, MS_PER_DAY);
    int ms = (int) Math.floorMod(epochMs, MS_PER_DAY);
    // Years that begin in March and eras of 400 of them make the leap days regular.
    long shifted = day + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int dayOfEra = (int) Math.floorMod(shifted, 146_097L);
    int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int month = (5 * dayOfYear + 2) / 153;
    int dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1;
    long year = yearOfEra + era * 400 + (month < 10 ? 0 : 1);
    StringBuilder text = new StringBuilder(24);
    append(text, (int) year, 4).append('-');
    append(text, month < 10 ? month + 3 : month - 9, 2).append('-');
    append(text, dayOfMonth, 2).append('T');
    append(text, ms / 3_600_000, 2).append(':');
    append(text, ms / 60_000 % 60, 2).append(':');
    append(text, ms / 1000 % 60, 2).append('.');
    return append(text, ms % 1000, 3).append('Z').toString();
  }

  private static StringBuilder append(StringBuilder text, int number, int digits) {
    String plain = Integer.toString(number);
    for (int i = plain.length(); i < digits; i++) {
      text.append('0');
    }
    return text.append(plain);
  }
}
